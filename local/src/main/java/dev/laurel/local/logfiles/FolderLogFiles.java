package dev.laurel.local.logfiles;

import dev.laurel.tlog.check.LogFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A log in a folder: a copy, or the public folder of a server here. Throws [UncheckedIOException]
/// where a file is there and cannot be read.
public final class FolderLogFiles implements LogFiles {
  /// A log that has more files is checked without those that nobody asks for.
  private static final int MAX_LISTED = 1_000_000;

  private final Path folder;

  public FolderLogFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<byte[]> read(String path) {
    Path file = folder.resolve(path);
    Optional<Integer> limit = LogFileSizes.limit(path);
    if (limit.isEmpty() || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(in.readNBytes(limit.get() + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> list() {
    Path tiles = folder.resolve("tile");
    if (!Files.isDirectory(tiles)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(tiles)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .limit(MAX_LISTED)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
