package dev.laurel.verification.checks;

import dev.laurel.credentials.EmailAddress;
import dev.laurel.credentials.openbadges.IdentityObject;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The check that the credential was issued to the e-mail address that was handed along (OB 3.0,
/// Verification, step 5): an IdentityObject of its subject is that address, plain or hashed with
/// its salt. The address is never repeated.
final class RecipientStep implements Step {
  private static final String PREFIX = "sha256$";

  /// Most identities that are compared: each hashed one costs a few hashes.
  private static final int MOST = 32;

  @Override
  public Check run(Examination examination) {
    String email = examination.beside().email().strip();
    if (email.isEmpty()) {
      return Check.notApplicable(Check.RECIPIENT, "No e-mail address was given to compare.");
    }
    Set<String> spellings = spellings(email);
    boolean named = false;
    boolean odd = false;
    for (Faults.Place subject : Faults.places(examination.root(), "credentialSubject", "")) {
      if (Nodes.text(subject.node(), "id").filter(id -> id.startsWith("mailto:")).isPresent()) {
        named = true;
        String address = Nodes.text(subject.node(), "id").orElse("").substring("mailto:".length());
        if (spellings.contains(address)) {
          return passed();
        }
      }
      List<Faults.Place> identities = Faults.places(subject.node(), "identifier", "");
      for (Faults.Place place : identities.subList(0, Math.min(MOST, identities.size()))) {
        JsonNode identity = place.node();
        if (Nodes.text(identity, "identityType").filter("emailAddress"::equals).isPresent()) {
          named = true;
          odd |= !isReadable(identity);
          if (spellings.stream().anyMatch(spelling -> matches(identity, spelling))) {
            return passed();
          }
        }
      }
    }
    if (!named || odd) {
      return Check.unknown(
          Check.RECIPIENT,
          CheckType.RECIPIENT_MISMATCH,
          named
              ? "The credential hides the address of its recipient in a way that is not read here."
              : "The credential names no e-mail address of its recipient.");
    }
    return Check.failed(
        Check.RECIPIENT,
        CheckType.RECIPIENT_MISMATCH,
        "The credential was issued to another e-mail address than the one that was given.");
  }

  private static Check passed() {
    return Check.passed(
        Check.RECIPIENT, "The credential was issued to the e-mail address that was given.");
  }

  /// The address as given, as it is mailed, and in small letters, which some issuers hash.
  private static Set<String> spellings(String email) {
    Set<String> spellings = new LinkedHashSet<>(List.of(email));
    EmailAddress.parse(email).ifPresent(address -> spellings.add(address.text()));
    List.copyOf(spellings).forEach(text -> spellings.add(text.toLowerCase(Locale.ROOT)));
    return spellings;
  }

  private static boolean isReadable(JsonNode identity) {
    return !identity.path("hashed").asBoolean(false)
        || Nodes.text(identity, "identityHash").filter(hash -> hash.startsWith(PREFIX)).isPresent();
  }

  private static boolean matches(JsonNode identity, String spelling) {
    String hash = Nodes.text(identity, "identityHash").orElse("");
    if (!identity.path("hashed").asBoolean(false)) {
      return hash.equals(spelling);
    }
    String salt = Nodes.text(identity, "salt").orElse("");
    String expected = IdentityObject.identityHash(spelling, salt);
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8),
        hash.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }
}
