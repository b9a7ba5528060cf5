package dev.laurel.functions.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.runtime.HttpEvent;
import dev.laurel.runtime.Response;
import dev.laurel.storage.IssuerId;
import dev.laurel.tlog.entry.Auth;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyStatements;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedLookup;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyStatementRowsTest {
  private static final String BODY =
      "{\"name\":\"Academy\",\"url\":\"https://academy.example\",\"email\":\"a@academy.example\"}";

  private final World world = new World();

  private Response register() {
    return world
        .edge()
        .answer(HttpEvent.of("POST", "/v1/issuers").bearer(World.OPERATOR).json(BODY));
  }

  private PublishedKey row(IssuerId issuer, String fragment) {
    return new PublishedLookup(world.items).key(issuer, fragment).orElseThrow();
  }

  @Test
  void create_issuer_statesItsKeysAndTheRootKeyVouchesForTheFirst() {
    Response made = register();

    String did = Json.parse(made.body()).path("did").stringValue();
    IssuerId issuer = new IssuerId(Json.parse(made.body()).path("id").stringValue());
    PublishedKey first = row(issuer, "key-1");
    assertThat(first.method()).isEqualTo(did + "#key-1");
    assertThat(first.suites()).containsExactly("eddsa-rdfc-2022");
    assertThat(first.isQueued()).isFalse();
    byte[] statement = ("laurel/key/v1\0" + first.statement()).getBytes(StandardCharsets.US_ASCII);
    KeyAdd unsigned = KeyAdd.parseStatement(statement).orElseThrow();
    assertThat(unsigned.method()).isEqualTo(first.method());
    assertThat(unsigned.publicKeyMultibase()).isEqualTo(first.publicKeyMultibase());
    PublishedKey.Signature word = first.auth().getFirst();
    assertThat(word.method()).isEqualTo(KeyStatements.rootMethod(world.root.publicKey()));
    Auth auth = new Auth(word.method(), Base64.getUrlDecoder().decode(word.signature()));
    assertThat(KeyStatements.signedBy(statement, auth, world.root.publicKey())).isTrue();
    PublishedKey second = row(issuer, "key-2");
    assertThat(second.suites()).containsExactly("ecdsa-rdfc-2019");
    assertThat(second.auth()).as("its older sister vouches for it, later").isEqualTo(List.of());
  }

  @Test
  void create_rootKeyAway_registersNobody() {
    world.root.away = true;
    int before = world.items.all().size();

    assertThat(register().status()).isEqualTo(503);

    assertThat(world.items.all()).hasSize(before);
  }
}
