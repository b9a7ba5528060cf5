package dev.laurel.embedded;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/// A key pair in a file of one machine, `<name>.pem`: for its owner alone, and it says that it is
/// LOCAL. Whoever can read it can sign.
///
/// @param spki the public key in X.509
@SuppressWarnings("ArrayRecordComponent") // cloned in and out
record KeyFile(byte[] spki, PrivateKey secret) {
  private static final String MARK = "LOCAL";
  private static final String HEADER =
      MARK + " key of Laurel, made on this machine for trying things out. Not for production.\n";

  /// What a key can do, as the JDK names it.
  enum Kind {
    ED25519("Ed25519"),
    P256("EC"),
    ML_DSA_44("ML-DSA-44");

    private final String factory;

    Kind(String factory) {
      this.factory = factory;
    }

    /// The kind of a signing key; [IllegalArgumentException] for one that nobody keeps in files.
    static Kind of(KeyAlgorithm algorithm) {
      return switch (algorithm) {
        case ED25519 -> ED25519;
        case P256 -> P256;
        case ML_DSA_44 -> ML_DSA_44;
        case P384 -> throw new IllegalArgumentException("P-384 is only verified");
      };
    }
  }

  KeyFile {
    spki = spki.clone();
  }

  @Override
  public byte[] spki() {
    return spki.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyFile that && Arrays.equals(that.spki, spki);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(spki);
  }

  @Override
  public String toString() {
    return "KeyFile";
  }

  /// Makes the folder for keys where it is missing. Throws [IllegalStateException] in the stage
  /// `production`.
  static void prepare(Path folder, String stage) throws IOException {
    if (stage.equals("production")) {
      throw new IllegalStateException("keys in files are not for the stage production");
    }
    AtomicFiles.createPrivateFolder(folder);
    AtomicFiles.createPrivate(folder.resolve(MARK), HEADER.getBytes(StandardCharsets.US_ASCII));
  }

  /// The key in the file, made where it is missing. Any number of processes may start at once: all
  /// see the same key. Throws [IllegalStateException] for a file that is no key of ours.
  static KeyFile open(Path folder, String name, Kind kind, SecureRandom random) throws IOException {
    Path file = folder.resolve(name + ".pem");
    try {
      if (!Files.exists(file)) {
        byte[] fresh = text(generate(kind, random)).getBytes(StandardCharsets.US_ASCII);
        AtomicFiles.createPrivate(file, fresh);
      }
      return read(file, name, kind);
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      throw new IllegalStateException("not a readable key: " + name, unreadable);
    }
  }

  /// The key in a file that is there, of whatever kind. Throws like [#open].
  static KeyFile read(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + ".pem");
    try {
      byte[] spki = block(Files.readString(file, StandardCharsets.US_ASCII), "PUBLIC KEY");
      return read(file, name, Kind.of(Multikey.fromSpki(spki).algorithm()));
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      throw new IllegalStateException("not a readable key: " + name, unreadable);
    }
  }

  private static KeyFile read(Path file, String name, Kind kind)
      throws IOException, GeneralSecurityException {
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    if (!text.startsWith(MARK)) {
      throw new IllegalStateException("not a key made by Laurel for one machine: " + name);
    }
    PrivateKey secret =
        KeyFactory.getInstance(kind.factory)
            .generatePrivate(new PKCS8EncodedKeySpec(block(text, "PRIVATE KEY")));
    return new KeyFile(block(text, "PUBLIC KEY"), secret);
  }

  /// The public key as documents have it. Throws [IllegalStateException] where it is none.
  Multikey published(String name) {
    try {
      return Multikey.fromSpki(spki);
    } catch (IllegalArgumentException unreadable) {
      throw new IllegalStateException("not a readable key: " + name, unreadable);
    }
  }

  private static KeyPair generate(Kind kind, SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.factory);
    switch (kind) {
      case ED25519 -> generator.initialize(255, random);
      case P256 -> generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      case ML_DSA_44 -> {
        // One size: its source of randomness is the process's own.
      }
    }
    return generator.generateKeyPair();
  }

  private static String text(KeyPair pair) {
    return HEADER
        + block("PRIVATE KEY", pair.getPrivate().getEncoded())
        + block("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  private static String block(String name, byte[] content) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(name, lines.encodeToString(content), name);
  }

  private static byte[] block(String text, String name) {
    String begin = "-----BEGIN " + name + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + name + "-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no block " + name);
    }
    return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
  }
}
