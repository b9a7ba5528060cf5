package dev.laurel.credentials.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.proof.Canonicalization;
import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class StatusListCredentialTest {
  @Test
  void toJsonBytes_isAStatusListThatCanonicalises() {
    Bitstring bits = Bitstring.empty().with(94567, true);
    JsonNode json =
        Json.parse(
            new StatusListCredential(
                    "https://badges.example.org/status-lists/0c",
                    "did:web:badges.example.org:issuers:0a",
                    StatusListCredential.REVOCATION,
                    bits,
                    Instant.parse("2026-03-01T10:00:00.5Z"),
                    Instant.parse("2026-03-08T10:00:00Z"))
                .toJsonBytes());
    assertThat(json.at("/@context/0").stringValue())
        .isEqualTo("https://www.w3.org/ns/credentials/v2");
    assertThat(json.at("/type/1").stringValue()).isEqualTo("BitstringStatusListCredential");
    assertThat(json.at("/issuer").stringValue()).isEqualTo("did:web:badges.example.org:issuers:0a");
    assertThat(json.at("/validFrom").stringValue()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(json.at("/credentialSubject/type").stringValue()).isEqualTo("BitstringStatusList");
    assertThat(json.at("/credentialSubject/statusPurpose").stringValue()).isEqualTo("revocation");
    assertThat(Bitstring.decode(json.at("/credentialSubject/encodedList").stringValue(), 131_072))
        .isEqualTo(new Bitstring.Decoding.Decoded(bits));
    assertThat(new Canonicalizer(Contexts.bundled()).canonicalize(json))
        .isInstanceOf(Canonicalization.Canonical.class);
  }
}
