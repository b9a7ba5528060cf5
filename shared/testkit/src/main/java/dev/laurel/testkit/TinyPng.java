package dev.laurel.testkit;

import java.util.Base64;

/// A PNG of one pixel, complete with its checksums, for whatever wants an image.
public final class TinyPng {
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
          + "gg==";

  private TinyPng() {}

  /// Its bytes.
  public static byte[] bytes() {
    return Base64.getDecoder().decode(PIXEL);
  }
}
