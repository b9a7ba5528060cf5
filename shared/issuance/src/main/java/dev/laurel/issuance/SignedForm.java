package dev.laurel.issuance;

import dev.laurel.tlog.entry.Commitment;
import java.util.Base64;
import java.util.HexFormat;

/// One form of a document that an intent signs, in proof order: by which suite and verification
/// method, over which hash, and the signature once there is one.
///
/// @param suite the cryptosuite, or the name of a form that is no embedded proof
/// @param hashData what the log commits to, in hex: the hash data of a Data Integrity proof, or
///   SHA-256 of a JWS signing input
/// @param signature in base64url, "" until it is made and once it is no longer needed
record SignedForm(String suite, String method, String hashData, String signature) {
  /// A form that is to be signed.
  static SignedForm of(PreparedCredential prepared) {
    String hash = HexFormat.of().formatHex(prepared.hashData());
    return new SignedForm(prepared.form(), prepared.method(), hash, "");
  }

  SignedForm signed(byte[] bytes) {
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new SignedForm(suite, method, hashData, text);
  }

  SignedForm unsigned() {
    return new SignedForm(suite, method, hashData, "");
  }

  byte[] signatureBytes() {
    return Base64.getUrlDecoder().decode(signature);
  }

  Commitment.Form committed() {
    return new Commitment.Form(suite, method, HexFormat.of().parseHex(hashData));
  }
}
