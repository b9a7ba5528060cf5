package dev.laurel.tlog.check;

import dev.laurel.credentials.proof.Multikey;
import dev.laurel.tlog.Checkpoint;
import dev.laurel.tlog.Note;
import dev.laurel.tlog.SignedCheckpoint;
import dev.laurel.tlog.SignedCheckpoint.Opened;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.WitnessPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A check of a whole log from its public files: every hash is rebuilt from the entry bundles and
/// compared with every tile and the checkpoint, every entry is judged, and what the caller kept -
/// older checkpoints, credentials with their proofs - is compared. It believes nothing that it
/// reads but signatures of the given keys. Immutable; a check keeps one tile per level and some 200
/// bytes per entry in memory.
public final class LogCheck {
  private final String origin;
  private final List<VerifierKey> keys;
  private final List<byte[]> older;
  private final List<Inclusion> inclusions;
  private final WitnessPolicy policy;
  private final Set<Multikey> roots;

  private LogCheck(
      String origin,
      List<VerifierKey> keys,
      List<byte[]> older,
      List<Inclusion> inclusions,
      WitnessPolicy policy,
      Set<Multikey> roots) {
    this.origin = origin;
    this.keys = List.copyOf(keys);
    this.older = List.copyOf(older);
    this.inclusions = List.copyOf(inclusions);
    this.policy = policy;
    this.roots = Set.copyOf(roots);
  }

  /// A check of the log with that origin and these keys.
  public static LogCheck of(String origin, List<VerifierKey> keys) {
    return new LogCheck(origin, keys, List.of(), List.of(), WitnessPolicy.NONE, Set.of());
  }

  /// The same, and the log extends the tree of a checkpoint kept from earlier.
  public LogCheck withOlder(byte[] checkpoint) {
    List<byte[]> more = new ArrayList<>(older);
    more.add(checkpoint.clone());
    return new LogCheck(origin, keys, more, inclusions, policy, roots);
  }

  /// The same, and the log holds a credential's entry.
  public LogCheck withInclusion(Inclusion inclusion) {
    List<Inclusion> more = new ArrayList<>(inclusions);
    more.add(inclusion);
    return new LogCheck(origin, keys, older, more, policy, roots);
  }

  /// The same, and witnesses cosigned the checkpoint as the policy asks.
  public LogCheck withPolicy(WitnessPolicy witnesses) {
    return new LogCheck(origin, keys, older, inclusions, witnesses, roots);
  }

  /// The same, and first keys of issuers are signed by this root key; without it any did:key is
  /// taken for one, and told.
  public LogCheck withRootKey(Multikey root) {
    Set<Multikey> more = new HashSet<>(roots);
    more.add(root);
    return new LogCheck(origin, keys, older, inclusions, policy, more);
  }

  /// The report on the log in these files.
  public Report check(LogFiles files) {
    return check(files, (_, _) -> {});
  }

  /// The report on the log in these files; the listener sees each entry on the way.
  public Report check(LogFiles files, EntryListener listener) {
    Findings findings = new Findings();
    Optional<byte[]> bytes = files.read("checkpoint");
    Optional<Note> note = bytes.flatMap(Note::parse);
    Optional<Checkpoint> claimed = note.flatMap(n -> Checkpoint.parse(n.text()));
    if (claimed.isEmpty()) {
      findings.fault("checkpoint", bytes.isEmpty() ? "is missing" : "is not a signed checkpoint");
      return findings.report(0, "");
    }
    open("checkpoint", bytes.get(), findings).ifPresent(believed -> allSigned(believed, findings));
    witnesses(note.get(), claimed.get(), findings);
    // What a checkpoint says that is not believed is compared too: it tells what else is wrong.
    LogWalk walk =
        new LogWalk(
            claimed.get(),
            new TileFiles(files, findings),
            new EntryWalk(findings, roots, listener),
            findings);
    for (byte[] checkpoint : older) {
      open("older checkpoint", checkpoint, findings)
          .ifPresent(c -> walk.compare("older checkpoint", c));
    }
    List<Presented> presented =
        inclusions.stream().map(inclusion -> Presented.of(inclusion, findings)).toList();
    for (Presented credential : presented) {
      credential
          .checkpoint()
          .flatMap(c -> open("proof", c, findings))
          .ifPresent(c -> {
            credential.believe(c);
            walk.compare("the proof's checkpoint", c);
          });
    }
    walk.run(presented);
    return findings.report(claimed.get().size(), claimed.get().root().hex());
  }

  /// A reader may do with one key; who checks the log wants each of its signatures.
  private void allSigned(SignedCheckpoint believed, Findings findings) {
    for (VerifierKey key : keys) {
      if (believed.note().signatures().stream().noneMatch(key::names)) {
        findings.fault("checkpoint", "has no signature of " + key.label());
      }
    }
    findings.checked("checkpoint of " + origin + ": size " + believed.size() + ", signatures hold");
  }

  private Optional<SignedCheckpoint> open(String where, byte[] note, Findings findings) {
    return switch (SignedCheckpoint.open(note, origin, keys)) {
      case Opened.Valid valid -> Optional.of(valid.checkpoint());
      case Opened.Refused refused -> {
        findings.fault(where, refused.why());
        yield Optional.empty();
      }
    };
  }

  private void witnesses(Note note, Checkpoint claimed, Findings findings) {
    if (policy.quorum().equals(WitnessPolicy.NO_QUORUM) && policy.witnesses().isEmpty()) {
      return;
    }
    if (policy.satisfied(note, claimed)) {
      findings.checked("cosigned as the witness policy asks (quorum " + policy.quorum() + ")");
    } else {
      findings.fault("checkpoint", "not cosigned as the witness policy asks");
    }
  }
}
