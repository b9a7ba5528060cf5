package dev.laurel.tlog;

import java.util.List;
import java.util.Optional;

/// A checkpoint that is believed: [#open] alone makes one, after its signatures held.
public final class SignedCheckpoint {
  private final Note note;
  private final Checkpoint checkpoint;

  private SignedCheckpoint(Note note, Checkpoint checkpoint) {
    this.note = note;
    this.checkpoint = checkpoint;
  }

  /// The outcome of [#open].
  public sealed interface Opened {
    /// The signatures hold.
    record Valid(SignedCheckpoint checkpoint) implements Opened {}

    /// They do not, or it is no checkpoint of that origin.
    record Refused(String why) implements Opened {}
  }

  /// Reads a note and believes it if it is a checkpoint of that origin, an Ed25519 note signature
  /// of a known key holds (C2SP tlog-tiles demands one), and none that names a known key fails.
  /// Signatures of unknown keys are ignored.
  public static Opened open(byte[] note, String origin, List<VerifierKey> logKeys) {
    Optional<Note> parsed = Note.parse(note);
    if (parsed.isEmpty()) {
      return new Opened.Refused("not a signed note");
    }
    Optional<Checkpoint> checkpoint = Checkpoint.parse(parsed.get().text());
    if (checkpoint.isEmpty()) {
      return new Opened.Refused("not a checkpoint");
    }
    if (!checkpoint.get().origin().equals(origin)) {
      return new Opened.Refused("a checkpoint of another log than " + origin);
    }
    return judge(parsed.get(), checkpoint.get(), logKeys);
  }

  private static Opened judge(Note note, Checkpoint checkpoint, List<VerifierKey> logKeys) {
    boolean signed = false;
    for (NoteSignature signature : note.signatures()) {
      for (VerifierKey key : logKeys) {
        if (!key.names(signature)) {
          continue;
        }
        if (!key.verify(note, checkpoint, signature)) {
          return new Opened.Refused("the signature of " + key.label() + " fails");
        }
        signed |= key.type() == VerifierKey.ED25519;
      }
    }
    return signed
        ? new Opened.Valid(new SignedCheckpoint(note, checkpoint))
        : new Opened.Refused("no Ed25519 signature of a known key");
  }

  public long size() {
    return checkpoint.size();
  }

  public Hash root() {
    return checkpoint.root();
  }

  public Checkpoint checkpoint() {
    return checkpoint;
  }

  public Note note() {
    return note;
  }

  @Override
  public String toString() {
    return "SignedCheckpoint[" + checkpoint + "]";
  }
}
