package dev.laurel.aws.s3;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The `Content-Disposition` that makes a browser save a file and not show it (RFC 6266): a plain
/// ASCII name for old readers and the true one in UTF-8.
final class Attachment {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._";

  private Attachment() {}

  static String named(String fileName) {
    StringBuilder plain = new StringBuilder();
    StringBuilder exact = new StringBuilder();
    for (byte b : fileName.getBytes(StandardCharsets.UTF_8)) {
      if (b >= 0 && PLAIN.indexOf(b) >= 0) {
        plain.append((char) b);
        exact.append((char) b);
      } else {
        if (b >= 0 || (b & 0xC0) == 0xC0) {
          plain.append('_');
        }
        exact.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + exact;
  }
}
