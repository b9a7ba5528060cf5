package dev.laurel.verification.checks;

import dev.laurel.credentials.status.Bitstring;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.reading.Inputs;
import dev.laurel.verification.reading.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A fetched status list, believed only when its own proof by the credential's issuer holds and it
/// has not run out.
sealed interface SignedList {
  /// The list says what it says.
  record Sound(Bitstring bits, Set<String> purposes, String signed) implements SignedList {}

  /// The list cannot be believed, so the status is unknown.
  record Doubtful(CheckType type, String detail) implements SignedList {
    Check asCheck() {
      return Check.unknown(Check.STATUS, type, detail);
    }
  }

  static SignedList read(byte[] document, String url, Examination credential) {
    if (!credential.takeInner()) {
      return new Doubtful(CheckType.LIMIT, "There are more documents in this one than are read.");
    }
    Reading.Document found;
    switch (Inputs.read(document)) {
      case Reading.Unread(String _, Check parsed) -> {
        return parsed.is(CheckType.LIMIT)
            ? new Doubtful(CheckType.LIMIT, "The status list is too large to be read.")
            : doubt("The status list is none: " + parsed.detail());
      }
      case Reading.Document read -> found = read;
    }
    ObjectNode root = found.root();
    if (!Nodes.isOfType(root, "BitstringStatusListCredential")) {
      return doubt("What was found for the status list is none.");
    }
    if (!Nodes.text(root, "id").filter(url::equals).isPresent()) {
      return doubt("What was found for the status list is another list.");
    }
    String issuer = Nodes.issuerId(root).orElse("");
    if (!issuer.equals(Nodes.issuerId(credential.root()).orElse(""))) {
      return doubt("The status list comes from another issuer than the credential.");
    }
    List<Check> doubts = Steps.doubtsAbout(credential.inside(found));
    return doubts.isEmpty() ? bits(root) : doubt("The status list: " + doubts.get(0).detail());
  }

  private static SignedList bits(ObjectNode root) {
    JsonNode subject = root.get("credentialSubject");
    if (subject == null || !Nodes.isOfType(subject, "BitstringStatusList")) {
      return doubt("The status list has no BitstringStatusList as its subject.");
    }
    if (subject.has("ttl") && !isMilliseconds(subject.get("ttl"))) {
      return doubt("The status list says for how long it may be kept, and that is no number.");
    }
    Optional<String> encoded = Nodes.text(subject, "encodedList");
    if (encoded.isEmpty()) {
      return doubt("The status list has no encodedList.");
    }
    Set<String> purposes =
        Faults.places(subject, "statusPurpose", "").stream()
            .filter(place -> place.node().isString())
            .map(place -> place.node().stringValue())
            .collect(Collectors.toUnmodifiableSet());
    return switch (Bitstring.decode(encoded.get(), Bitstring.MAXIMUM_SIZE)) {
      case Bitstring.Decoding.Refused(Bitstring.Decoding.Reason reason, String detail) ->
          new Doubtful(type(reason), "The status list cannot be read: " + detail);
      case Bitstring.Decoding.Decoded(Bitstring bits) ->
          new Sound(
              bits,
              purposes,
              Nodes.text(root, "validFrom")
                  .flatMap(Timestamps::parse)
                  .map(Timestamps::words)
                  .orElse("an unknown date"));
    };
  }

  /// Bitstring Status List 2.2: `ttl` is a whole number of milliseconds. Whoever fetches lists
  /// keeps none for longer; what counts here is `validUntil`.
  private static boolean isMilliseconds(JsonNode ttl) {
    return ttl.isIntegralNumber() && ttl.decimalValue().signum() >= 0;
  }

  private static CheckType type(Bitstring.Decoding.Reason reason) {
    return switch (reason) {
      case MALFORMED -> CheckType.STATUS_VERIFICATION_ERROR;
      case LIMIT -> CheckType.LIMIT;
      case TOO_SHORT -> CheckType.STATUS_LIST_LENGTH_ERROR;
    };
  }

  private static Doubtful doubt(String detail) {
    return new Doubtful(CheckType.STATUS_VERIFICATION_ERROR, detail);
  }
}
