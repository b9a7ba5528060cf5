package dev.laurel.embedded;

import dev.laurel.storage.ObjectContent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// What became of a download.
public sealed interface DownloadResult {
  /// Open for reading; the caller closes the content.
  record Opened(ObjectContent content, String fileName) implements DownloadResult {
    /// The value of `Content-Disposition` (RFC 6266): always an attachment, so that no browser
    /// shows a stranger's bytes under this origin. The plain form holds what survives in it, the
    /// extended form (RFC 8187) the name itself.
    public String contentDisposition() {
      String plain = fileName.replaceAll("[^A-Za-z0-9 ._-]", "_");
      String extended =
          URLEncoder.encode(fileName, StandardCharsets.UTF_8)
              .replace("+", "%20")
              .replace("*", "%2A");
      return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + extended;
    }
  }

  /// Nothing to read.
  record Refused(Refusal reason) implements DownloadResult {}
}
