package dev.laurel.verification.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.did.Did;
import dev.laurel.json.Json;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class PublishedLookupTest {
  private static final CredentialId ID = new CredentialId("a".repeat(32));
  private static final IssuerId ISSUER = new IssuerId("1".repeat(32));
  private static final IssuerId OTHER = new IssuerId("2".repeat(32));

  private final FixedClock clock = FixedClock.at("2026-11-21T12:00:00Z");
  private final MemoryItemStore items = new MemoryItemStore(clock);
  private final PublishedLookup lookup = new PublishedLookup(items);

  private WriteResult write(Write write) {
    return items.write(List.of(write));
  }

  private CredentialOwner owner(CredentialId id, IssuerId issuer, Instant created) {
    return new CredentialOwner(
        id, issuer, "5".repeat(32), "Botany ®", "6".repeat(32), 3, "7".repeat(32), 42, created);
  }

  @Test
  void credential_allRows_comeBackAsWritten() {
    CredentialOwner owner = owner(ID, ISSUER, clock.instant());
    PublishedCredential published =
        new PublishedCredential(ID, ISSUER, clock.instant(), "{\"name\":\"® \\\"\"}");
    Revocation revocation = new Revocation(ID, clock.instant(), "Copied “work”");
    Visibility visibility = Visibility.hidden(ID).opened(true);
    write(owner.create());
    write(published.create());
    write(revocation.create());
    write(visibility.write());
    write(Recipient.of(ID, "Ada", "ada@example.org").write());
    PublishedRecord record = lookup.credential(ID).orElseThrow();
    assertThat(record.owner()).isEqualTo(owner);
    assertThat(record.published()).contains(published);
    assertThat(record.revocation()).contains(revocation);
    assertThat(record.visibility()).isEqualTo(visibility);
    assertThat(lookup.recipient(ID)).contains(Recipient.of(ID, "Ada", "ada@example.org"));
    assertThat(lookup.recipient(ID).orElseThrow().toString()).doesNotContain("Ada", "@");
  }

  @Test
  void credential_withoutOwner_isUnknown() {
    write(new Revocation(ID, clock.instant(), "x").create());
    assertThat(lookup.credential(ID)).isEmpty();
  }

  @Test
  void visibility_absent_isHidden() {
    write(owner(ID, ISSUER, clock.instant()).create());
    Visibility visibility = lookup.credential(ID).orElseThrow().visibility();
    assertThat(visibility.open()).isFalse();
    assertThat(visibility.isSharedBy("")).isFalse();
  }

  @Test
  void visibility_sharedThenEnded_opensForItsTokenOnly() {
    CapabilityToken token = CapabilityToken.random(new CountingRandom());
    CapabilityToken next = CapabilityToken.random(new CountingRandom(9));
    Visibility shared = Visibility.hidden(ID).sharedBy(token);
    assertThat(shared.isSharedBy(token.text())).isTrue();
    assertThat(shared.isSharedBy(next.text())).isFalse();
    assertThat(shared.sharedBy(next).isSharedBy(token.text())).isFalse();
    assertThat(shared.withoutShare().isSharedBy(token.text())).isFalse();
    write(shared.write());
    assertThat(items.all().toString()).doesNotContain(token.text());
  }

  @Test
  void visibility_twoChangesOfOneVersion_oneWins() {
    write(Visibility.hidden(ID).opened(true).write());
    Visibility current = Visibility.hidden(ID).opened(true);
    assertThat(write(current.opened(false).write())).isInstanceOf(WriteResult.Written.class);
    assertThat(write(current.withoutShare().write())).isInstanceOf(WriteResult.Conflict.class);
  }

  @Test
  void token_random_has256BitsAndOneForm() {
    CapabilityToken token = CapabilityToken.random(new CountingRandom());
    assertThat(token.text()).hasSize(43);
    assertThat(CapabilityToken.parse(token.text())).contains(token);
    assertThat(CapabilityToken.parse(token.text() + "=")).isEmpty();
    assertThat(CapabilityToken.parse("")).isEmpty();
    assertThat(token.toString()).doesNotContain(token.text());
    assertThatThrownBy(() -> new CapabilityToken("x")).hasMessageNotContaining("x\"");
  }

  @Test
  void tokenAndSession_expired_areGone() {
    CapabilityToken token = CapabilityToken.random(new CountingRandom());
    write(HolderToken.of(token, ID, clock.instant().plusSeconds(60)).create());
    write(Session.of(token, ID, clock.instant().plusSeconds(60)).create());
    assertThat(lookup.holderToken(token).orElseThrow().credential()).isEqualTo(ID);
    assertThat(lookup.session(token).orElseThrow().credential()).isEqualTo(ID);
    clock.advance(Duration.ofSeconds(61));
    assertThat(lookup.holderToken(token)).isEmpty();
    assertThat(lookup.session(token)).isEmpty();
  }

  @Test
  @Tag("check-56")
  void ofIssuer_newestFirst_andOnlyTheirs() {
    CredentialId second = new CredentialId("b".repeat(32));
    write(owner(ID, ISSUER, Instant.parse("2026-11-21T11:00:00Z")).create());
    write(owner(second, ISSUER, Instant.parse("2026-11-21T11:00:00.500Z")).create());
    write(owner(new CredentialId("c".repeat(32)), OTHER, clock.instant()).create());
    assertThat(lookup.ofIssuer(ISSUER, 10, Cursor.START).entries())
        .extracting(record -> record.owner().id())
        .containsExactly(second, ID);
  }

  @Test
  void statusList_textThatIsNoId_isEmpty() {
    assertThat(lookup.statusList("../x")).isEmpty();
    assertThat(lookup.statusList("")).isEmpty();
  }

  private static DocumentName name(String did, String id, String hash) {
    return new DocumentName(id, did, hash);
  }

  private List<PublishedDocument> all(String did, String id) {
    return lookup.documents(did, id, 10, Cursor.START).entries();
  }

  @Test
  void documents_ofAnIdUsedAgain_areFoundByTheirHash() {
    CredentialId second = new CredentialId("b".repeat(32));
    String id = "urn:uuid:1";
    PublishedDocument first = new PublishedDocument("11", 7, ID);
    PublishedDocument next = new PublishedDocument("11", 8, second);
    write(first.create(name("did:key:z1", id, "aa")));
    write(next.create(name("did:key:z1", id, "bb")));
    write(first.create(name("did:key:z2", id, "aa")));

    assertThat(lookup.documents(name("did:key:z1", id, "aa"))).containsExactly(ID);
    assertThat(lookup.documents(name("did:key:z1", id, "bb"))).containsExactly(second);
    assertThat(lookup.documents(name("did:key:z1", id, "b"))).isEmpty();
    assertThat(lookup.documents(name("did:key:z1", id, ""))).isEmpty();
    assertThat(lookup.documents(name("did:key:z2", id, "bb"))).isEmpty();
    assertThat(all("did:key:z1", id)).containsExactly(first, next);
    assertThat(all("did:key:z1", "urn:uuid:2")).isEmpty();
    assertThat(all("did:key:z1\nurn:uuid", ":1")).isEmpty();
  }

  @Test
  void documents_rowsWithoutAHash_areFoundNewestFirst() {
    CredentialId second = new CredentialId("b".repeat(32));
    String partition = PublishedDocument.partition("did:key:z1", "urn:uuid:1");
    for (String sort :
        List.of("CREDENTIAL#000001#" + ID.text(), "CREDENTIAL#000002#" + second.text())) {
      write(Write.create(Item.of(ItemKey.of(partition, sort), 1, "{}")));
    }

    assertThat(lookup.documents(name("did:key:z1", "urn:uuid:1", "aa")))
        .containsExactly(second, ID);
    assertThat(all("did:key:z1", "urn:uuid:1"))
        .containsExactly(new PublishedDocument("", -1, ID), new PublishedDocument("", -1, second));
  }

  @Test
  void hosted_didKey_isItsIssuers() {
    Did did = new Did("did:key:z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi");
    write(new HostedDid(did, ISSUER).create());

    assertThat(lookup.hosted(did)).contains(ISSUER);
    assertThat(lookup.hosted(new Did("did:web:other.example"))).isEmpty();
  }

  @Test
  void published_anyForm_comesBackAndIsShownAsJson() {
    String jwt = "e30." + "eyJuYW1lIjoiQm90YW55In0" + ".AA";
    PublishedCredential published =
        new PublishedCredential(ID, ISSUER, clock.instant(), jwt, PublishedCredential.VC_JWT);

    PublishedCredential read = PublishedCredential.from(published.item());

    assertThat(read).isEqualTo(published);
    assertThat(read.isJson()).isFalse();
    assertThat(read.claims().path("name").stringValue()).isEqualTo("Botany");
    assertThat(Json.parse(read.json().getBytes(StandardCharsets.UTF_8)).path("id").stringValue())
        .isEqualTo("data:application/vc+jwt," + jwt);
    PublishedCredential plain = new PublishedCredential(ID, ISSUER, clock.instant(), "{}");
    assertThat(plain.item().body()).as("as rows have always been").doesNotContain("form");
    assertThat(PublishedCredential.from(plain.item()).isJson()).isTrue();
    assertThat(plain.json()).isEqualTo("{}");
  }
}
