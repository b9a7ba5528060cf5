package dev.laurel.credentials.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DidTest {
  @Test
  void web_hostWithPort_isEncoded() {
    assertThat(Did.web("localhost:8080", "issuers", "0a").text())
        .isEqualTo("did:web:localhost%3A8080:issuers:0a");
    assertThat(Did.web("badges.example.org").text()).isEqualTo("did:web:badges.example.org");
    assertThatThrownBy(() -> Did.web("example.org", ".."))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Did.web("example.org/x")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "did:web:example.org, https://example.org/.well-known/did.json",
    "did:web:example.org:issuers:0a, https://example.org/issuers/0a/did.json",
    "did:web:localhost%3A8080:issuers:0a, https://localhost:8080/issuers/0a/did.json"
  })
  void httpsUrl_ofDidWeb_isWhereItsDocumentLies(String did, String url) {
    assertThat(Did.parse(did).orElseThrow().httpsUrl()).contains(URI.create(url));
  }

  @Test
  void parse_otherMethods_areDidsWithoutUrl() {
    Did did = Did.parse("did:example:a:b%20c").orElseThrow();
    assertThat(did.method()).isEqualTo("example");
    assertThat(did.identifier()).isEqualTo("a:b%20c");
    assertThat(did.httpsUrl()).isEmpty();
  }

  @ParameterizedTest
  @Tag("check-54")
  @ValueSource(
      strings = {
        "",
        "did",
        "did:web",
        "did:web:",
        "did:Web:example.org",
        "DID:web:example.org",
        "did:web:user@example.org",
        "did:web:user%40example.org",
        "did:web:example.org:..",
        "did:web:example.org:..:issuers",
        "did:web:example.org:.",
        "did:web:example.org:%2e%2e:issuers",
        "did:web:example.org:a%2Fb",
        "did:web:example.org/../x",
        "did:web:example.org#key-1",
        "did:web:example.org?x=1",
        "did:web:example.org%3A",
        "did:web:example.org%3A8080%3A9090",
        "did:web:example.org%2F",
        "did:web:-example.org",
        "did:web:example..org",
        "did:web:exa mple.org",
        "did:web:example.org:",
        "did:web:example.org:a::b",
        "did:web:[::1]",
        "https://example.org"
      })
  void parse_otherText_isEmpty(String text) {
    assertThat(Did.parse(text)).isEmpty();
  }

  @Test
  void parse_longText_isEmptyAndQuick() {
    assertThat(Did.parse("did:web:" + "a.".repeat(1_000_000))).isEmpty();
    assertThat(Did.parse("did:example:" + "%20".repeat(600) + "%")).isEmpty();
  }

  @Test
  void didUrl_isDidAndFragment() {
    DidUrl url = DidUrl.parse("did:web:example.org:issuers:0a#key-1").orElseThrow();
    assertThat(url.did()).isEqualTo(Did.web("example.org", "issuers", "0a"));
    assertThat(url.fragment()).isEqualTo("key-1");
    assertThat(url.did().withFragment("key-1").text())
        .isEqualTo("did:web:example.org:issuers:0a#key-1");
    assertThat(DidUrl.parse("did:web:example.org")).isEmpty();
    assertThat(DidUrl.parse("did:web:example.org#")).isEmpty();
    assertThat(DidUrl.parse("did:web:example.org#a#b")).isEmpty();
    assertThat(DidUrl.parse("did:web:example.org/path#key-1")).isEmpty();
    assertThat(DidUrl.parse("https://example.org#key-1")).isEmpty();
  }

  /// On a small stack, because that is what a server's thread may have.
  @Test
  void parse_longestTexts_areAnsweredOnASmallStack() throws InterruptedException {
    List<String> texts =
        List.of(
            "did:foo:" + "%41".repeat(670) + "!",
            "did:foo:" + "a".repeat(2_000) + "!",
            "did:web:" + "a-".repeat(900),
            "did:web:" + "a.".repeat(900),
            "did:web:a" + ":a".repeat(900) + "!");
    List<Optional<Did>> parsed = new ArrayList<>();
    Thread thread =
        new Thread(null, () -> texts.forEach(text -> parsed.add(Did.parse(text))), "small", 1);
    thread.start();
    thread.join();
    assertThat(parsed).hasSize(texts.size()).allMatch(Optional::isEmpty);
  }
}
