package dev.laurel.verification.checks;

import dev.laurel.json.Json;
import dev.laurel.json.Pointer;
import dev.laurel.verification.checks.Faults.Place;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What VC Data Model 2.0 demands of any credential.
final class CredentialShape {
  /// The keywords of value objects (VCDM 2.0, 11.1); every other keyword could carry something that
  /// is not signed.
  private static final Set<String> KEYWORDS = Set.of("@value", "@language", "@direction");

  private static final List<String> TYPED =
      List.of("credentialStatus", "credentialSchema", "refreshService", "termsOfUse", "evidence");

  private CredentialShape() {}

  static void check(JsonNode root, Faults faults) {
    for (Map.Entry<String, JsonNode> member : root.properties()) {
      // proof and @context have checks of their own
      if (!member.getKey().equals("proof") && !member.getKey().equals("@context")) {
        member(member.getKey(), member.getValue(), Pointer.ROOT, faults);
      }
    }
    faults.demandType(root, "", "VerifiableCredential");
    faults.url(root, "", "id", false);
    issuer(root, faults);
    subjects(root, faults);
    dates(root, faults);
    typed(root, faults);
    localized(root, "name", faults);
    localized(root, "description", faults);
    relatedResources(root, faults);
  }

  /// Null and the empty array vanish in the signed graph, so they must not stand in the document;
  /// keywords could bring in what no term names.
  private static void member(String name, JsonNode value, Pointer pointer, Faults faults) {
    Pointer at = pointer.at(name);
    if (name.startsWith("@") && !KEYWORDS.contains(name) && !name.equals("@context")) {
      faults.add(at, "is a JSON-LD keyword that credentials do not use");
    }
    value(value, at, faults);
  }

  private static void value(JsonNode value, Pointer at, Faults faults) {
    if (value.isNull()) {
      faults.add(at, "is null: it must be left out");
    } else if (value.isArray()) {
      if (value.isEmpty()) {
        faults.add(at, "is an empty array: it must be left out");
      }
      for (int i = 0; i < value.size(); i++) {
        value(value.get(i), at.at(i), faults);
      }
    } else if (value.isObject()) {
      if (value.isEmpty()) {
        faults.add(at, "is an empty object");
      }
      value.properties().forEach(entry -> member(entry.getKey(), entry.getValue(), at, faults));
    }
  }

  private static void issuer(JsonNode root, Faults faults) {
    JsonNode issuer = root.get("issuer");
    if (issuer == null) {
      faults.add("/issuer", "is required");
    } else if (issuer.isObject()) {
      faults.url(issuer, "/issuer", "id", true);
    } else if (!Faults.isUrl(issuer)) {
      faults.add("/issuer", "must be a URL, or an object with one as its id");
    }
  }

  private static void subjects(JsonNode root, Faults faults) {
    List<Place> subjects = Faults.places(root, "credentialSubject", "");
    if (subjects.isEmpty()) {
      faults.add("/credentialSubject", "is required");
    }
    for (Place subject : subjects) {
      if (!subject.node().isObject()) {
        faults.add(subject.pointer(), "must be an object");
      } else {
        faults.url(subject.node(), subject.pointer(), "id", false);
        if (subject.node().size() == (subject.node().has("id") ? 1 : 0)) {
          faults.add(subject.pointer(), "must make a claim");
        }
      }
    }
  }

  private static void dates(JsonNode root, Faults faults) {
    Nodes.BEGINNINGS.forEach(name -> date(root, name, faults));
    Nodes.ENDS.forEach(name -> date(root, name, faults));
    Optional<Instant> from = Nodes.beginning(root);
    Optional<Instant> until = Nodes.end(root);
    if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
      String untilName = root.has("validUntil") ? "validUntil" : "expirationDate";
      faults.add("/" + untilName, "must not be before the beginning of its validity");
    }
    String fromName = Nodes.fromName(root);
    if (Nodes.isOlder(root) && !root.has(fromName)) {
      faults.add("/" + fromName, "is required");
    }
  }

  private static void date(JsonNode root, String name, Faults faults) {
    if (root.has(name) && Nodes.text(root, name).flatMap(Timestamps::parse).isEmpty()) {
      faults.add(
          Json.step(name),
          "must be a date and time with a time zone, such as 2026-01-31T12:00:00Z");
    }
  }

  private static void typed(JsonNode root, Faults faults) {
    for (String name : TYPED) {
      for (Place place : Faults.places(root, name, "")) {
        if (!place.node().isObject()) {
          faults.add(place.pointer(), "must be an object");
        } else {
          faults.demandAnyType(place.node(), place.pointer());
          faults.url(place.node(), place.pointer(), "id", name.equals("credentialSchema"));
        }
      }
    }
  }

  private static void localized(JsonNode root, String name, Faults faults) {
    for (Place place : Faults.places(root, name, "")) {
      boolean text = place.node().isString() || Nodes.text(place.node(), "@value").isPresent();
      if (!text) {
        faults.add(place.pointer(), "must be text");
      }
    }
  }

  private static void relatedResources(JsonNode root, Faults faults) {
    Set<String> seen = new HashSet<>();
    for (Place place : Faults.places(root, "relatedResource", "")) {
      faults.url(place.node(), place.pointer(), "id", true);
      if (!place.node().has("digestSRI") && !place.node().has("digestMultibase")) {
        faults.add(place.pointer(), "must have digestSRI or digestMultibase");
      }
      if (!seen.add(Nodes.text(place.node(), "id").orElse(""))) {
        faults.add(place.pointer() + "/id", "is given twice");
      }
    }
  }
}
