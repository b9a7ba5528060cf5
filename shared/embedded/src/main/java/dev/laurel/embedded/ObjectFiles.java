package dev.laurel.embedded;

import dev.laurel.json.Json;
import dev.laurel.storage.ObjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the files of an object lie.
///
/// An object `a/b` has the folder `a/b/@`: in it `current` is the [Description] of the newest
/// version, `<version>` the content of any and `<version>.json` the description of an older one.
/// `@` and `+` are in no object's name, so an object `a` and another one `a/b` do not get into each
/// other's way. Segments too long for a file system are cut into several, of which all but the last
/// end in `+`.
final class ObjectFiles {
  private static final String OWN = "@";
  private static final String CURRENT = "current";
  // File systems take 255 bytes; the rest is for the suffixes of temporary files.
  private static final int LONGEST_SEGMENT = 200;

  private final Path root;

  ObjectFiles(Path root) {
    this.root = root;
  }

  /// One version of an object.
  record Description(String version, String mediaType, String tag, long length) {}

  /// The folder of the object's own files.
  Path folder(ObjectName name) {
    Path folder = root;
    for (String segment : name.text().split("/", -1)) {
      String rest = segment;
      while (rest.length() > LONGEST_SEGMENT) {
        folder = folder.resolve(rest.substring(0, LONGEST_SEGMENT) + "+");
        rest = rest.substring(LONGEST_SEGMENT);
      }
      folder = folder.resolve(rest);
    }
    return folder.resolve(OWN);
  }

  Path content(ObjectName name, String version) {
    return folder(name).resolve(version);
  }

  /// The newest version, or empty where there is no such object.
  Optional<Description> current(ObjectName name) throws IOException {
    return description(folder(name).resolve(CURRENT));
  }

  Optional<Description> version(ObjectName name, String version) throws IOException {
    Optional<Description> newest = current(name).filter(is -> is.version().equals(version));
    return newest.isPresent() ? newest : description(descriptionOf(name, version));
  }

  /// Makes the version, whose content is in place, the newest one.
  void publish(ObjectName name, Description version, Durability durability) throws IOException {
    Optional<Description> before = current(name);
    if (before.isPresent()) {
      Path place = descriptionOf(name, before.get().version());
      AtomicFiles.write(place, Json.bytes(before.get()), durability);
    }
    AtomicFiles.write(folder(name).resolve(CURRENT), Json.bytes(version), durability);
  }

  /// The object is there no more; its versions still are.
  void unpublish(ObjectName name) throws IOException {
    Files.deleteIfExists(folder(name).resolve(CURRENT));
  }

  void removeVersion(ObjectName name, String version) throws IOException {
    Files.deleteIfExists(descriptionOf(name, version));
    Files.deleteIfExists(content(name, version));
  }

  private Path descriptionOf(ObjectName name, String version) {
    return folder(name).resolve(version + ".json");
  }

  /// Every name that begins with the prefix, in order.
  List<String> names(String prefix) throws IOException {
    List<String> names = new ArrayList<>();
    if (Files.isDirectory(root)) {
      collect(root, "", false, prefix, names);
    }
    names.sort(null);
    return names;
  }

  /// Collects what lies in a folder that stands for `name`, which `glued` says is cut.
  private static void collect(
      Path folder, String name, boolean glued, String prefix, List<String> names)
      throws IOException {
    List<Path> entries;
    try (Stream<Path> found = Files.list(folder)) {
      entries = found.toList();
    } catch (NoSuchFileException gone) {
      return;
    }
    for (Path entry : entries) {
      String segment = String.valueOf(entry.getFileName());
      if (segment.equals(OWN)) {
        if (name.startsWith(prefix) && Files.exists(entry.resolve(CURRENT))) {
          names.add(name);
        }
      } else {
        boolean cut = segment.endsWith("+");
        String text = cut ? segment.substring(0, segment.length() - 1) : segment;
        String longer = name + (name.isEmpty() || glued ? "" : "/") + text;
        if (longer.startsWith(prefix) || prefix.startsWith(longer)) {
          collect(entry, longer, cut, prefix, names);
        }
      }
    }
  }

  private static Optional<Description> description(Path file) throws IOException {
    try {
      return Optional.of(Json.read(Files.readString(file), Description.class));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }
}
