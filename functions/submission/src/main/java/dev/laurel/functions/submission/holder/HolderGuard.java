package dev.laurel.functions.submission.holder;

import dev.laurel.credentials.Sha256;
import dev.laurel.runtime.Request;
import dev.laurel.verification.published.CapabilityToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/// Who may act on a learner's page: the cookie that names the session, the key that every form of
/// the page carries, and where a request must not come from.
final class HolderGuard {
  private static final String COOKIE = "laurel_session";

  private final String publicBaseUrl;

  HolderGuard(String publicBaseUrl) {
    this.publicBaseUrl = publicBaseUrl;
  }

  /// The `Set-Cookie` of a new session. `Strict` keeps it from requests that other sites cause; it
  /// is `Secure` except where the deployment itself is on plain http (a developer's loopback).
  String cookie(CapabilityToken secret, Duration life) {
    String secure = publicBaseUrl.startsWith("https://") ? "; Secure" : "";
    return "%s=%s; Path=/my; Max-Age=%d; HttpOnly; SameSite=Strict%s"
        .formatted(COOKIE, secret.text(), life.toSeconds(), secure);
  }

  /// The session's secret in a request, whether or not it is one.
  Optional<CapabilityToken> session(Request request) {
    return request.cookie(COOKIE).flatMap(CapabilityToken::parse);
  }

  /// The key of a session's forms: whoever does not know the cookie cannot make it.
  String formKey(CapabilityToken secret) {
    byte[] bytes = ("form\n" + secret.text()).getBytes(StandardCharsets.US_ASCII);
    return HexFormat.of().formatHex(Sha256.of(bytes));
  }

  /// In the same time whichever digit differs.
  boolean isFormKey(CapabilityToken secret, String text) {
    return MessageDigest.isEqual(
        formKey(secret).getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
  }

  /// Whether a browser says that another site caused the request. `Origin: null` says nothing: a
  /// page with `Referrer-Policy: no-referrer`, as ours, sends it with its own forms (Fetch
  /// standard, "append a request Origin header").
  boolean isForeign(Request request) {
    boolean otherOrigin =
        request
            .header("origin")
            .filter(origin -> !origin.equals("null") && !origin.equals(publicBaseUrl))
            .isPresent();
    boolean otherSite =
        request
            .header("sec-fetch-site")
            .filter(site -> !site.equals("same-origin") && !site.equals("none"))
            .isPresent();
    return otherOrigin || otherSite;
  }
}
