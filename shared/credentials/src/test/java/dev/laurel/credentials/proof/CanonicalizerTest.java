package dev.laurel.credentials.proof;

import static dev.laurel.credentials.proof.Canonicalization.Reason.DROPPED_VALUE;
import static dev.laurel.credentials.proof.Canonicalization.Reason.INLINE_CONTEXT;
import static dev.laurel.credentials.proof.Canonicalization.Reason.INVALID;
import static dev.laurel.credentials.proof.Canonicalization.Reason.RELATIVE_IRI;
import static dev.laurel.credentials.proof.Canonicalization.Reason.RESOURCE_LIMIT;
import static dev.laurel.credentials.proof.Canonicalization.Reason.UNDEFINED_TERM;
import static dev.laurel.credentials.proof.Canonicalization.Reason.UNKNOWN_CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.openbadges.Samples;
import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class CanonicalizerTest {
  private static final Canonicalizer CANONICALIZER = new Canonicalizer(Contexts.bundled());
  private static final String CONTEXTS =
      "\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
          + "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"]";

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Canonicalization canonicalize(String members) {
    return CANONICALIZER.canonicalize(json("{" + CONTEXTS + "," + members + "}"));
  }

  static String text(Canonicalization canonicalization) {
    assertThat(canonicalization).isInstanceOf(Canonicalization.Canonical.class);
    return new String(
        ((Canonicalization.Canonical) canonicalization).nquads(), StandardCharsets.UTF_8);
  }

  private static void assertRefused(
      Canonicalization outcome, Canonicalization.Reason reason, String pointer) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Canonicalization.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.pointer()).isEqualTo(pointer);
            });
  }

  /// Members of a document, the reason to refuse them, and the place that is named.
  static Stream<Arguments> unsafe() {
    String vc = "\"id\":\"urn:x:1\",\"type\":[\"VerifiableCredential\",\"AchievementCredential\"],";
    String subject = vc + "\"credentialSubject\":";
    return Stream.of(
        // check 11: terms that no context defines there
        Arguments.of(vc + "\"foo\":1", UNDEFINED_TERM, "/foo"),
        Arguments.of(vc + "\"a/b~c\":\"x\"", UNDEFINED_TERM, "/a~1b~0c"),
        Arguments.of(vc + "\"\":\"x\"", UNDEFINED_TERM, "/"),
        Arguments.of(vc + "\"toString\":\"x\"", UNDEFINED_TERM, "/toString"),
        Arguments.of(
            subject + "{\"id\":\"urn:s\",\"tag\":[\"x\"]}",
            UNDEFINED_TERM,
            "/credentialSubject/tag"),
        Arguments.of(
            vc + "\"evidence\":[{\"type\":[\"Evidence\"],\"points\":\"1\"}]",
            UNDEFINED_TERM,
            "/evidence/0/points"),
        Arguments.of(vc + "\"endorsementJwt\":[\"a.b.c\"]", UNDEFINED_TERM, "/endorsementJwt"),
        Arguments.of(vc + "\"jti\":\"x\"", UNDEFINED_TERM, "/jti"),
        // check 12 and 13: contexts elsewhere
        Arguments.of(
            subject + "{\"@context\":\"https://www.w3.org/ns/credentials/v2\",\"id\":\"urn:s\"}",
            INLINE_CONTEXT,
            "/credentialSubject/@context"),
        Arguments.of(
            vc + "\"evidence\":[{\"@context\":{\"name\":\"urn:n\"},\"name\":\"x\"}]",
            INLINE_CONTEXT,
            "/evidence/0/@context"),
        // check 16: references that are not absolute
        Arguments.of("\"id\":\"rel\",\"name\":\"x\"", RELATIVE_IRI, "/id"),
        Arguments.of("\"@id\":\"../rel\",\"name\":\"x\"", RELATIVE_IRI, "/@id"),
        Arguments.of("\"id\":\"\",\"name\":\"x\"", RELATIVE_IRI, "/id"),
        Arguments.of("\"id\":\"//example.org/x\",\"name\":\"x\"", RELATIVE_IRI, "/id"),
        Arguments.of("\"id\":\"#x\",\"name\":\"x\"", RELATIVE_IRI, "/id"),
        Arguments.of("\"id\":\"_:b0\",\"name\":\"x\"", RELATIVE_IRI, "/id"),
        Arguments.of("\"id\":\"http://a b\",\"name\":\"x\"", RELATIVE_IRI, "/id"),
        Arguments.of("\"id\":\"http://a>\\u003cb\",\"name\":\"x\"", RELATIVE_IRI, "/id"),
        Arguments.of("\"id\":\"http://a\\nb\",\"name\":\"x\"", RELATIVE_IRI, "/id"),
        Arguments.of("\"type\":\"Zork\",\"name\":\"x\"", RELATIVE_IRI, "/type"),
        Arguments.of("\"type\":[\"VerifiableCredential\",\"Zork\"]", RELATIVE_IRI, "/type/1"),
        Arguments.of("\"@type\":\"Zork\",\"name\":\"x\"", RELATIVE_IRI, "/@type"),
        Arguments.of(vc + "\"issuer\":\"nope\"", RELATIVE_IRI, "/issuer"),
        Arguments.of(
            vc + "\"termsOfUse\":{\"type\":\"TrustFrameworkPolicy\"}",
            RELATIVE_IRI,
            "/termsOfUse/type"),
        Arguments.of(
            vc
                + "\"credentialSchema\":{\"id\":\"urn:x\",\"type\":\"1EdTechJsonSchemaValidator2019\"}",
            RELATIVE_IRI,
            "/credentialSchema/type"),
        Arguments.of(
            vc + "\"name\":{\"@value\":\"5\",\"@type\":\"rel\"}", RELATIVE_IRI, "/name/@type"),
        // values that would be dropped
        Arguments.of(vc + "\"name\":null", DROPPED_VALUE, "/name"),
        Arguments.of(vc + "\"evidence\":[]", DROPPED_VALUE, "/evidence"),
        Arguments.of(vc + "\"evidence\":[null]", DROPPED_VALUE, "/evidence/0"),
        Arguments.of(vc + "\"name\":{\"@language\":\"en\"}", DROPPED_VALUE, "/name"),
        Arguments.of(vc + "\"name\":{\"@value\":null}", DROPPED_VALUE, "/name"),
        Arguments.of(
            vc + "\"name\":{\"@value\":\"x\",\"@language\":\"e n\"}",
            DROPPED_VALUE,
            "/name/@language"),
        Arguments.of(
            vc + "\"name\":{\"@value\":\"x\",\"@direction\":\"rtl\"}",
            DROPPED_VALUE,
            "/name/@direction"),
        Arguments.of("\"id\":\"urn:x:1\"", DROPPED_VALUE, ""),
        Arguments.of(vc + "\"validUntil\":12345678901234567890", DROPPED_VALUE, "/validUntil"),
        Arguments.of(vc + "\"validUntil\":0.30000000000000004", DROPPED_VALUE, "/validUntil"),
        // members that would move a claim out of sight
        Arguments.of(vc + "\"@graph\":[{\"id\":\"urn:y\",\"name\":\"x\"}]", INVALID, "/@graph"),
        Arguments.of(
            vc + "\"@included\":[{\"id\":\"urn:y\",\"name\":\"x\"}]", INVALID, "/@included"),
        Arguments.of(vc + "\"@reverse\":{\"issuer\":{\"id\":\"urn:y\"}}", INVALID, "/@reverse"),
        Arguments.of(vc + "\"@nest\":{\"name\":\"x\"}", INVALID, "/@nest"),
        Arguments.of(vc + "\"@index\":\"x\"", INVALID, "/@index"),
        Arguments.of(vc + "\"@unknown\":\"x\"", INVALID, "/@unknown"),
        Arguments.of(vc + "\"evidence\":{\"@set\":[\"x\"]}", INVALID, "/evidence/@set"),
        Arguments.of(vc + "\"evidence\":{\"@list\":[\"x\"]}", INVALID, "/evidence/@list"),
        Arguments.of(
            vc + "\"https://schema.org/name\":\"x\"", INVALID, "/https:~1~1schema.org~1name"),
        Arguments.of(vc + "\"name\":{\"@value\":\"x\",\"foo\":\"y\"}", INVALID, "/name/foo"),
        // not JSON-LD
        Arguments.of("\"id\":5,\"name\":\"x\"", INVALID, "/id"),
        Arguments.of("\"type\":5,\"name\":\"x\"", INVALID, "/type"),
        Arguments.of("\"type\":[\"VerifiableCredential\",5]", INVALID, "/type/1"),
        Arguments.of("\"type\":\"Achievement\",\"@type\":\"Achievement\"", INVALID, "/@type"),
        Arguments.of(
            "\"type\":\"VerifiablePresentation\",\"verifiableCredential\":\"urn:x\"",
            DROPPED_VALUE,
            "/verifiableCredential"),
        Arguments.of(
            "\"type\":\"VerifiablePresentation\",\"verifiableCredential\":[{\"id\":\"urn:x\"}]",
            DROPPED_VALUE,
            "/verifiableCredential/0"),
        Arguments.of("\"id\":\"urn:a\",\"@id\":\"urn:b\",\"name\":\"x\"", INVALID, "/@id"));
  }

  @ParameterizedTest
  @MethodSource("unsafe")
  @Tag("check-11")
  @Tag("check-12")
  @Tag("check-13")
  @Tag("check-16")
  void canonicalize_unsafeDocument_isRefused(
      String members, Canonicalization.Reason reason, String pointer) {
    assertRefused(canonicalize(members), reason, pointer);
  }

  @Test
  void canonicalize_contextsThatContradict_isRefused() {
    assertRefused(
        CANONICALIZER.canonicalize(
            json(
                "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
                    + "\"https://purl.imsglobal.org/spec/ob/v3p0/context.json\"],\"name\":\"x\"}")),
        INVALID,
        "/@context");
  }

  static Stream<Arguments> contexts() {
    String v2 = "\"https://www.w3.org/ns/credentials/v2\"";
    return Stream.of(
        Arguments.of("{\"name\":\"urn:n\"}", INLINE_CONTEXT, "/@context"),
        Arguments.of("[" + v2 + ",{\"name\":\"urn:n\"}]", INLINE_CONTEXT, "/@context/1"),
        Arguments.of("[" + v2 + ",[" + v2 + "]]", INLINE_CONTEXT, "/@context/1"),
        Arguments.of("[" + v2 + ",null]", INLINE_CONTEXT, "/@context/1"),
        Arguments.of("null", INLINE_CONTEXT, "/@context"),
        Arguments.of("[]", INVALID, "/@context"),
        Arguments.of("\"https://example.org/c\"", UNKNOWN_CONTEXT, "/@context"),
        Arguments.of("[" + v2 + ",\"https://example.org/c\"]", UNKNOWN_CONTEXT, "/@context/1"),
        Arguments.of("\"http://www.w3.org/ns/credentials/v2\"", UNKNOWN_CONTEXT, "/@context"),
        Arguments.of(
            "\"https://www.w3.org/ns/credentials/undefined-terms/v2\"",
            UNKNOWN_CONTEXT,
            "/@context"),
        Arguments.of("\"file:///etc/passwd\"", UNKNOWN_CONTEXT, "/@context"),
        Arguments.of("\"credentials-v2.json\"", UNKNOWN_CONTEXT, "/@context"),
        Arguments.of("[" + (v2 + ",").repeat(8) + v2 + "]", RESOURCE_LIMIT, "/@context"));
  }

  @ParameterizedTest
  @MethodSource("contexts")
  @Tag("check-12")
  @Tag("check-15")
  void canonicalize_otherContext_isRefused(
      String context, Canonicalization.Reason reason, String pointer) {
    assertRefused(
        CANONICALIZER.canonicalize(json("{\"@context\":" + context + ",\"name\":\"x\"}")),
        reason,
        pointer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "5", "\"x\"", "null", "{}", "{\"name\":\"x\"}", "[{}]"})
  void canonicalize_noDocument_isRefused(String text) {
    assertThat(CANONICALIZER.canonicalize(json(text))).isInstanceOf(Canonicalization.Refused.class);
  }

  @Test
  void canonicalize_offender_isNotRepeatedInTheDetail() {
    Canonicalization.Refused refused =
        (Canonicalization.Refused) canonicalize("\"id\":\"ada@example.org\",\"name\":\"x\"");
    assertThat(refused.detail()).doesNotContain("ada");
  }

  @Test
  void canonicalize_numbers_areWrittenAsJsonLdSays() {
    String subject =
        "\"type\":\"VerifiableCredential\",\"credentialSubject\":{\"type\":[\"AchievementSubject\"],\"creditsEarned\":%s,\"term\":%s}";
    String xsd = "^^<https://www.w3.org/2001/XMLSchema#float>";
    String integer = "^^<http://www.w3.org/2001/XMLSchema#integer>";
    String fraction = "^^<http://www.w3.org/2001/XMLSchema#double>";
    assertThat(text(canonicalize(subject.formatted("1.5", "3"))))
        .contains("\"1.5E0\"" + xsd, "\"3\"" + integer);
    assertThat(text(canonicalize(subject.formatted("3.0", "-1.25e-7"))))
        .contains("\"3\"" + xsd, "\"-1.25E-7\"" + fraction);
    assertThat(text(canonicalize(subject.formatted("0", "0.1"))))
        .contains("\"0\"" + xsd, "\"1.0E-1\"" + fraction);
    assertThat(text(canonicalize(subject.formatted("120", "9007199254740992"))))
        .contains("\"120\"" + xsd, "\"9007199254740992\"" + integer);
  }

  @Test
  void canonicalize_languageTaggedName_keepsItsLanguage() {
    assertThat(
            text(
                canonicalize(
                    "\"id\":\"urn:x\",\"name\":{\"@value\":\"Brücke\",\"@language\":\"de-AT\"}")))
        .isEqualTo("<urn:x> <https://schema.org/name> \"Brücke\"@de-at .\n");
  }

  @Test
  void canonicalize_orderOfMembersAndSets_doesNotMatter() {
    ObjectNode document = (ObjectNode) Json.parse(Samples.credential().toJsonBytes());
    ObjectNode reversed = Json.object();
    document.propertyNames().stream()
        .sorted(java.util.Comparator.reverseOrder())
        .forEach(name -> reversed.set(name, document.get(name)));
    assertThat(text(CANONICALIZER.canonicalize(reversed)))
        .isEqualTo(text(CANONICALIZER.canonicalize(document)));
  }

  @Test
  void canonicalize_again_givesTheSame() {
    JsonNode document = Json.parse(Samples.credential().toJsonBytes());
    String first = text(new Canonicalizer(Contexts.bundled()).canonicalize(document));
    for (int i = 0; i < 5; i++) {
      assertThat(text(CANONICALIZER.canonicalize(document))).isEqualTo(first);
    }
  }

  @Test
  void canonicalize_document_isNotChanged() {
    JsonNode document = Json.parse(Samples.credential().toJsonBytes());
    JsonNode copy = document.deepCopy();
    CANONICALIZER.canonicalize(document);
    assertThat(document).isEqualTo(copy);
  }

  /// Other JSON-LD libraries refuse these, so a signature over them would hold only here.
  @Test
  void canonicalize_spaceInAnIri_isRefused() {
    for (char space : new char[] {'\u00a0', '\u0085', '\u2003', '\u2028', '\u3000', '\uFEFF'}) {
      ObjectNode document = Json.parse(Samples.credential().toJsonBytes()).asObject();
      document.put("id", "urn:a" + space + "b");
      assertThat(CANONICALIZER.canonicalize(document))
          .isInstanceOfSatisfying(
              Canonicalization.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(RELATIVE_IRI));
    }
  }
}
