package dev.laurel.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file that the demo ships.
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record DemoFile(String name, String mediaType, byte[] content) {
  static DemoFile load(String name, String mediaType) {
    try (InputStream in = DemoFile.class.getResourceAsStream("/demo/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the demo's file " + name + " is missing");
      }
      return new DemoFile(name, mediaType, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
