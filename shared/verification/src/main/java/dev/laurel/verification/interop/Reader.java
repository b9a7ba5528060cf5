package dev.laurel.verification.interop;

/// A reader of credentials that people meet in practice, and whose demands go beyond ours.
public enum Reader {
  /// 1EdTech's public validator of Open Badges, version 1.11.0.
  ONE_EDTECH("1EdTech validator"),

  /// The verifier of the Digital Credentials Consortium, under its wallet and its web page.
  DCC("DCC verifier-core"),

  /// A verifier that takes every MUST of the W3C recommendations at its word.
  W3C("W3C strict");

  private final String text;

  Reader(String text) {
    this.text = text;
  }

  /// The name that reports use.
  public String text() {
    return text;
  }
}
