package dev.laurel.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The folder in which one local Laurel keeps everything, held by one process at a time.
///
/// `origin` is the public base URL that the first start fixed: every id in the folder begins with
/// it. `operator-key` holds the operator's key, made at the first start, for its owner's eyes only;
/// `log.vkey` the public keys of the transparency log.
public final class DataFolder implements AutoCloseable {
  private final Path dir;
  private final FileChannel lock;

  private DataFolder(Path dir, FileChannel lock) {
    this.dir = dir;
    this.lock = lock;
  }

  /// Opens the folder, making it where it is missing. Throws [StartRefused] when another process
  /// holds it.
  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  public static DataFolder open(Path dir) throws IOException {
    Path absolute = dir.toAbsolutePath().normalize();
    if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
      throw new StartRefused(absolute + " is not a folder. Give another one with --data.");
    }
    Files.createDirectories(absolute);
    if (posix(absolute)) {
      // Evidence, mail and keys lie here: for its owner alone.
      Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
    }
    FileChannel channel =
        FileChannel.open(
            absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock held;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      held = null;
    }
    if (held == null) {
      channel.close();
      throw new StartRefused(
          absolute
              + " is in use by another Laurel. Stop that one first, or give this one a folder of"
              + " its own with --data and a port of its own with --port.");
    }
    return new DataFolder(absolute, channel);
  }

  /// The absolute path of something in the folder.
  public Path resolve(String name) {
    return dir.resolve(name);
  }

  public Path path() {
    return dir;
  }

  /// The origin that the first start fixed, or empty before it.
  public static Optional<String> origin(Path dir) throws IOException {
    try {
      return Optional.of(Files.readString(dir.resolve("origin")).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// Fixes the origin at the first start; later only accepts the same one.
  public void fixOrigin(String origin) throws IOException {
    Optional<String> fixed = origin(dir);
    if (fixed.isEmpty()) {
      write("origin", origin + "\n", "rw-r--r--");
    } else if (!fixed.get().equals(origin)) {
      throw new StartRefused(
          dir
              + " was first started as "
              + fixed.get()
              + ", and every id in it begins with that; it cannot become "
              + origin
              + ". Start it as "
              + fixed.get()
              + " (no --port or --origin is needed), or begin another folder with --data.");
    }
  }

  /// The operator's key, made at the first start.
  public String operatorKey(RandomGenerator random) throws IOException {
    Path file = dir.resolve("operator-key");
    if (!Files.exists(file)) {
      byte[] secret = new byte[32];
      random.nextBytes(secret);
      write(
          "operator-key",
          "laurel_operator_" + HexFormat.of().formatHex(secret) + "\n",
          "rw-------");
    }
    return Files.readString(file).strip();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static boolean posix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }

  /// Whole or not at all: a start that dies here is repeated by the next one.
  void write(String name, String text, String permissions) throws IOException {
    Path temporary = dir.resolve(name + ".new");
    Files.deleteIfExists(temporary);
    FileAttribute<?>[] attributes =
        posix(dir)
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
            }
            : new FileAttribute<?>[0];
    Files.createFile(temporary, attributes);
    Files.writeString(temporary, text);
    Files.move(temporary, dir.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
