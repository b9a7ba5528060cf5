package dev.laurel.assessment;

import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is expected under one object name for one file of a submission. Renewing it takes a fresh
/// name, because an object of wrong bytes under the old one cannot be overwritten.
///
/// Row `SUB#<id>` / `INVITATION#<number>`; `number` is the item of evidence, from 1; `version` is
/// the item's. It goes OPEN -> ARRIVED, OPEN <-> EXPIRED; only an OPEN one may arrive, and no
/// object is deleted while its name is that of an OPEN or ARRIVED one.
///
/// - `objectVersion` pins the bytes once they arrived; empty before.
/// - `discarded` are earlier names, whose objects the sweep removes.
public record Invitation(
    SubmissionId submission,
    int number,
    State state,
    ObjectName object,
    String objectVersion,
    Instant expires,
    List<Discarded> discarded,
    long version) {
  /// How long a URL may be used to begin an upload.
  public static final Duration LIFE = Duration.ofMinutes(15);

  /// How long after its URL's end an upload that began in time may still land: 25 MiB at 60 kB/s
  /// take seven minutes.
  static final Duration LANDING = Duration.ofMinutes(15);

  /// Most names that wait for their removal; more renewals than this within half an hour are
  /// refused, so that nobody can make the row grow.
  static final int MAX_DISCARDED = 20;

  public Invitation {
    discarded = List.copyOf(discarded);
  }

  /// Where it stands.
  public enum State {
    OPEN("open"),
    ARRIVED("arrived"),
    EXPIRED("expired");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /// The name in JSON.
    public String text() {
      return text;
    }

    static State of(String text) {
      for (State state : values()) {
        if (state.text.equals(text)) {
          return state;
        }
      }
      throw new IllegalStateException("stored state is unknown: " + text);
    }
  }

  /// A name under which nothing is expected any more; uploads may land there until `until`.
  public record Discarded(ObjectName object, Instant until) {}

  /// The key of the row.
  public static ItemKey key(SubmissionId id, int number) {
    return SubmissionRow.key(id, "%s%02d".formatted(SubmissionRow.INVITATION, number));
  }

  /// Where the bytes lie; empty until they arrived.
  public Optional<StoredObject> stored() {
    return state == State.ARRIVED
        ? Optional.of(new StoredObject(object, objectVersion))
        : Optional.empty();
  }

  static Invitation open(SubmissionId id, int number, ObjectName object, Instant expires) {
    return new Invitation(id, number, State.OPEN, object, "", expires, List.of(), 1);
  }

  boolean isOpen() {
    return state == State.OPEN;
  }

  boolean mayBeRenewed() {
    return state != State.ARRIVED && discarded.size() < MAX_DISCARDED;
  }

  Invitation arrivedAs(String pinned) {
    return new Invitation(
        submission, number, State.ARRIVED, object, pinned, expires, discarded, version + 1);
  }

  Invitation renewedAs(ObjectName fresh, Instant until) {
    return new Invitation(
        submission, number, State.OPEN, fresh, "", until, withObjectDiscarded(), version + 1);
  }

  Invitation expired() {
    return new Invitation(
        submission, number, State.EXPIRED, object, "", expires, withObjectDiscarded(), version + 1);
  }

  /// Without the names at which nothing can land any more.
  Invitation settledAt(Instant now) {
    List<Discarded> left = discarded.stream().filter(name -> now.isBefore(name.until)).toList();
    return new Invitation(
        submission, number, state, object, objectVersion, expires, left, version + 1);
  }

  /// When the sweep must look at it next.
  Instant due() {
    Stream<Instant> open = isOpen() ? Stream.of(expires) : Stream.empty();
    return Stream.concat(open, discarded.stream().map(Discarded::until))
        .min(Instant::compareTo)
        .orElse(Submission.NEVER);
  }

  private List<Discarded> withObjectDiscarded() {
    Discarded mine = new Discarded(object, expires.plus(LANDING));
    List<Discarded> all = new ArrayList<>(discarded);
    if (!all.contains(mine)) {
      all.add(mine);
    }
    return all;
  }

  Write create() {
    return Write.create(item());
  }

  Write update() {
    return Write.update(item());
  }

  private Item item() {
    List<DiscardedRow> names =
        discarded.stream().map(name -> new DiscardedRow(name.object.text(), name.until)).toList();
    String pinned = objectVersion.isEmpty() ? null : objectVersion;
    Row row = new Row(state.text(), object.text(), pinned, expires, names);
    return Item.of(key(submission, number), version, Json.write(row));
  }

  static Invitation from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new Invitation(
        SubmissionRow.id(item.key()),
        Integer.parseInt(item.key().sort().substring(SubmissionRow.INVITATION.length())),
        State.of(row.state),
        new ObjectName(row.object),
        row.objectVersion == null ? "" : row.objectVersion,
        row.expires,
        row.discarded.stream()
            .map(name -> new Discarded(new ObjectName(name.object), name.until))
            .toList(),
        item.version());
  }

  record Row(
      String state,
      String object,
      @Nullable String objectVersion,
      Instant expires,
      List<DiscardedRow> discarded) {}

  record DiscardedRow(String object, Instant until) {}
}
