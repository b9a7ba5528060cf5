package dev.laurel.verification.checks;

/// For what a signature is made (VC DI, Proof Purposes), and so which keys may make it.
enum Purpose {
  /// An issuer makes a claim.
  ASSERTION("assertionMethod"),

  /// A holder shows who presents.
  AUTHENTICATION("authentication");

  private final String text;

  Purpose(String text) {
    this.text = text;
  }

  /// The name in a proof and in DID documents.
  String text() {
    return text;
  }
}
