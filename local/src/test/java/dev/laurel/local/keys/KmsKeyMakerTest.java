package dev.laurel.local.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.aws.AwsClients;
import dev.laurel.aws.CannedHttpClient;
import dev.laurel.aws.CannedHttpClient.Answer;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.json.Json;
import dev.laurel.local.StartRefused;
import dev.laurel.storage.IssuerId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.services.kms.KmsClient;
import tools.jackson.databind.JsonNode;

/// What the operator's command asks of KMS, over a small KMS made here.
final class KmsKeyMakerTest {
  private static final IssuerId ISSUER = new IssuerId("0f".repeat(16));
  private static final String ALIAS = "alias/badges-" + ISSUER + "-own-1";
  private static final String SPKI = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

  private final List<String> calls = new ArrayList<>();
  private final Map<String, String> aliases = new HashMap<>();
  private JsonNode created = Json.object();
  private JsonNode policy = Json.object();
  private String dieAt = "";

  private Answer answer(HttpExecuteRequest request) throws IOException {
    String call =
        request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("").split("\\.")[1];
    JsonNode body =
        Json.parse(request.contentStreamProvider().orElseThrow().newStream().readAllBytes());
    calls.add(call);
    if (call.equals(dieAt)) {
      dieAt = "";
      throw new IOException("the command dies");
    }
    return switch (call) {
      case "DescribeKey" ->
          aliases.containsKey(body.path("KeyId").asString())
              ? json(200, key())
              : json(400, "{\"__type\":\"NotFoundException\"}");
      case "CreateKey" -> {
        created = body;
        yield json(200, key());
      }
      case "CreateAlias" -> {
        aliases.put(body.path("AliasName").asString(), body.path("TargetKeyId").asString());
        yield json(200, "{}");
      }
      case "PutKeyPolicy" -> {
        policy =
            Json.parse(
                body.path("Policy").asString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        yield json(200, "{}");
      }
      case "GetPublicKey" -> json(200, "{\"PublicKey\":\"" + SPKI + "\"}");
      default -> throw new IOException("nobody asks for " + call);
    };
  }

  private String key() {
    String spec = created.path("KeySpec").asString("ECC_NIST_EDWARDS25519");
    return "{\"KeyMetadata\":{\"KeyId\":\"k1\",\"AWSAccountId\":\"111122223333\",\"Arn\":"
        + "\"arn:aws:kms:eu-west-1:111122223333:key/k1\",\"KeySpec\":\""
        + spec
        + "\"}}";
  }

  private static Answer json(int status, String body) {
    return Answer.of(status, "application/x-amz-json-1.1", body);
  }

  private KeyMaker maker() {
    KmsClient client =
        AwsClients.canned(KmsClient.builder(), new CannedHttpClient(this::answer)).build();
    return new KmsKeyMaker(client, "badges");
  }

  @Test
  void make_newKey_isTaggedNamedAndForIssuanceAlone() {
    maker().make(ISSUER, "own-1", KeyAlgorithm.ED25519, false);

    assertThat(calls).containsExactly("DescribeKey", "CreateKey", "CreateAlias", "PutKeyPolicy");
    assertThat(created.path("KeySpec").asString()).isEqualTo("ECC_NIST_EDWARDS25519");
    assertThat(created.path("KeyUsage").asString()).isEqualTo("SIGN_VERIFY");
    assertThat(created.path("Tags"))
        .extracting(tag -> tag.path("TagKey").asString() + "=" + tag.path("TagValue").asString())
        .containsExactly("laurel:stack=badges", "laurel:issuer=" + ISSUER, "laurel:key=own-1");
    assertThat(aliases).containsExactly(Map.entry(ALIAS, "k1"));
    List<JsonNode> signing = new ArrayList<>();
    for (JsonNode statement : policy.path("Statement")) {
      if (statement.path("Action").toString().contains("kms:Sign\"")) {
        signing.add(statement);
      }
    }
    assertThat(signing).hasSize(1);
    assertThat(signing.getFirst().at("/Condition/ArnLike").toString())
        .isEqualTo(
            "{\"aws:PrincipalArn\":\"arn:aws:iam::111122223333:role/badges-IssuanceRole-*\"}");
  }

  @Test
  void make_didKey_isNamedByItselfToo() {
    maker().make(ISSUER, "own-1", KeyAlgorithm.ED25519, true);
    assertThat(aliases.keySet())
        .hasSize(2)
        .contains(ALIAS)
        .anyMatch(alias -> alias.startsWith("alias/badges-z6Mk"));
  }

  @Test
  void make_afterTheCommandDied_goesOnWithTheSameKey() {
    dieAt = "PutKeyPolicy";
    assertThatThrownBy(() -> maker().make(ISSUER, "own-1", KeyAlgorithm.ED25519, false))
        .isInstanceOf(RuntimeException.class);
    calls.clear();

    maker().make(ISSUER, "own-1", KeyAlgorithm.ED25519, false);

    assertThat(calls).containsExactly("DescribeKey", "PutKeyPolicy");
    assertThat(policy.path("Statement").size()).isEqualTo(3);
  }

  @Test
  void make_nameOfAnotherType_isRefused() {
    aliases.put(ALIAS, "k1");
    assertThatThrownBy(() -> maker().make(ISSUER, "own-1", KeyAlgorithm.ML_DSA_44, false))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("another type");
    assertThat(calls).containsExactly("DescribeKey");
  }

  @Test
  void make_mlDsa_asksForThatSpec() {
    maker().make(ISSUER, "own-1", KeyAlgorithm.ML_DSA_44, false);
    assertThat(created.path("KeySpec").asString()).isEqualTo("ML_DSA_44");
  }
}
