package dev.laurel.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Files that appear whole or not at all, by writing beside them and moving.
final class AtomicFiles {
  /// No name of an object or letter ends like this.
  static final String TEMPORARY = ".tmp~";

  private AtomicFiles() {}

  /// Puts the content at the path, replacing what is there. No two threads may write one path at
  /// once.
  static void write(Path path, byte[] content, Durability durability) throws IOException {
    Path temporary = path.resolveSibling(path.getFileName() + TEMPORARY);
    Files.write(temporary, content);
    move(temporary, path, durability);
  }

  /// Moves a file that is complete to its place, replacing what is there.
  static void move(Path complete, Path path, Durability durability) throws IOException {
    force(complete, durability);
    Files.move(complete, path, StandardCopyOption.ATOMIC_MOVE);
    force(folder(path), durability);
  }

  /// Puts a secret at the path with rights for the owner alone, unless a file is there: of any
  /// number of processes that do so at once one wins. Says whether it was this one.
  static boolean createPrivate(Path path, byte[] content) throws IOException {
    Path temporary = Files.createTempFile(folder(path), "", TEMPORARY, ownerOnly("rw-------"));
    try {
      Files.write(temporary, content);
      force(temporary, Durability.POWER);
      // A link is the one way to give a complete file a name only if that name is free.
      Files.createLink(path, temporary);
      force(folder(path), Durability.POWER);
      return true;
    } catch (FileAlreadyExistsException lost) {
      return false;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// Makes the folder and those above it, itself for the owner alone.
  static void createPrivateFolder(Path folder) throws IOException {
    Files.createDirectories(folder(folder));
    try {
      Files.createDirectory(folder, ownerOnly("rwx------"));
    } catch (FileAlreadyExistsException there) {
      if (!Files.isDirectory(folder)) {
        throw there;
      }
    }
  }

  /// The folder of a file.
  static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("a root is no file");
    }
    return parent;
  }

  private static FileAttribute<?>[] ownerOnly(String rights) {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0]; // there the user's folder protects
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
    };
  }

  private static void force(Path path, Durability durability) throws IOException {
    if (durability == Durability.POWER) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
