package dev.laurel.tlog.witness;

/// A witness that can be asked for a cosignature. A port: it answers within a few seconds or with
/// [WitnessAnswer.Refused], throws nothing, and may be asked again. Its answer is not trusted:
/// whoever asks verifies the signatures.
public interface Witness {
  /// The name in its cosignatures.
  String name();

  /// Hands in a checkpoint.
  WitnessAnswer add(AddCheckpoint message);
}
