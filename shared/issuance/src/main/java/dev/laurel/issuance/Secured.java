package dev.laurel.issuance;

import dev.laurel.credentials.proof.DataIntegrity;
import dev.laurel.credentials.proof.SignedProof;
import java.util.ArrayList;
import java.util.List;

/// The secured form of a document, joined from what was signed and the signatures.
final class Secured {
  private Secured() {}

  /// The bytes that are handed out. `document` is as an [Intent] keeps it; a signature for each
  /// proof, in their order.
  static byte[] of(Securing securing, byte[] document, List<byte[]> signatures) {
    return switch (securing.format()) {
      case LDP_VC -> embedded(securing, document, signatures);
      case VC_JWT, SD_JWT -> JwsForm.signed(securing.format(), document, signatures.getFirst());
    };
  }

  private static byte[] embedded(Securing securing, byte[] document, List<byte[]> signatures) {
    List<SignedProof> proofs = new ArrayList<>();
    for (int i = 0; i < signatures.size(); i++) {
      proofs.add(new SignedProof(securing.proofs().get(i), signatures.get(i)));
    }
    return DataIntegrity.attach(document, proofs);
  }
}
