package dev.laurel.issuance;

import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.ProofOptions;
import java.time.Instant;
import java.util.List;

/// How a document is secured: in which format, and by which suites and methods in proof order. A
/// format of JWS has one, whose suite says no more than which kind of key signs.
///
/// @param keyNames how the header of a JWS names its key; empty for embedded proofs, and where the
///   header is written already
record Securing(
    CredentialFormat format, List<ProofOptions> proofs, List<VcJwt.KeyReference> keyNames) {
  Securing {
    proofs = List.copyOf(proofs);
    keyNames = List.copyOf(keyNames);
    if (proofs.isEmpty() || (format != CredentialFormat.LDP_VC && proofs.size() > 1)) {
      throw new IllegalArgumentException("a JWS has one signature, a document one proof or more");
    }
  }

  /// By one signature around the whole document.
  static Securing jws(CredentialFormat format, ProofOptions key, VcJwt.KeyReference name) {
    return new Securing(format, List.of(key), List.of(name));
  }

  /// By one embedded proof.
  static Securing by(ProofOptions options) {
    return new Securing(CredentialFormat.LDP_VC, List.of(options), List.of());
  }

  /// That of an intent, read from its forms.
  static Securing of(CredentialFormat format, List<SignedForm> forms, Instant created) {
    return new Securing(
        format,
        forms.stream()
            .map(form -> new ProofOptions(suite(format, form.suite()), form.method(), created))
            .toList(),
        List.of());
  }

  /// The name of one of its forms in the log: the suite, or the kind of JWS.
  String form(Cryptosuite suite) {
    return switch (format) {
      case LDP_VC -> suite.text();
      case VC_JWT -> "vc-jwt:ES256";
      case SD_JWT -> "sd-jwt-vc:ES256";
    };
  }

  boolean isJws() {
    return format != CredentialFormat.LDP_VC;
  }

  /// The DID that all methods belong to.
  String did() {
    String method = proofs.getFirst().verificationMethod();
    return method.substring(0, method.indexOf('#'));
  }

  private static Cryptosuite suite(CredentialFormat format, String form) {
    return format == CredentialFormat.LDP_VC
        ? Cryptosuite.parse(form)
            .orElseThrow(() -> new IllegalStateException("stored suite is unknown"))
        : Cryptosuite.ECDSA_RDFC_2019;
  }
}
