package dev.laurel.embedded;

import dev.laurel.storage.StoreUnavailable;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// URLs that carry their terms and an HMAC-SHA-256 over path and terms, under a secret that lies in
/// a file of its own (0600, made at first use).
final class SignedUrls {
  private static final String SIGNATURE = "signature";
  private static final int SECRET_BYTES = 32;

  private final URI base;
  private final byte[] secret;

  SignedUrls(URI base, Path secretFile, RandomGenerator random) {
    this.base = base;
    try {
      if (!Files.exists(secretFile)) {
        byte[] fresh = new byte[SECRET_BYTES];
        random.nextBytes(fresh);
        AtomicFiles.createPrivate(secretFile, fresh);
      }
      this.secret = Files.readAllBytes(secretFile);
    } catch (IOException failed) {
      throw new StoreUnavailable("the secret of an object folder cannot be read", failed);
    }
  }

  /// The URL of the path (which needs no escaping) with these terms, signed.
  URI sign(String path, Map<String, String> terms) {
    Map<String, String> sorted = new TreeMap<>(terms);
    return URI.create(
        base.toString().replaceAll("/$", "")
            + path
            + "?"
            + query(sorted)
            + "&"
            + SIGNATURE
            + "="
            + signature(path, sorted));
  }

  /// The terms in the URL, or empty where it was not made by [#sign] with this secret.
  Optional<Map<String, String>> terms(URI url) {
    Map<String, String> terms = new TreeMap<>();
    String query = url.getRawQuery();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        return Optional.empty();
      }
      Optional<String> value = decoded(pair.substring(equals + 1));
      if (value.isEmpty() || terms.put(pair.substring(0, equals), value.get()) != null) {
        return Optional.empty();
      }
    }
    String given = Optional.ofNullable(terms.remove(SIGNATURE)).orElse("");
    String right = signature(String.valueOf(url.getRawPath()), terms);
    boolean equal =
        MessageDigest.isEqual(
            right.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    return equal ? Optional.of(terms) : Optional.empty();
  }

  private String signature(String path, Map<String, String> sorted) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] text = (path + "?" + query(sorted)).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(text));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HmacSHA256", impossible);
    }
  }

  private static String query(Map<String, String> sorted) {
    return sorted.entrySet().stream()
        .map(term ->
            term.getKey() + "=" + URLEncoder.encode(term.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static Optional<String> decoded(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      return Optional.empty();
    }
  }
}
