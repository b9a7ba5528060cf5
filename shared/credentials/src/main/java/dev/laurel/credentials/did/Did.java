package dev.laurel.credentials.did;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A decentralized identifier without path, query or fragment (DID Core 3.1). Of `did:web` only
/// plain names are DIDs here: a host with an optional port, and path segments without
/// percent-encoding.
public record Did(String text) {
  /// Longest DID: a did:key of the largest key that we know takes about 1,800.
  public static final int MAX_LENGTH = 2048;

  // All repetitions of groups are possessive: the other way Java's matcher takes a frame of the
  // stack for each round, and two thousand characters end it.
  private static final Pattern SYNTAX =
      Pattern.compile("did:[a-z0-9]+:(?:[A-Za-z0-9._:-]|%[0-9A-Fa-f]{2})++(?<!:)");
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final String SEGMENT = "(?!\\.{1,2}(?::|$))[A-Za-z0-9._-]+";
  private static final Pattern WEB =
      Pattern.compile(
          "did:web:" + LABEL + "(?:\\." + LABEL + ")*+(?:%3[Aa][0-9]{1,5})?(?::" + SEGMENT + ")*+");

  public Did {
    if (!wellFormed(text)) {
      throw new IllegalArgumentException("not a DID");
    }
  }

  /// The DID in text from outside, or empty where it is not one.
  public static Optional<Did> parse(String text) {
    return wellFormed(text) ? Optional.of(new Did(text)) : Optional.empty();
  }

  /// The DID of a host (`example.org`, `localhost:8080`) and path segments.
  public static Did web(String host, String... path) {
    StringBuilder text = new StringBuilder("did:web:").append(host.replace(":", "%3A"));
    for (String segment : path) {
      text.append(':').append(segment);
    }
    return new Did(text.toString());
  }

  private static boolean wellFormed(String text) {
    return text.length() <= MAX_LENGTH
        && SYNTAX.matcher(text).matches()
        && (!text.startsWith("did:web:") || WEB.matcher(text).matches());
  }

  /// The method, such as `web` or `key`.
  public String method() {
    return text.substring(4, text.indexOf(':', 4));
  }

  /// What follows the method.
  public String identifier() {
    return text.substring(text.indexOf(':', 4) + 1);
  }

  /// Where the document of a did:web lies, or empty for other methods.
  public Optional<URI> httpsUrl() {
    if (!method().equals("web")) {
      return Optional.empty();
    }
    String[] parts = identifier().split(":", -1);
    String host = parts[0].replaceFirst("%3[Aa]", ":").toLowerCase(Locale.ROOT);
    StringBuilder url = new StringBuilder("https://").append(host);
    if (parts.length == 1) {
      url.append("/.well-known");
    }
    for (int i = 1; i < parts.length; i++) {
      url.append('/').append(parts[i]);
    }
    return Optional.of(URI.create(url.append("/did.json").toString()));
  }

  /// The DID URL of a fragment, such as the id of a verification method.
  public DidUrl withFragment(String fragment) {
    return new DidUrl(this, fragment);
  }

  @Override
  public String toString() {
    return text;
  }
}
