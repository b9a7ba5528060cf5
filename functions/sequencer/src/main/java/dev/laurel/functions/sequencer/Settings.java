package dev.laurel.functions.sequencer;

import dev.laurel.runtime.Env;
import dev.laurel.tlog.VerifierKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the function reads from its environment: the physical names of the log's table and bucket,
/// the log's URL, its keys, and the witnesses that it asks.
///
/// @param logUrl under which readers find the log; without its scheme it is the log's origin and
///   never changes
/// @param logKeyMlDsa44 "" where the checkpoints carry no ML-DSA-44 cosignature
/// @param rootKey "" where there is none, and then no issuer's first key is accepted
public record Settings(
    Env.Stage stage,
    String logTable,
    String logBucket,
    String logUrl,
    String logKeyEd25519,
    String logKeyMlDsa44,
    String rootKey,
    List<WitnessAddress> witnesses) {
  private static final Pattern HTTP = Pattern.compile("https?://");

  /// Where a witness is asked, and by which key its cosignatures are known.
  public record WitnessAddress(VerifierKey key, URI url) {}

  public Settings {
    witnesses = List.copyOf(witnesses);
  }

  /// Throws [IllegalStateException] that names everything missing or malformed at once.
  public static Settings from(Map<String, String> env) {
    Env read = Env.of(env);
    Settings settings =
        new Settings(
            read.stage(),
            read.text("LOG_TABLE"),
            read.text("LOG_BUCKET"),
            read.url("LOG_URL"),
            read.text("LOG_KEY_ED25519"),
            read.text("LOG_KEY_MLDSA44", ""),
            read.text("ROOT_KEY", ""),
            witnesses(read, read.text("WITNESSES", "")));
    if (settings.stage == Env.Stage.PRODUCTION && settings.rootKey.isEmpty()) {
      read.reject("ROOT_KEY", "must be set in production: no issuer could log its first key");
    }
    read.end();
    return settings;
  }

  /// The log's name in its checkpoints (C2SP tlog-tiles: the prefix without its scheme).
  public String origin() {
    return origin(logUrl);
  }

  /// The origin of a log with this URL.
  public static String origin(String logUrl) {
    return HTTP.matcher(logUrl).replaceFirst("");
  }

  private static List<WitnessAddress> witnesses(Env read, String text) {
    List<WitnessAddress> found = new ArrayList<>();
    for (String pair : text.isBlank() ? List.<String>of() : List.of(text.strip().split("\\|"))) {
      Optional<WitnessAddress> witness = witness(pair.strip());
      if (witness.isEmpty()) {
        read.reject(
            "WITNESSES",
            "must be pairs of a cosigner's verifier key and an https URL (http on loopback),"
                + " separated by |");
        return List.of();
      }
      found.add(witness.get());
    }
    return found;
  }

  private static Optional<WitnessAddress> witness(String pair) {
    String[] parts = pair.split(" +", -1);
    if (parts.length != 2) {
      return Optional.empty();
    }
    return VerifierKey.parse(parts[0])
        .filter(VerifierKey::timestamped)
        .flatMap(key -> url(parts[1]).map(url -> new WitnessAddress(key, url)));
  }

  private static Optional<URI> url(String text) {
    try {
      URI url = URI.create(text);
      boolean safe =
          "https".equals(url.getScheme())
              || ("http".equals(url.getScheme()) && isLoopback(url.getHost()));
      return safe && url.getHost() != null && url.getRawQuery() == null
          ? Optional.of(URI.create(text.replaceAll("/+$", "")))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// By the text alone: no name is looked up.
  private static boolean isLoopback(@Nullable String host) {
    return host != null
        && (host.equals("localhost")
            || host.equals("[::1]")
            || host.matches("127(\\.\\d{1,3}){3}"));
  }
}
