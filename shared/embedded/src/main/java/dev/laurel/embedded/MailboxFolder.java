package dev.laurel.embedded;

import dev.laurel.json.Json;
import dev.laurel.notification.Letter;
import dev.laurel.notification.MailResult;
import dev.laurel.notification.Mailer;
import dev.laurel.notification.MailerUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// A mailer that keeps what it is given in a folder, for the developer to look at: of each letter
/// `<id>.json` with its parts, and `<id>.eml` as a mail program opens it. Ids sort by time. The
/// folder is for its owner alone, for letters are personal. Safe for any number of threads.
public final class MailboxFolder implements Mailer {
  private static final String JSON = ".json";
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path folder;
  private final InstantSource clock;
  private final RandomGenerator random;

  /// A letter as it was given, under its id and when.
  public record Kept(String id, Instant at, Letter letter) {}

  public MailboxFolder(Path folder, InstantSource clock, RandomGenerator random) {
    this.folder = folder;
    this.clock = clock;
    this.random = random;
    try {
      AtomicFiles.createPrivateFolder(folder);
    } catch (IOException failed) {
      throw new MailerUnavailable("the mailbox folder cannot be made", failed);
    }
  }

  @Override
  public MailResult send(Letter letter) {
    Instant at = clock.instant();
    String id = ID_TIME.format(at) + "-" + String.format("%016x", random.nextLong());
    try {
      // The JSON comes last, for it is what lists a letter.
      byte[] mail = InternetMessage.bytes(id, at, letter);
      AtomicFiles.write(folder.resolve(id + ".eml"), mail, Durability.PROCESS);
      byte[] json = Json.bytes(new Kept(id, at, letter));
      AtomicFiles.write(folder.resolve(id + JSON), json, Durability.PROCESS);
    } catch (IOException failed) {
      throw new MailerUnavailable("the mailbox folder cannot be written", failed);
    }
    return new MailResult.Sent("local-" + id);
  }

  /// The newest letters, at most `limit`, the newest first.
  public List<Kept> list(int limit) {
    List<String> ids;
    try (Stream<Path> files = Files.list(folder)) {
      ids =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> name.endsWith(JSON))
              .map(name -> name.substring(0, name.length() - JSON.length()))
              .sorted(Comparator.reverseOrder())
              .limit(limit)
              .toList();
    } catch (IOException failed) {
      throw new MailerUnavailable("the mailbox folder cannot be read", failed);
    }
    List<Kept> letters = new ArrayList<>();
    ids.forEach(id -> read(id).ifPresent(letters::add));
    return letters;
  }

  /// The letter with this id (text from outside), or empty where there is none.
  public Optional<Kept> read(String id) {
    return file(id, JSON)
        .map(bytes -> Json.read(new String(bytes, StandardCharsets.UTF_8), Kept.class));
  }

  /// The letter with this id (text from outside) as an Internet message, or empty where there is
  /// none.
  public Optional<byte[]> message(String id) {
    return file(id, ".eml");
  }

  private Optional<byte[]> file(String id, String suffix) {
    if (!id.matches("[0-9]{8}T[0-9]{9}-[0-9a-f]{16}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(id + suffix)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException failed) {
      throw new MailerUnavailable("a letter of the mailbox folder cannot be read", failed);
    }
  }
}
