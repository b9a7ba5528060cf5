package dev.laurel.credentials.proof;

import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.proof.Canonicalization.Reason;
import dev.laurel.credentials.proof.Canonicalization.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The verification of derived `ecdsa-sd-2023` proofs (VC DI ECDSA 3.4.8, 3.5.8, 3.6.7). The issuer
/// signed the mandatory statements together and each other one for itself with a key of that one
/// credential; the holder left some of the others out.
final class SelectiveDisclosure {
  private static final ProofVerifier SIGNATURES = new ProofVerifier();

  private SelectiveDisclosure() {}

  /// Whether a derived proof is the issuer's key's over what the document still says.
  ///
  /// @param config the canonical form of the proof's options
  /// @param nquads the canonical form of the document without its proof
  /// @param budget pays for the signatures of the statements
  static ProofResult verify(
      byte[] config, byte[] nquads, byte[] proofValue, Multikey issuerKey, WorkBudget budget) {
    Optional<DerivedProof> derived = DerivedProof.parse(proofValue);
    if (derived.isEmpty()) {
      return new ProofResult.Broken("proofValue is not a derived proof as ecdsa-sd-2023 writes it");
    }
    DerivedProof proof = derived.get();
    if (!budget.takeStatements(proof.signatures().size())) {
      budget.exhaust();
      return new Refused(
          Reason.RESOURCE_LIMIT, "more statements are signed than are looked at", "/proof");
    }
    Optional<List<String>> statements = relabelled(nquads, proof);
    if (statements.isEmpty()) {
      return new ProofResult.Broken("the proof does not name each node of the document");
    }
    return verify(config, statements.get(), proof, issuerKey);
  }

  /// The same with the document's statements under the issuer's labels, in their order.
  static ProofResult verify(
      byte[] config, List<String> statements, DerivedProof proof, Multikey issuerKey) {
    MessageDigest mandatory = Sha256.digest();
    List<String> others = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      if (proof.mandatoryIndexes().contains(i)) {
        mandatory.update(utf8(statements.get(i)));
      } else {
        others.add(statements.get(i));
      }
    }
    boolean beyond =
        proof.mandatoryIndexes().stream().anyMatch(index -> index >= statements.size());
    if (beyond || others.size() != proof.signatures().size()) {
      return new ProofResult.Broken("the proof has not one signature for each statement");
    }
    byte[] signed = signed(Sha256.of(config), proof.publicKey().bytes(), mandatory.digest());
    if (!SIGNATURES.verify(
        Cryptosuite.ECDSA_SD_2023, issuerKey, signed, proof.baseSignature().clone())) {
      return new ProofResult.Broken("the signature does not match");
    }
    List<byte[]> messages = others.stream().map(SelectiveDisclosure::utf8).toList();
    return SIGNATURES.verify(proof.publicKey(), messages, proof.signatures())
        ? new ProofResult.Holds()
        : new ProofResult.Broken("the signature of a statement does not match");
  }

  private static byte[] signed(byte[] proofHash, byte[] publicKey, byte[] mandatoryHash) {
    byte[] all = new byte[proofHash.length + publicKey.length + mandatoryHash.length];
    System.arraycopy(proofHash, 0, all, 0, proofHash.length);
    System.arraycopy(publicKey, 0, all, proofHash.length, publicKey.length);
    System.arraycopy(
        mandatoryHash, 0, all, proofHash.length + publicKey.length, mandatoryHash.length);
    return all;
  }

  /// The statements under the labels that the issuer gave, in the order of those, or empty where a
  /// node has none.
  static Optional<List<String>> relabelled(byte[] nquads, DerivedProof proof) {
    TreeSet<String> statements = new TreeSet<>(SelectiveDisclosure::byCodePoints);
    String text = new String(nquads, StandardCharsets.UTF_8);
    int from = 0;
    while (from < text.length()) {
      int to = text.indexOf('\n', from) + 1;
      Optional<String> statement = relabelled(text.substring(from, to), proof);
      if (statement.isEmpty()) {
        return Optional.empty();
      }
      statements.add(statement.get());
      from = to;
    }
    return Optional.of(List.copyOf(statements));
  }

  /// A line of canonical N-Quads: subject, predicate, object and perhaps a graph, one space between
  /// them, and `.` at its end. Only a literal holds spaces itself.
  private static Optional<String> relabelled(String line, DerivedProof proof) {
    int predicate = line.indexOf(' ') + 1;
    int object = line.indexOf(' ', predicate) + 1;
    int literalEnd = object;
    if (line.charAt(object) == '"') {
      literalEnd++;
      while (line.charAt(literalEnd) != '"') {
        literalEnd += line.charAt(literalEnd) == '\\' ? 2 : 1;
      }
    }
    int end = line.indexOf(' ', literalEnd);
    Optional<String> first = term(line.substring(0, predicate - 1), proof);
    Optional<String> third = term(line.substring(object, end), proof);
    String rest = line.substring(end + 1);
    Optional<String> graph =
        rest.startsWith("_:")
            ? term(rest.substring(0, rest.indexOf(' ')), proof)
                .map(label -> label + rest.substring(rest.indexOf(' ')))
            : Optional.of(rest);
    return first.flatMap(subject ->
        third.flatMap(value ->
            graph.map(
                tail -> subject + " " + line.substring(predicate, object) + value + " " + tail)));
  }

  private static Optional<String> term(String term, DerivedProof proof) {
    return term.startsWith("_:") ? proof.label(term).map(label -> "_:" + label) : Optional.of(term);
  }

  /// UTF-16 units beyond the surrogates come before the pairs of them; by code point it is the
  /// other way round.
  private static int byCodePoints(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
