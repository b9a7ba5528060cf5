package dev.laurel.functions.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.issuers.SigningKeyName;
import dev.laurel.json.Json;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Message;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.verification.published.HostedDid;
import dev.laurel.verification.published.KeyEnd;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedLookup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class OwnKeyRoutesTest {
  private static final String DID = "did:web:localhost%3A8080:issuers:" + World.A;

  private final World world = new World();
  private final PublishedLookup published = new PublishedLookup(world.items);

  private Response post(String path, String body) {
    return world
        .edge()
        .answer(
            HttpEvent.of("POST", "/v1/issuers/" + World.A + "/keys" + path)
                .bearer(World.OPERATOR)
                .json(body));
  }

  private Response take(String fragment, String type) {
    return post("", "{\"fragment\":\"%s\",\"type\":\"%s\"}".formatted(fragment, type));
  }

  private static JsonNode json(Response response) {
    return Json.parse(response.body());
  }

  private PublishedKey row(String fragment) {
    return published.key(World.A, fragment).orElseThrow();
  }

  private DidDocument document() {
    return DidDocument.parse(Json.parse(published.did(World.A).orElseThrow().bytes()))
        .orElseThrow();
  }

  /// The key's entry is in the log: issuance's word.
  private void logged(String fragment) {
    written(row(fragment).queued("b".repeat(64)));
    written(row(fragment).logged(5));
  }

  private void written(PublishedKey row) {
    assertThat(world.items.write(List.of(row.write())))
        .isInstanceOf(dev.laurel.storage.WriteResult.Written.class);
  }

  @Test
  void take_madeKey_isPublishedStatedAndTold() {
    Response taken = take("own-1", "ed25519");

    assertThat(taken.status()).isEqualTo(201);
    assertThat(json(taken).path("state").asString()).isEqualTo("active");
    assertThat(json(taken).has("addedAt")).as("not in the log yet").isFalse();
    assertThat(row("own-1").method()).isEqualTo(DID + "#own-1");
    assertThat(row("own-1").auth()).as("an older key will vouch").isEmpty();
    assertThat(document().mayAssert(DID + "#own-1")).isTrue();
    assertThat(document().mayAssert(DID + "#key-1")).isTrue();
    ItemKey message = Message.of(Message.Topic.ISSUANCE, World.A.text(), "did", "{}").key();
    assertThat(world.items.get(message, Read.CONSISTENT)).isPresent();
  }

  @Test
  void take_again_changesNothing() {
    take("own-1", "ed25519");
    List<?> before = world.items.all();

    assertThat(take("own-1", "ed25519").status()).isEqualTo(200);

    assertThat(world.items.all()).isEqualTo(before);
  }

  @Test
  void take_messageUnderWay_isSentAgain() {
    Message message = Message.of(Message.Topic.ISSUANCE, World.A.text(), "did", "{}");
    world.items.write(List.of(Write.create(message.parked())));

    assertThat(take("own-1", "ed25519").status()).isEqualTo(201);

    assertThat(world.items.get(message.key(), Read.CONSISTENT).orElseThrow().indexes())
        .isNotEmpty();
  }

  @Test
  void take_keyThatNobodyMade_orOfAnotherType_isRefused() {
    assertThat(take("own-2", "ed25519").status()).isEqualTo(409);
    assertThat(take("own-1", "p256").status()).isEqualTo(409);
    world.ownKeys.put(SigningKeyName.of(World.A, "own-2"), World.ed25519(7));
    take("own-1", "ed25519");
    assertThat(take("own-2", "ed25519").status()).as("one key, two names").isEqualTo(409);
    world.ownKeys.put(SigningKeyName.of(World.A, "own-1"), World.ed25519(8));
    assertThat(take("own-1", "ed25519").status()).as("one name, two keys").isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(strings = {"key-1", "own-0", "own-21", "own-01", "own-1x", "", "../own-1"})
  void take_otherName_isRefusedByField(String fragment) {
    Response refused = take(fragment, "ed25519");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(json(refused).path("errors").toString()).contains("/fragment");
  }

  @Test
  void take_didKey_isHostedAndVouchedForByTheRootKey() {
    Response taken = post("", "{\"fragment\":\"own-1\",\"type\":\"ed25519\",\"didKey\":true}");

    assertThat(taken.status()).isEqualTo(201);
    String text = World.ed25519(7).text();
    Did did = new Did("did:key:" + text);
    assertThat(row("own-1").method()).isEqualTo(did + "#" + text);
    assertThat(row("own-1").auth()).hasSize(1);
    assertThat(world.items.get(HostedDid.key(did), Read.CONSISTENT)).isPresent();
    assertThat(published.did(World.A)).as("the did:web is as it was").isEmpty();
  }

  @Test
  void take_firstKeyOfAnIssuerFromBeforeTheLog_isVouchedForByTheRootKey() {
    world.ownKeys.put(SigningKeyName.of(World.B, "own-1"), World.ed25519(9));
    Response taken =
        world
            .edge()
            .answer(
                HttpEvent.of("POST", "/v1/issuers/" + World.B + "/keys")
                    .bearer(World.OPERATOR)
                    .json("{\"fragment\":\"own-1\",\"type\":\"ed25519\"}"));

    assertThat(taken.status()).isEqualTo(201);
    assertThat(published.key(World.B, "own-1").orElseThrow().auth()).hasSize(1);
  }

  @Test
  void take_mlDsa_isASecondKeyOnly() {
    world.ownKeys.put(
        SigningKeyName.of(World.A, "own-1"),
        new Multikey(KeyAlgorithm.ML_DSA_44, new byte[KeyAlgorithm.ML_DSA_44.rawLength()]));

    assertThat(post("", "{\"fragment\":\"own-1\",\"type\":\"ml-dsa-44\",\"didKey\":true}").status())
        .isEqualTo(409);
    assertThat(json(take("own-1", "ml-dsa-44")).path("suites").toString())
        .isEqualTo("[\"mldsa44-rdfc-2024\"]");
    assertThat(document().verificationMethods().getLast().publicKeyMultibase()).startsWith("u");
  }

  @Test
  void retire_withAnotherOfItsType_staysInTheDocument() {
    take("own-1", "ed25519");
    logged("own-1");

    Response retired = post("/key-1/retire", "{\"reason\":\"a better one\"}");

    assertThat(retired.status()).isEqualTo(200);
    assertThat(json(retired).path("state").asString()).isEqualTo("retired");
    assertThat(row("key-1").end().state()).isEqualTo(KeyEnd.State.RETIRED);
    assertThat(document().mayAssert(DID + "#key-1")).isTrue();
    KeyRetire said = said("key-1");
    assertThat(said.reason()).isEqualTo("a better one");
    assertThat(said.below()).isEmpty();
    List<?> before = world.items.all();
    assertThat(post("/key-1/retire", "{}").status()).isEqualTo(200);
    assertThat(world.items.all()).as("it is so already").isEqualTo(before);
  }

  private KeyRetire said(String fragment) {
    byte[] statement =
        ("laurel/key/v1\0" + row(fragment).end().statement()).getBytes(StandardCharsets.US_ASCII);
    return KeyRetire.parseStatement(statement).orElseThrow();
  }

  @Test
  void compromised_leavesAssertionMethodAtOnce() {
    Response ended = post("/key-1/retire", "{\"compromisedBelow\":12}");

    assertThat(ended.status()).isEqualTo(200);
    assertThat(json(ended).path("compromisedBelow").asLong()).isEqualTo(12);
    assertThat(said("key-1").below()).hasValue(12);
    assertThat(document().mayAssert(DID + "#key-1")).isFalse();
    assertThat(document().verificationMethod(DID + "#key-1")).isPresent();
    assertThat(document().mayAssert(DID + "#key-2")).isTrue();
    assertThat(post("/key-1/retire", "{\"compromisedBelow\":13}").status())
        .as("later is no mercy")
        .isEqualTo(409);
    assertThat(post("/key-1/retire", "{}").status()).isEqualTo(409);
    assertThat(post("/key-1/retire", "{\"compromisedBelow\":3}").status()).isEqualTo(200);
    assertThat(row("key-1").below()).isEqualTo(3);
  }

  @Test
  void compromised_afterRetirement_countsToo() {
    take("own-1", "ed25519");
    logged("own-1");
    post("/key-1/retire", "{}");
    PublishedKey retired = row("key-1");
    KeyEnd done = retired.end().queued(retired.end().statement(), "c".repeat(64)).logged(9);
    world.items.write(List.of(retired.ending(done).write()));

    assertThat(post("/key-1/retire", "{\"compromisedBelow\":2}").status()).isEqualTo(200);

    assertThat(row("key-1").state()).isEqualTo(KeyEnd.State.COMPROMISED);
    assertThat(row("key-1").end().entry()).as("the log was told once").isEqualTo("c".repeat(64));
    assertThat(row("key-1").end().isDone()).as("its lists must be signed anew").isFalse();
    assertThat(document().mayAssert(DID + "#key-1")).isFalse();
  }

  @Test
  void retire_lastOfItsType_orTheLastOfAll_isRefused() {
    assertThat(post("/key-1/retire", "{}").status()).isEqualTo(409);
    take("own-1", "ed25519");
    assertThat(post("/key-1/retire", "{}").status()).as("not in the log yet").isEqualTo(409);
    post("/key-1/retire", "{\"compromisedBelow\":0}");
    assertThat(post("/key-2/retire", "{\"compromisedBelow\":0}").status())
        .as("nobody could vouch for another")
        .isEqualTo(409);
    logged("own-1");
    assertThat(post("/key-2/retire", "{\"compromisedBelow\":0}").status()).isEqualTo(200);
  }

  @Test
  void retire_unknown_isNotFound() {
    assertThat(post("/own-9/retire", "{}").status()).isEqualTo(404);
    assertThat(post("/nothing/retire", "{}").status()).isEqualTo(404);
    Response other =
        world
            .edge()
            .answer(
                HttpEvent.of("GET", "/v1/issuers/" + new IssuerId("d".repeat(32)) + "/keys")
                    .bearer(World.OPERATOR));
    assertThat(other.status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"compromisedBelow\":-1}", "{\"reason\":\"é\"}", "{\"x\":1}"})
  void retire_badBody_isRefused(String body) {
    assertThat(post("/key-1/retire", body).status()).isEqualTo(400);
  }

  @Test
  void list_namesAllWithTheirStates() {
    take("own-1", "ed25519");
    post("/key-1/retire", "{\"compromisedBelow\":12}");

    Response list =
        world
            .edge()
            .answer(HttpEvent.of("GET", "/v1/issuers/" + World.A + "/keys").bearer(World.OPERATOR));

    assertThat(json(list).path("keys"))
        .extracting(key -> key.path("fragment").asString() + " " + key.path("state").asString())
        .containsExactly("key-1 compromised", "key-2 active", "own-1 active");
  }

  @Test
  void keys_withAnIssuersOwnKey_areForTheOperatorAlone() {
    for (String method : List.of("GET", "POST")) {
      Response refused =
          world
              .edge()
              .answer(HttpEvent.of(method, "/v1/issuers/" + World.A + "/keys").bearer(World.KEY_A));
      assertThat(refused.status()).isEqualTo(403);
    }
  }
}
