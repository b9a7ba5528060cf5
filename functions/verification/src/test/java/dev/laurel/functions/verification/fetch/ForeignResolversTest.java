package dev.laurel.functions.verification.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.did.Did;
import dev.laurel.verification.DidResolver;
import dev.laurel.verification.DidResolver.Resolution;
import dev.laurel.verification.StatusLists;
import dev.laurel.verification.StatusLists.Fetch;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForeignResolversTest {
  private static final InstantSource CLOCK = () -> Instant.parse("2026-11-22T12:00:00Z");
  private static final DidResolver NO_DIDS = did -> new Resolution.Unavailable("elsewhere");
  private static final StatusLists NO_LISTS = url -> new Fetch.Unavailable("elsewhere");

  private final AtomicInteger questions = new AtomicInteger();

  private final HostNames names =
      (host, within) -> {
        questions.incrementAndGet();
        return List.of(InetAddress.getByName("93.184.216.34"));
      };

  private ForeignResolvers over(LoopbackHost host, DidResolver dids, StatusLists lists) {
    GuardedClient client =
        new GuardedClient(
            names, AddressPolicy.publicOnly(), host.connector(CLOCK), new FetchCache(CLOCK), CLOCK);
    return new ForeignResolvers(dids, lists, "https://own.example", client, new FetchBudget(CLOCK));
  }

  private static LoopbackHost answering(String body) {
    return new LoopbackHost(out -> out.write(LoopbackHost.ascii("HTTP/1.1 200 OK\r\n\r\n" + body)));
  }

  private static Did did(String text) {
    return Did.parse(text).orElseThrow();
  }

  @Test
  void resolve_foreignDid_readsItsDocument() {
    try (LoopbackHost host = answering("{\"id\":\"did:web:school.example:a\"}")) {
      Resolution found = over(host, NO_DIDS, NO_LISTS).resolve(did("did:web:school.example:a"));
      assertThat(((Resolution.Resolved) found).document().id().text())
          .isEqualTo("did:web:school.example:a");
      assertThat(host.requests().getFirst())
          .startsWith("GET /a/did.json HTTP/1.1\r\nHost: school.example\r\n");
    }
  }

  /// Who checks it is the verifier, which compares the ids; here it must stay what it said.
  @Test
  @Tag("check-53")
  void resolve_documentOfAnotherDid_keepsItsOwnId() {
    try (LoopbackHost host = answering("{\"id\":\"did:web:evil.example\"}")) {
      Resolution found = over(host, NO_DIDS, NO_LISTS).resolve(did("did:web:school.example"));
      assertThat(((Resolution.Resolved) found).document().id())
          .isNotEqualTo(did("did:web:school.example"));
    }
  }

  @Test
  void resolve_noDocument_isUnavailable() {
    for (String body : new String[] {"", "{}", "<html>", "{\"id\":\"x\"}", "[[[["}) {
      try (LoopbackHost host = answering(body)) {
        assertThat(over(host, NO_DIDS, NO_LISTS).resolve(did("did:web:school.example")))
            .isInstanceOf(Resolution.Unavailable.class);
      }
    }
  }

  @ParameterizedTest
  @Tag("check-49")
  @Tag("check-54")
  @ValueSource(
      strings = {
        "did:web:localhost",
        "did:web:localhost%3A443",
        "did:web:127.0.0.1",
        "did:web:169.254.169.254",
        "did:web:0x7f000001",
        "did:web:2130706433",
        "did:web:school.example%3A8443",
        "did:web:school.example%3A80",
        "did:web:metadata.google.internal",
        "did:web:own.example:issuers:x",
        "did:key:z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi",
        "did:example:123"
      })
  void resolve_didOutsideOfTheRules_asksNobody(String text) {
    try (LoopbackHost host = answering("{\"id\":\"" + text + "\"}")) {
      assertThat(over(host, NO_DIDS, NO_LISTS).resolve(did(text)))
          .isInstanceOf(Resolution.Unavailable.class);
      assertThat(questions).hasValue(0);
      assertThat(host.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @Tag("check-54")
  @ValueSource(
      strings = {
        "did:web:user@school.example",
        "did:web:school.example:..:did",
        "did:web:school.example:%2e%2e:did",
        "did:web:school.example:a%2fb",
        "did:web:school.example%3A443%3A1",
        "did:web:[::1]",
        "did:web:school.example/../x",
        "did:web:"
      })
  void parse_didOutsideOfTheSyntax_isNone(String text) {
    assertThat(Did.parse(text)).isEmpty();
  }

  /// Every way to write a host that is no public name: it is no DID, or it is one that is not
  /// asked.
  @ParameterizedTest
  @Tag("check-49")
  @Tag("check-54")
  @ValueSource(
      strings = {
        "did:web:10.1.2.3",
        "did:web:172.16.0.1",
        "did:web:192.168.0.1",
        "did:web:100.64.0.1",
        "did:web:0.0.0.0",
        "did:web:127.1",
        "did:web:0177.0.0.1",
        "did:web:0x7f.1",
        "did:web:127.0.0.1%3A443",
        "did:web:169.254.169.254:latest:meta-data",
        "did:web:localhost.",
        "did:web:LOCALHOST",
        "did:web:127.0.0.1.",
        "did:web:::1",
        "did:web:%3A%3A1",
        "did:web:%5B%3A%3A1%5D",
        "did:web:fc00%3A%3A1",
        "did:web:[fd12:3456::1]",
        "did:web:%3A%3Affff%3A127.0.0.1",
        "did:web:school.example%3A22",
        "did:web:school.example%3A4430",
        "did:web:user%40school.example",
        "did:web:school.example%2f..%2fx",
        "did:web:school.example%23",
        "did:web:school.example%0d%0aHost%3A"
      })
  void resolve_hostThatIsNoPublicName_asksNobody(String text) {
    try (LoopbackHost host = answering("{\"id\":\"" + text + "\"}")) {
      Did.parse(text)
          .ifPresent(did ->
              assertThat(over(host, NO_DIDS, NO_LISTS).resolve(did))
                  .isInstanceOf(Resolution.Unavailable.class));
      assertThat(questions).hasValue(0);
      assertThat(host.requests()).isEmpty();
    }
  }

  @Test
  void resolve_ownAnswer_comesFirst() {
    try (LoopbackHost host = answering("{}")) {
      DidResolver own = did -> new Resolution.NotFound();
      assertThat(over(host, own, NO_LISTS).resolve(did("did:web:school.example")))
          .isInstanceOf(Resolution.NotFound.class);
      assertThat(questions).hasValue(0);
    }
  }

  @Test
  void fetch_foreignList_isFetchedOnce() {
    try (LoopbackHost host = answering("{\"a\":1}")) {
      ForeignResolvers lists = over(host, NO_DIDS, NO_LISTS);
      assertThat(lists.fetch("https://school.example/lists/1")).isInstanceOf(Fetch.Fetched.class);
      assertThat(lists.fetch("https://school.example/lists/1")).isInstanceOf(Fetch.Fetched.class);
      assertThat(host.requests()).hasSize(1);
    }
  }

  @Test
  @Tag("check-35")
  void fetch_unreachableOrOdd_isUnavailable() {
    try (LoopbackHost host =
        new LoopbackHost(out -> out.write(LoopbackHost.ascii("HTTP/1.1 503 No\r\n\r\n")))) {
      ForeignResolvers lists = over(host, NO_DIDS, NO_LISTS);
      for (String url :
          new String[] {
            "https://school.example/lists/1", "http://school.example/x", "https://own.example/x",
            "not a url", "https://OWN.example/x", ""
          }) {
        assertThat(lists.fetch(url)).isInstanceOf(Fetch.Unavailable.class);
      }
    }
  }

  @Test
  void fetch_missingList_isNotFound() {
    try (LoopbackHost host =
        new LoopbackHost(out -> out.write(LoopbackHost.ascii("HTTP/1.1 404 No\r\n\r\n")))) {
      assertThat(over(host, NO_DIDS, NO_LISTS).fetch("https://school.example/lists/1"))
          .isInstanceOf(Fetch.NotFound.class);
    }
  }
}
