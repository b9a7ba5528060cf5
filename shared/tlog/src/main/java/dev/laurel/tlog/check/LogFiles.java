package dev.laurel.tlog.check;

import java.util.List;
import java.util.Optional;

/// The files of a log as anyone can read them: a folder, or a URL. Nothing of it is trusted.
@FunctionalInterface
public interface LogFiles {
  /// A file's bytes, such as `checkpoint` or `tile/0/000`, or empty where there is none. What
  /// cannot be read for another reason is an unchecked exception, which is passed on.
  Optional<byte[]> read(String path);

  /// The paths of all files, where that can be told, so that files nobody asks for are checked too;
  /// empty otherwise.
  default List<String> list() {
    return List.of();
  }
}
