package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.DidKey;
import dev.laurel.credentials.did.VerificationMethod;
import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.json.Json;
import dev.laurel.verification.DidResolver.Resolution;
import dev.laurel.verification.interop.Advice;
import dev.laurel.verification.interop.Interop;
import dev.laurel.verification.interop.Reader;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The doctor: each rule has a credential that only breaks it.
final class InteropTest {
  private final Jwts jwts = new Jwts();
  private final Samples samples = jwts.samples;
  private final Interop interop =
      new Interop(
          TestKey.CONTEXTS,
          did -> samples.dids.getOrDefault(did.text(), new Resolution.NotFound()));

  private List<Advice> explain(Consumer<ObjectNode> change) {
    return interop.explain(samples.tampered(change));
  }

  private void assertRule(String rule, Reader reader, String pointer, List<Advice> advice) {
    assertThat(advice)
        .as(rule)
        .anySatisfy(one -> {
          assertThat(one.rule()).isEqualTo(rule);
          assertThat(one.reader()).isEqualTo(reader);
          assertThat(one.pointer()).isEqualTo(pointer);
          assertThat(one.change()).endsWith(".");
        });
  }

  private void assertOnly(String rule, Reader reader, String pointer, Consumer<ObjectNode> change) {
    List<Advice> advice = explain(change);
    assertRule(rule, reader, pointer, advice);
    assertThat(advice).extracting(Advice::rule).containsOnly(rule);
  }

  private static ObjectNode achievement(ObjectNode document) {
    return (ObjectNode) document.at("/credentialSubject/achievement");
  }

  @Test
  void explain_whatWeIssue_hasNothingToSay() {
    assertThat(interop.explain(samples.signed())).isEmpty();
  }

  @Test
  void explain_eachFaultOfAReader_isNamedWithItsPlace() {
    assertOnly(
        "issuer-is-a-profile",
        Reader.ONE_EDTECH,
        "/issuer",
        d -> d.put("issuer", Samples.DID.text()));
    assertOnly(
        "one-status-object",
        Reader.ONE_EDTECH,
        "/credentialStatus",
        d -> {
          ObjectNode status = d.get("credentialStatus").asObject();
          d.putArray("credentialStatus").add(status);
        });
    assertOnly(
        "status-purpose-is-revocation",
        Reader.ONE_EDTECH,
        "/credentialStatus/statusPurpose",
        d -> ((ObjectNode) d.get("credentialStatus")).put("statusPurpose", "suspension"));
    assertOnly("required", Reader.ONE_EDTECH, "/name", d -> d.remove("name"));
    assertOnly(
        "arrays-where-the-schema-has-them",
        Reader.DCC,
        "/credentialSubject/type",
        d -> ((ObjectNode) d.get("credentialSubject")).put("type", "AchievementSubject"));
    assertOnly(
        "arrays-where-the-schema-has-them",
        Reader.DCC,
        "/proof",
        d -> d.set("proof", d.at("/proof/0")));
    assertOnly(
        "closed-objects",
        Reader.DCC,
        "/credentialSubject/achievement/image/digestMultibase",
        d -> ((ObjectNode) achievement(d).get("image")).put("digestMultibase", "zQm"));
    assertOnly(
        "rubric-order",
        Reader.W3C,
        "/credentialSubject/achievement/resultDescription/0/rubricCriterionLevel",
        d ->
            ((ObjectNode) achievement(d).at("/resultDescription/0/rubricCriterionLevel/1"))
                .put("points", "1"));
    assertOnly("defined-terms", Reader.W3C, "/employee", d -> d.put("employee", "of the month"));
    assertOnly(
        "related-resources",
        Reader.W3C,
        "/relatedResource/0",
        d -> ((ObjectNode) d.at("/relatedResource/0")).remove("digestMultibase"));
  }

  @Test
  void explain_faultsThatBreakMoreThanOneRule_areNamedToo() {
    assertRule(
        "same-terms-everywhere",
        Reader.ONE_EDTECH,
        "/endorsementJwt",
        explain(d -> d.putArray("endorsementJwt").add("a.b.c")));
    assertRule(
        "extension-types",
        Reader.W3C,
        "/credentialSchema/0/type",
        explain(d ->
            d.putArray("credentialSchema")
                .addObject()
                .put("id", "https://a.example/s")
                .put("type", "1EdTechJsonSchemaValidator2019")));
    assertRule(
        "second-context",
        Reader.ONE_EDTECH,
        "/@context/1",
        explain(d -> ((ArrayNode) d.get("@context")).remove(1)));
    assertRule(
        "first-context",
        Reader.W3C,
        "/@context/0",
        explain(d -> ((ArrayNode) d.get("@context")).remove(0)));
    assertRule(
        "typed-objects",
        Reader.W3C,
        "/evidence/0/type",
        explain(d -> ((ObjectNode) d.at("/evidence/0")).remove("type")));
    assertRule(
        "did-web-with-path",
        Reader.ONE_EDTECH,
        "/issuer/id",
        explain(d -> ((ObjectNode) d.get("issuer")).put("id", "did:web:localhost%3A8080")));
  }

  @Test
  void explain_otherSuiteOrOrder_isNamed() {
    TestKey jcs = samples.key.with(Cryptosuite.EDDSA_JCS_2022);
    byte[] signed = jcs.sign(Samples.credential().toJsonBytes(), Samples.METHOD);
    assertRule("known-suite", Reader.ONE_EDTECH, "/proof", interop.explain(signed));
    ObjectNode first = Json.parse(samples.signed()).asObject();
    ((ArrayNode) first.get("proof")).insert(0, Json.parse(signed).at("/proof/0"));
    assertRule("first-proof-known", Reader.DCC, "/proof/0", interop.explain(Json.bytes(first)));
  }

  @Test
  void explain_wrongController_isNamed() {
    assertRule(
        "controller-is-the-issuer",
        Reader.ONE_EDTECH,
        "/proof/0/verificationMethod",
        explain(d ->
            ((ObjectNode) d.at("/proof/0")).put("verificationMethod", "did:web:a.example#key-1")));
    samples.publish(
        new DidDocument(
            Samples.DID,
            List.of(
                new VerificationMethod(
                    Samples.METHOD,
                    VerificationMethod.MULTIKEY,
                    "did:web:a.example",
                    samples.key.multikey().text())),
            List.of(Samples.METHOD)));
    assertRule(
        "controller-is-the-issuer",
        Reader.ONE_EDTECH,
        "/proof/0/verificationMethod",
        interop.explain(samples.signed()));
  }

  @Test
  void explain_jwtThatTheValidatorRefuses_isNamed() {
    List<Advice> kid = interop.explain(Jwts.bytes(jwts.jwt()));
    assertRule("jwt-subject", Reader.ONE_EDTECH, "/credentialSubject/id", kid);
    assertRule("jwt-key", Reader.ONE_EDTECH, "", kid);
    byte[] payload = VcJwt.payload(Jwts.unsigned());
    String eddsa = Jwts.sign(Jwts.kid(Samples.METHOD).put("alg", "EdDSA"), payload, samples.key);
    assertRule("jwt-algorithm", Reader.ONE_EDTECH, "", interop.explain(Jwts.bytes(eddsa)));
    for (ObjectNode header :
        List.of(
            jwts.withJwk(),
            Jwts.kid(Jwts.KID + "-jwk"),
            Jwts.kid("https://a.example/keys/key-2"))) {
      ObjectNode claims = Json.parse(payload).asObject().put("sub", "did:key:z6Mk");
      assertThat(interop.explain(Jwts.bytes(jwts.sign(header, Json.bytes(claims)))))
          .as(header.toString())
          .extracting(Advice::rule)
          .doesNotContain("jwt-key", "jwt-algorithm", "jwt-subject");
    }
  }

  @Test
  void explain_didDocument_isReadForWhatReadersDoNotFind() {
    ObjectNode document =
        Json.parse(jwts.key.document(Samples.DID, "key-2").toJsonBytes()).asObject();
    assertThat(interop.explain(document)).isEmpty();
    ObjectNode method = document.at("/verificationMethod/0").asObject();
    document.putArray("assertionMethod").add(method.deepCopy()).add("#key-2");
    method.put("id", "#key-2").put("controller", "did:web:a.example");
    List<Advice> advice = interop.explain(document);
    assertRule("assertion-method-is-text", Reader.ONE_EDTECH, "/assertionMethod/0", advice);
    assertRule("assertion-method-is-text", Reader.ONE_EDTECH, "/assertionMethod/1", advice);
    assertRule("method-id-is-absolute", Reader.ONE_EDTECH, "/verificationMethod/0/id", advice);
    assertRule(
        "controller-is-the-issuer", Reader.ONE_EDTECH, "/verificationMethod/0/controller", advice);
  }

  @Test
  void explain_whatCannotBeRead_saysNothingAndNeverThrows() {
    for (String text :
        List.of("", "{}", "[]", "a.b.c", "{\"issuer\":5,\"proof\":[1,null],\"@context\":{}}")) {
      assertThat(interop.explain(Jwts.bytes(text)).size()).isLessThan(100);
    }
    byte[] many =
        samples.tampered(d -> {
          ArrayNode all = d.putArray("evidence");
          for (int i = 0; i < 500; i++) {
            all.addObject().put("name", "x");
          }
        });
    assertThat(interop.explain(many)).hasSize(100);
  }

  @Test
  void toJson_withAdvice_showsItUnderInterop() {
    byte[] document = samples.tampered(d -> d.remove("name"));
    ObjectNode json = samples.verify(document).toJson(interop.explain(document));
    assertThat(json.at("/interop/0/reader").stringValue()).isEqualTo("1EdTech validator");
    assertThat(json.at("/interop/0/pointer").stringValue()).isEqualTo("/name");
    assertThat(DidKey.of(samples.key.multikey()).text()).startsWith("did:key:");
  }
}
