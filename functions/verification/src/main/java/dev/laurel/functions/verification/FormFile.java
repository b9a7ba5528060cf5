package dev.laurel.functions.verification;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the one file out of what a browser sends for a form (`multipart/form-data`, RFC 7578),
/// strictly: nothing before the first part or behind the last, and few parts with short headers.
/// Linear in the number of bytes.
final class FormFile {
  static final String MEDIA_TYPE = "multipart/form-data";

  /// The field with the file, and no more than one beside it.
  private static final int MAX_PARTS = 2;

  /// Headers of one part: a long file name fits.
  private static final int MAX_HEADERS = 1_024;

  /// RFC 2046 5.1.1, without the characters that need not be known here.
  private static final Pattern BOUNDARY =
      Pattern.compile(
          "(?i)multipart/form-data\\s*;\\s*boundary=(?:\"([0-9A-Za-z'()+_,./:=?-]{1,70})\""
              + "|([0-9A-Za-z'+_.-]{1,70}))\\s*");

  /// RFC 7578 4.2: browsers quote every value and write a quote in it as `%22`.
  private static final Pattern DISPOSITION =
      Pattern.compile(
          "(?i)content-disposition:[ \\t]*form-data[ \\t]*;[ \\t]*name=\"([^\"]*)\"[^\\r\\n]*");

  private FormFile() {}

  /// The bytes of the field of this name; empty where there is none, or the body is no such form.
  static Optional<byte[]> read(String contentType, byte[] body, String name) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.matches()) {
      return Optional.empty();
    }
    String text = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    byte[] first = ("--" + text + "\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] next = ("\r\n--" + text).getBytes(StandardCharsets.US_ASCII);
    if (indexOf(body, first, 0) != 0) {
      return Optional.empty();
    }
    Optional<byte[]> found = Optional.empty();
    int from = first.length;
    for (int part = 0; part < MAX_PARTS; part++) {
      int end = indexOf(body, next, from);
      int content = content(body, from, end);
      if (content < 0) {
        return Optional.empty();
      }
      if (isNamed(body, from, content, name)) {
        found = Optional.of(Arrays.copyOfRange(body, content, end));
      }
      from = end + next.length;
      String rest =
          new String(body, from, Math.min(4, body.length - from), StandardCharsets.ISO_8859_1);
      if (rest.equals("--\r\n") || rest.equals("--")) {
        return from + rest.length() == body.length ? found : Optional.empty();
      }
      if (!rest.startsWith("\r\n")) {
        return Optional.empty();
      }
      from += 2;
    }
    return Optional.empty();
  }

  /// Where the content of a part begins, behind the empty line; -1 where there is none soon.
  private static int content(byte[] body, int from, int end) {
    byte[] empty = {'\r', '\n', '\r', '\n'};
    int headers = indexOf(body, empty, from);
    return end >= 0
            && headers >= 0
            && headers + empty.length <= end
            && headers - from <= MAX_HEADERS
        ? headers + empty.length
        : -1;
  }

  private static boolean isNamed(byte[] body, int from, int content, String name) {
    String headers = new String(body, from, content - from, StandardCharsets.UTF_8);
    return headers
        .lines()
        .map(DISPOSITION::matcher)
        .anyMatch(line -> line.matches() && line.group(1).equals(name));
  }

  private static int indexOf(byte[] body, byte[] wanted, int from) {
    for (int i = from; i <= body.length - wanted.length; i++) {
      if (Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
