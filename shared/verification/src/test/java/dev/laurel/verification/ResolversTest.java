package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidKey;
import dev.laurel.storage.Write;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.FaultyItemStore;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.verification.DidResolver.Resolution;
import dev.laurel.verification.StatusLists.Fetch;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.DocumentName;
import dev.laurel.verification.published.PublishedDid;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedStatusList;
import dev.laurel.verification.published.Revocation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResolversTest {
  private final Samples samples = new Samples();
  private final MemoryItemStore items = new MemoryItemStore(samples.clock);
  private final Faults faults = new Faults();
  private final PublishedResolvers own =
      new PublishedResolvers(Samples.URLS, new PublishedLookup(new FaultyItemStore(items, faults)));

  private void write(Write write) {
    items.write(List.of(write));
  }

  private String did() {
    return new String(
        samples.key.document(Samples.DID, "key-1").toJsonBytes(), StandardCharsets.UTF_8);
  }

  private void publish() {
    byte[] list =
        ((Fetch.Fetched) samples.lists.get(Samples.URLS.statusList(Samples.LIST))).document();
    write(new PublishedDid(Samples.ISSUER, 1, did()).write());
    write(
        new PublishedStatusList(
                Samples.LIST, Samples.ISSUER, 1, new String(list, StandardCharsets.UTF_8))
            .write());
  }

  private Verifier verifier() {
    return new Verifier(TestKey.CONTEXTS, own, own, own, samples.clock);
  }

  @Test
  void published_rowsThere_makeTheCredentialValid() {
    publish();
    assertThat(verifier().verify(samples.signed()).findings()).isEmpty();
  }

  @Test
  void published_nothingThere_isNotFound() {
    assertThat(own.resolve(Samples.DID)).isEqualTo(new Resolution.NotFound());
    assertThat(own.fetch(Samples.URLS.statusList(Samples.LIST))).isEqualTo(new Fetch.NotFound());
    assertThat(verifier().verify(samples.signed()).verdict())
        .isEqualTo(Verdict.ISSUER_NOT_RECOGNISED);
  }

  @Test
  @Tag("check-35")
  void published_storeAway_couldNotBeCheckedAtWhicheverCall() {
    publish();
    byte[] signed = samples.signed();
    faults.reset();
    verifier().verify(signed);
    int calls = 3;
    for (int call = 1; call <= calls; call++) {
      faults.reset().dieBefore(call);
      assertThat(verifier().verify(signed).verdict())
          .as("call " + call)
          .isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
    }
  }

  @Test
  void published_revocationRow_countsForItsIssuerOnly() {
    publish();
    write(owner().create());
    write(new Revocation(Samples.CREDENTIAL, Samples.NOW, "Copied").create());
    assertThat(verifier().verify(samples.signed()).verdict()).isEqualTo(Verdict.REVOKED);
    assertThat(
            own.of(
                new DocumentName(Samples.URLS.credential(Samples.CREDENTIAL), "did:key:z6Mk", "")))
        .isEqualTo(new RevocationNotices.Knowledge.Silent());
  }

  @ParameterizedTest
  @Tag("check-54")
  @ValueSource(
      strings = {
        "did:web:evil.example", "did:web:localhost%3A9090:issuers:0123456789abcdef0123456789abcdef",
        "did:web:127.0.0.1", "did:ion:abc"
      })
  void published_foreignDid_isNotFetched(String did) {
    assertThat(own.resolve(Did.parse(did).orElseThrow()))
        .isInstanceOf(Resolution.Unavailable.class);
    assertThat(own.fetch("http://169.254.169.254/list")).isInstanceOf(Fetch.Unavailable.class);
  }

  @Test
  void published_didKey_isResolvedOffline() {
    Did did = DidKey.of(samples.key.multikey());
    assertThat(own.resolve(did)).isInstanceOf(Resolution.Resolved.class);
  }

  @Test
  void overlay_replacesOneDocumentOnly() {
    publish();
    TestKey throwaway = TestKey.ed25519();
    DidResolver over = own.overlay(throwaway.document(Samples.DID, "key-1"));
    assertThat(over.resolve(Samples.DID)).isNotEqualTo(own.resolve(Samples.DID));
    VerificationReport report =
        new Verifier(TestKey.CONTEXTS, over, own, samples.clock)
            .verify(throwaway.sign(Samples.credential().toJsonBytes(), Samples.METHOD));
    assertThat(report.isCleanApartFrom(java.util.Set.of(Check.STATUS))).isTrue();
  }

  @Test
  void folder_withFiles_makesTheCredentialValidAndWithoutUnknown() {
    byte[] list =
        ((Fetch.Fetched) samples.lists.get(Samples.URLS.statusList(Samples.LIST))).document();
    Map<String, byte[]> files =
        Map.of(
            "issuers/" + Samples.ISSUER + "/did.json",
            did().getBytes(StandardCharsets.UTF_8),
            "status-lists/" + Samples.LIST + ".json",
            list);
    FolderResolvers full =
        new FolderResolvers(Samples.URLS, name -> Optional.ofNullable(files.get(name)));
    FolderResolvers empty = new FolderResolvers(Samples.URLS, name -> Optional.empty());
    assertThat(
            new Verifier(TestKey.CONTEXTS, full, full, samples.clock)
                .verify(samples.signed())
                .findings())
        .isEmpty();
    assertThat(
            new Verifier(TestKey.CONTEXTS, empty, empty, samples.clock)
                .verify(samples.signed())
                .verdict())
        .isEqualTo(Verdict.COULD_NOT_BE_CHECKED);
  }

  private static CredentialOwner owner() {
    return new CredentialOwner(
        Samples.CREDENTIAL,
        Samples.ISSUER,
        "5".repeat(32),
        "Field Botany",
        "6".repeat(32),
        1,
        Samples.LIST,
        Samples.INDEX,
        Samples.NOW);
  }
}
