package dev.laurel.verification.checks;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.StatusLists.Fetch;
import dev.laurel.verification.checks.Faults.Place;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// One entry of `credentialStatus` (Bitstring Status List 2.1): its form, then its list, then its
/// bit.
record StatusEntry(String purpose, int index, String list) {
  /// Purposes whose set bit makes a credential not valid, and those that only say something more.
  private static final Set<String> DECIDING = Set.of("revocation", "suspension");

  private static final Set<String> TELLING = Set.of("refresh", "message");

  static Check check(Examination examination, Place place) {
    JsonNode node = place.node();
    if (!node.isObject()) {
      return malformed(place.pointer() + " must be an object.");
    }
    if (Nodes.isOfType(node, RevokedIds.TYPE)) {
      return RevokedIds.check(examination, place);
    }
    if (!Nodes.isOfType(node, "BitstringStatusListEntry")) {
      return Check.unknown(
          Check.STATUS,
          CheckType.UNSUPPORTED_STATUS,
          "The status is kept in a way that is not known here.");
    }
    String purpose = Nodes.text(node, "statusPurpose").orElse("");
    String list = Nodes.text(node, "statusListCredential").orElse("");
    if (purpose.isEmpty() || !list.matches("https?://.+")) {
      return malformed(
          place.pointer() + " must have a statusPurpose and the URL of a statusListCredential.");
    }
    if (Nodes.text(node, "id").filter(list::equals).isPresent()) {
      return malformed(place.pointer() + "/id must not be the URL of the list.");
    }
    if (node.has("statusSize") && !isOne(node.get("statusSize"))) {
      return Check.unknown(
          Check.STATUS,
          CheckType.UNSUPPORTED_STATUS,
          "The status has another size than one bit; such lists are not read here.");
    }
    Optional<Integer> index = Nodes.text(node, "statusListIndex").flatMap(StatusEntry::index);
    return index.isEmpty()
        ? Check.failed(
            Check.STATUS,
            CheckType.RANGE_ERROR,
            place.pointer() + "/statusListIndex must be a whole number as text, within the list.")
        : new StatusEntry(purpose, index.get(), list).look(examination);
  }

  /// Bitstring Status List 2.1: the size is a whole number, and 1 where it is left out.
  private static boolean isOne(JsonNode size) {
    return size.isNumber() && size.decimalValue().compareTo(BigDecimal.ONE) == 0;
  }

  /// A decimal index within the largest list that is read, or empty.
  private static Optional<Integer> index(String text) {
    return text.matches("0|[1-9][0-9]{0,7}")
        ? Optional.of(Integer.parseInt(text))
        : Optional.empty();
  }

  private Check look(Examination examination) {
    if (!DECIDING.contains(purpose) && !TELLING.contains(purpose)) {
      return Check.unknown(
          Check.STATUS,
          CheckType.UNSUPPORTED_STATUS,
          "The purpose of the status is not known here: " + purpose);
    }
    return switch (examination.list(list)) {
      case Fetch.NotFound() ->
          Check.unknown(
              Check.STATUS,
              CheckType.STATUS_RETRIEVAL_ERROR,
              "The status list does not exist: " + list);
      case Fetch.Unavailable(String why) ->
          Check.unknown(
              Check.STATUS,
              CheckType.STATUS_RETRIEVAL_ERROR,
              "The status list was not fetched: " + why);
      case Fetch.Fetched(byte[] document) ->
          switch (examination.signedList(document, list)) {
            case SignedList.Doubtful doubtful -> doubtful.asCheck();
            case SignedList.Sound sound -> bit(sound);
          };
    };
  }

  private Check bit(SignedList.Sound sound) {
    if (!sound.purposes().contains(purpose)) {
      return Check.failed(
          Check.STATUS,
          CheckType.STATUS_VERIFICATION_ERROR,
          "The status list serves another purpose than " + purpose + ".");
    }
    if (index >= sound.bits().size()) {
      return Check.failed(
          Check.STATUS,
          CheckType.RANGE_ERROR,
          "The status index " + index + " lies outside the list of " + sound.bits().size() + ".");
    }
    if (!sound.bits().get(index)) {
      return Check.passed(
          Check.STATUS,
          "The issuer's status list of "
              + sound.signed()
              + " does not mark it ("
              + purpose
              + ", entry "
              + index
              + ").");
    }
    return switch (purpose) {
      case "revocation" ->
          Check.failed(
              Check.STATUS, CheckType.REVOKED, "The issuer's status list says that it is revoked.");
      case "suspension" ->
          Check.failed(
              Check.STATUS,
              CheckType.SUSPENDED,
              "The issuer's status list says that it is suspended for now.");
      default ->
          Check.passed(
              Check.STATUS, "The issuer's status list has a remark about it: " + purpose + ".");
    };
  }

  private static Check malformed(String detail) {
    return Check.failed(Check.STATUS, CheckType.MALFORMED_VALUE_ERROR, detail);
  }
}
