package dev.laurel.embedded;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.issuers.SigningKeyName;
import dev.laurel.storage.IssuerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Issuers' own keys in files of one machine: `own/<issuer>/<fragment>.pem` in the folder of the
/// deployment's keys. The operator makes them, beside a server that may be running; it finds them
/// with the next question.
public final class OwnFileKeys {
  private static final String FOLDER = "own";
  private static final String SUFFIX = ".pem";

  private final Path folder;
  private final Map<String, LocalKey> known = new ConcurrentHashMap<>();

  /// A key with its secret half.
  record LocalKey(Multikey published, PrivateKey secret) {}

  private OwnFileKeys(Path folder) {
    this.folder = folder;
  }

  /// The own keys in the folder of the deployment's keys; there may be none.
  static OwnFileKeys in(Path keys) {
    return new OwnFileKeys(keys.resolve(FOLDER));
  }

  /// Makes a key of the issuer's own unless it is there; answers its public half. Throws
  /// [IllegalStateException] in the stage `production`, and where a key of another kind or a file
  /// that is no key of ours has the name.
  public static Multikey make(
      Path keys,
      String stage,
      IssuerId issuer,
      String fragment,
      KeyAlgorithm algorithm,
      SecureRandom random) {
    if (!SigningKeyName.isFragment(fragment)) {
      throw new IllegalArgumentException("not the name of an own key: " + fragment);
    }
    try {
      KeyFile.prepare(keys, stage);
      Path folder = keys.resolve(FOLDER);
      AtomicFiles.createPrivateFolder(folder);
      AtomicFiles.createPrivateFolder(folder.resolve(issuer.text()));
      Path home = folder.resolve(issuer.text());
      if (!Files.exists(home.resolve(fragment + SUFFIX))) {
        KeyFile.open(home, fragment, KeyFile.Kind.of(algorithm), random);
      }
      Multikey made = read(home, fragment).published;
      if (made.algorithm() != algorithm) {
        throw new IllegalStateException(fragment + " is there already, and of another kind");
      }
      return made;
    } catch (IOException failed) {
      throw new UncheckedIOException("the key cannot be made", failed);
    }
  }

  /// The key of that name: `<issuer>/<fragment>`, or a Multikey; empty where there is none.
  Optional<LocalKey> find(String name) {
    LocalKey before = known.get(name);
    if (before != null) {
      return Optional.of(before);
    }
    try {
      Optional<LocalKey> found = name.contains("/") ? named(name) : published(name);
      found.ifPresent(key -> known.put(name, key));
      return found;
    } catch (IOException failed) {
      throw new UncheckedIOException("own keys cannot be read", failed);
    }
  }

  private Optional<LocalKey> named(String name) throws IOException {
    int slash = name.indexOf('/');
    String fragment = name.substring(slash + 1);
    Optional<IssuerId> issuer = IssuerId.parse(name.substring(0, slash));
    if (issuer.isEmpty() || !SigningKeyName.isFragment(fragment)) {
      return Optional.empty();
    }
    Path home = folder.resolve(issuer.get().text());
    return Files.exists(home.resolve(fragment + SUFFIX))
        ? Optional.of(read(home, fragment))
        : Optional.empty();
  }

  /// One machine has few issuers: all their keys are looked at.
  private Optional<LocalKey> published(String multikey) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder, 2)) {
      files = all.filter(file -> file.toString().endsWith(SUFFIX)).toList();
    }
    for (Path file : files) {
      String fragment = String.valueOf(file.getFileName()).replace(SUFFIX, "");
      LocalKey key = read(AtomicFiles.folder(file), fragment);
      if (key.published.text().equals(multikey)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  private static LocalKey read(Path home, String fragment) throws IOException {
    KeyFile file = KeyFile.read(home, fragment);
    return new LocalKey(file.published(fragment), file.secret());
  }
}
