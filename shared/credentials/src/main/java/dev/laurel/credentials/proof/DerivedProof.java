package dev.laurel.credentials.proof;

import dev.laurel.credentials.MultibaseText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The parts of a derived `ecdsa-sd-2023` proof (VC DI ECDSA 3.5.7).
///
/// @param baseSignature the issuer's over options, key and mandatory statements
/// @param publicKey the key that signed the other statements, made for this credential alone
/// @param labels what the issuer called the nodes that the canonical form calls `c14n0` and on
@SuppressWarnings("ArrayRecordComponent") // never leaves the package
record DerivedProof(
    byte[] baseSignature,
    Multikey publicKey,
    List<byte[]> signatures,
    Map<Integer, String> labels,
    Set<Integer> mandatoryIndexes) {
  private static final byte[] HEADER = {(byte) 0xd9, 0x5d, 0x01};

  /// Bytes of a label: an HMAC with SHA-256.
  private static final int LABEL_LENGTH = 32;

  /// Most signatures: a badge has about 100 statements, and each is a check on P-256.
  static final int MAX_SIGNATURES = 500;

  /// Most nodes and mandatory statements: as many as a document of that size can have.
  private static final int MAX_ENTRIES = 2_000;

  private static final String CANONICAL = "_:c14n";

  DerivedProof {
    signatures = List.copyOf(signatures);
    labels = Map.copyOf(labels);
    mandatoryIndexes = Set.copyOf(mandatoryIndexes);
  }

  /// The parts in the bytes of a proof value, or empty where it is not exactly such a proof: also a
  /// base proof, which is for the holder alone.
  static Optional<DerivedProof> parse(byte[] value) {
    for (int i = 0; i < HEADER.length; i++) {
      if (i >= value.length || value[i] != HEADER[i]) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(read(new Cbor(value, HEADER.length)));
    } catch (Cbor.Refused refused) {
      return Optional.empty();
    }
  }

  private static DerivedProof read(Cbor cbor) {
    cbor.require(cbor.array(5) == 5);
    byte[] base = cbor.bytes(KeyAlgorithm.P256.signatureLength());
    Optional<Multikey> key = Multikey.parse(cbor.bytes(2 + KeyAlgorithm.P256.rawLength()));
    cbor.require(key.filter(found -> found.algorithm() == KeyAlgorithm.P256).isPresent());
    List<byte[]> signatures = new ArrayList<>();
    int count = cbor.array(MAX_SIGNATURES);
    for (int i = 0; i < count; i++) {
      signatures.add(cbor.bytes(KeyAlgorithm.P256.signatureLength()));
    }
    Map<Integer, String> labels = new HashMap<>();
    Set<String> given = new HashSet<>();
    int nodes = cbor.map(MAX_ENTRIES);
    for (int i = 0; i < nodes; i++) {
      int node = cbor.number(MAX_ENTRIES);
      String label = MultibaseText.base64Url(cbor.bytes(LABEL_LENGTH));
      cbor.require(given.add(label) && labels.put(node, label) == null);
    }
    Set<Integer> mandatory = new HashSet<>();
    int indexes = cbor.array(MAX_ENTRIES);
    for (int i = 0; i < indexes; i++) {
      cbor.require(mandatory.add(cbor.number(WorkLimit.MAX_QUADS)));
    }
    cbor.require(cbor.atEnd());
    return new DerivedProof(base, key.orElseThrow(), signatures, labels, mandatory);
  }

  /// The issuer's label of a blank node of the canonical form (`_:c14n0`).
  Optional<String> label(String canonical) {
    String number = canonical.substring(Math.min(CANONICAL.length(), canonical.length()));
    return canonical.startsWith(CANONICAL) && number.matches("[0-9]{1,6}")
        ? Optional.ofNullable(labels.get(Integer.valueOf(number)))
        : Optional.empty();
  }
}
