package dev.laurel.local.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.DidKey;
import dev.laurel.credentials.did.DidUrl;
import dev.laurel.credentials.proof.Canonicalization;
import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.status.Bitstring;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Each reader answers or refuses in its own words; nothing else is thrown, and what it answers
/// holds what its Javadoc says.
class ReadersFuzzTest {
  private static final Canonicalizer CANONICALIZER = new Canonicalizer(Contexts.bundled());

  @FuzzTest(maxDuration = "10m")
  void json(byte[] data) {
    json(
        data,
        document -> {
          byte[] written = Json.bytes(document);
          assertThat(Json.bytes(Json.parse(written)))
              .as("read and written again")
              .isEqualTo(written);
        });
  }

  /// The check of contexts and everything behind it, down to the canonical form.
  @FuzzTest(maxDuration = "10m")
  void contexts(byte[] data) {
    json(
        data,
        document -> {
          if (CANONICALIZER.canonicalize(document)
              instanceof Canonicalization.Canonical canonical) {
            String lines = new String(canonical.nquads(), StandardCharsets.UTF_8);
            assertThat(lines).endsWith(" .\n");
          }
        });
  }

  @FuzzTest(maxDuration = "10m")
  void did(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    Optional<Did> did = Did.parse(text);
    if (did.isPresent()) {
      assertThat(did.get().text()).isEqualTo(text);
      assertThat(did.get().method()).isNotEmpty();
      DidKey.resolve(did.get())
          .ifPresent(document -> assertThat(document.id()).isEqualTo(did.get()));
      did.get()
          .httpsUrl()
          .ifPresent(url -> {
            assertThat(url.getScheme()).isEqualTo("https");
            assertThat(url.getUserInfo()).isNull();
            assertThat(url.normalize()).isEqualTo(url);
          });
    }
    DidUrl.parse(text).ifPresent(url -> assertThat(url.text()).isEqualTo(text));
    json(data, DidDocument::parse);
  }

  @FuzzTest(maxDuration = "10m")
  void statusList(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    int limit = 1 << 20;
    if (Bitstring.decode(text, limit) instanceof Bitstring.Decoding.Decoded(Bitstring bits)) {
      assertThat(bits.size()).isBetween(Bitstring.MINIMUM_SIZE, limit);
      assertThat(Bitstring.decode(bits.encode(), limit))
          .isEqualTo(new Bitstring.Decoding.Decoded(bits));
    }
  }

  private static void json(byte[] data, java.util.function.Consumer<JsonNode> then) {
    JsonNode document;
    try {
      document = Json.parse(data);
    } catch (JsonRefused refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return;
    }
    then.accept(document);
  }
}
