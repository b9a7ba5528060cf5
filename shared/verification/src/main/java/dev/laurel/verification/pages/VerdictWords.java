package dev.laurel.verification.pages;

import dev.laurel.verification.Check;
import dev.laurel.verification.Verdict;

/// The plain words of pages: one sentence for a verdict, a name and a way to repeat each check.
public final class VerdictWords {
  private VerdictWords() {}

  /// The verdict in one or two words.
  public static String label(Verdict verdict) {
    return switch (verdict) {
      case VALID -> "Valid";
      case EXPIRED -> "Expired";
      case REVOKED -> "Revoked";
      case SUSPENDED -> "Suspended";
      case NOT_YET_VALID -> "Not yet valid";
      case ISSUER_NOT_RECOGNISED -> "Issuer not recognised";
      case CHANGED -> "Changed";
      case NOT_VALID -> "Not valid";
      case COULD_NOT_BE_CHECKED -> "Could not be checked";
    };
  }

  /// The verdict in one sentence.
  public static String sentence(Verdict verdict) {
    return switch (verdict) {
      case VALID -> "This credential is genuine and valid.";
      case EXPIRED -> "This credential is genuine, but it has expired.";
      case REVOKED -> "The issuer has taken this credential back. It is no longer valid.";
      case SUSPENDED -> "The issuer has suspended this credential. It is not valid for now.";
      case NOT_YET_VALID -> "This credential is genuine, but it is not valid yet.";
      case ISSUER_NOT_RECOGNISED ->
          "It cannot be shown that the named issuer made this credential. Do not rely on it.";
      case CHANGED -> "This document was changed since it was signed. Do not rely on it.";
      case NOT_VALID -> "This is not a valid credential. Do not rely on it.";
      case COULD_NOT_BE_CHECKED ->
          "Not everything could be checked, so we cannot say that this credential is valid.";
    };
  }

  /// How good news the verdict is, as a class of [PageStyle]: `good`, `bad` or `unknown`.
  public static String tone(Verdict verdict) {
    return switch (verdict) {
      case VALID -> "good";
      case COULD_NOT_BE_CHECKED, NOT_YET_VALID, SUSPENDED, EXPIRED -> "unknown";
      case REVOKED, ISSUER_NOT_RECOGNISED, CHANGED, NOT_VALID -> "bad";
    };
  }

  /// What a check is about.
  public static String title(Check check) {
    return switch (check.id()) {
      case Check.PARSED -> "Readable";
      case Check.SHAPE -> "Complete";
      case Check.CONTEXTS -> "Known vocabulary";
      case Check.TERMS -> "Everything is signed";
      case Check.ISSUER -> "Issuer found";
      case Check.KEY -> "Key may sign";
      case Check.CONTROLLER -> "Key is the issuer’s";
      case Check.PROOF -> "Signature";
      case Check.VALIDITY -> "Dates";
      case Check.STATUS -> "Not revoked";
      case Check.LOG -> "In the public log";
      case Check.ENDORSEMENTS -> "Endorsements";
      case Check.CREDENTIALS -> "Credentials in it";
      case Check.HOLDER -> "Shown by its holder";
      case Check.EVIDENCE -> "Evidence files";
      case Check.RECIPIENT -> "Recipient";
      default -> check.id();
    };
  }

  /// How anyone can repeat a check with other people's tools.
  public static String yourself(Check check) {
    return switch (check.id()) {
      case Check.PARSED -> "Open the JSON in any strict JSON reader.";
      case Check.SHAPE -> "Hold the JSON against 1EdTech’s JSON Schema for Open Badges 3.0.";
      case Check.CONTEXTS ->
          "Compare @context with the published addresses of W3C and 1EdTech, in their order.";
      case Check.TERMS -> "Expand the JSON with a JSON-LD processor in safe mode.";
      case Check.ISSUER -> "Open the DID document at the issuer’s address.";
      case Check.KEY -> "Look for proof.verificationMethod under assertionMethod there.";
      case Check.CONTROLLER -> "Compare the key’s controller, the DID and issuer.id.";
      case Check.PROOF -> "Give the JSON to any verifier of W3C Data Integrity proofs.";
      case Check.VALIDITY -> "Compare validFrom and validUntil with today.";
      case Check.STATUS ->
          "Fetch credentialStatus.statusListCredential, verify it, and read the bit at"
              + " statusListIndex.";
      case Check.LOG ->
          "Fetch the proof from the log, compute the entry from the JSON and the proof’s salt, and"
              + " hash the way up to the signed checkpoint (C2SP tlog-proof).";
      case Check.ENDORSEMENTS -> "Verify each endorsement as a credential of its own.";
      case Check.CREDENTIALS -> "Take each credential out of the presentation and verify it.";
      case Check.HOLDER ->
          "Give it to another verifier of presentations, with the domain and the challenge that its"
              + " holder was given.";
      case Check.EVIDENCE -> "Compute the SHA-256 of a file and compare it with the digest named.";
      case Check.RECIPIENT ->
          "Compute SHA-256 of the e-mail address followed by the salt and compare it with"
              + " identityHash.";
      default -> "";
    };
  }
}
