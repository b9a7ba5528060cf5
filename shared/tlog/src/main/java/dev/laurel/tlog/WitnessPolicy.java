package dev.laurel.tlog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which logs are known, and which witnesses must have cosigned a checkpoint (C2SP tlog-policy).
///
/// @param logs the keys of the known logs; a key's name is its log's origin
/// @param witnesses the witnesses' keys, by the policy's names for them
/// @param groups by name; their members come before them
/// @param quorum a name, or `none`
public record WitnessPolicy(
    List<VerifierKey> logs,
    Map<String, VerifierKey> witnesses,
    Map<String, Group> groups,
    String quorum) {
  /// The quorum that asks for no witness.
  public static final String NO_QUORUM = "none";

  /// No log is named and no witness asked for.
  public static final WitnessPolicy NONE =
      new WitnessPolicy(List.of(), Map.of(), Map.of(), NO_QUORUM);

  /// A group that has cosigned when `threshold` of its members have.
  public record Group(int threshold, List<String> members) {
    public Group {
      members = List.copyOf(members);
    }
  }

  public WitnessPolicy {
    logs = List.copyOf(logs);
    witnesses = Map.copyOf(witnesses);
    groups = Map.copyOf(groups);
  }

  /// The policy in a file from outside, or empty where it breaks a rule of the format.
  public static Optional<WitnessPolicy> parse(byte[] file) {
    return PolicyReader.read(file);
  }

  /// Whether the note carries the cosignatures that the quorum asks for. One that names a witness
  /// of the policy and fails spoils the note. The log's own signatures are [SignedCheckpoint]'s.
  ///
  /// @param checkpoint the one in the note's text
  public boolean satisfied(Note note, Checkpoint checkpoint) {
    Set<String> cosigned = new TreeSet<>();
    for (NoteSignature signature : note.signatures()) {
      for (Map.Entry<String, VerifierKey> witness : witnesses.entrySet()) {
        if (witness.getValue().names(signature)) {
          if (!witness.getValue().verify(note, checkpoint, signature)) {
            return false;
          }
          cosigned.add(witness.getKey());
        }
      }
    }
    return quorum.equals(NO_QUORUM) || holds(quorum, cosigned);
  }

  /// Recursion ends: a group has only members that were defined before it.
  private boolean holds(String name, Set<String> cosigned) {
    Group group = groups.get(name);
    return group == null
        ? cosigned.contains(name)
        : group.members().stream().filter(member -> holds(member, cosigned)).count()
            >= group.threshold();
  }
}
