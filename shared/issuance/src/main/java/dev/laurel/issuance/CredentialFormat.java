package dev.laurel.issuance;

import dev.laurel.verification.published.PublishedCredential;
import java.util.Optional;

/// The form in which a credential is secured and handed out.
public enum CredentialFormat {
  /// JSON with one or more embedded proofs (VC Data Integrity).
  LDP_VC(PublishedCredential.LDP_VC),

  /// A compact JWS by ES256, because readers of badges refuse EdDSA there (OB 3.0 JSON Web Token
  /// Proof Format; VC-JOSE-COSE).
  VC_JWT(PublishedCredential.VC_JWT),

  /// An SD-JWT by ES256 whose results and evidence are disclosed one by one (RFC 9901).
  SD_JWT(PublishedCredential.SD_JWT);

  private final String text;

  CredentialFormat(String text) {
    this.text = text;
  }

  /// The format of that name, or empty where it is none of these.
  public static Optional<CredentialFormat> parse(String text) {
    for (CredentialFormat format : values()) {
      if (format.text.equals(text)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /// The name in requests and rows.
  public String text() {
    return text;
  }
}
