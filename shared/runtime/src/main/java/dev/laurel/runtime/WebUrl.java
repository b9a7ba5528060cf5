package dev.laurel.runtime;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// What counts as a URL in a request: absolute, http or https, in ASCII, with a host and without
/// user information. It is only ever shown or linked, never fetched.
final class WebUrl {
  private static final int MAX_PORT = 65_535;

  private WebUrl() {}

  static boolean isOne(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https"))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getPort() <= MAX_PORT
          && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
