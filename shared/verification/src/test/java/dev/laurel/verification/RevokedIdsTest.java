package dev.laurel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.verification.StatusLists.Fetch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;

/// The kind of status list that 1EdTech had before: ids without a signature.
final class RevokedIdsTest {
  private final Samples samples = new Samples();

  private Check status(byte[] document) {
    return samples.verify(document).check(Check.STATUS).orElseThrow();
  }

  private static final String REVOKED_IDS = "https://school.example/revoked.json";

  /// The kind of status that 1EdTech had before, whose type needs a context of its own.
  private byte[] withRevokedIds() {
    return samples.signed(d -> {
      ((ArrayNode) d.get("@context"))
          .add("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json");
      d.putObject("credentialStatus").put("id", REVOKED_IDS).put("type", "1EdTechRevocationList");
    });
  }

  private void revoked(String json) {
    samples.lists.put(REVOKED_IDS, new Fetch.Fetched(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  @Tag("check-35")
  void verify_olderListThatIsNotFetched_couldNotBeChecked() {
    Check status = status(withRevokedIds());
    assertThat(status.result()).isEqualTo(CheckResult.COULD_NOT_CHECK);
    assertThat(status.is(CheckType.STATUS_RETRIEVAL_ERROR)).as(status.detail()).isTrue();
  }

  @Test
  @Tag("check-28")
  void verify_olderListThatNamesIt_saysRevoked() {
    String id = Samples.URLS.credential(Samples.CREDENTIAL);
    String issuer = "\"issuer\":\"" + Samples.DID.text() + "\"";
    revoked("{" + issuer + ",\"revokedCredential\":[{\"id\":\"" + id + "\"}]}");
    assertThat(samples.verify(withRevokedIds()).verdict()).isEqualTo(Verdict.REVOKED);
    revoked("{" + issuer + ",\"revokedCredential\":[{\"id\":\"" + id + "\",\"revoked\":false}]}");
    assertThat(samples.verify(withRevokedIds()).verdict()).isEqualTo(Verdict.VALID);
    revoked("{" + issuer + ",\"revokedCredential\":[{\"id\":\"urn:other\"}]}");
    assertThat(samples.verify(withRevokedIds()).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  @Tag("check-34")
  void verify_olderListOfAnotherIssuer_isNotBelieved() {
    for (String list :
        List.of("{\"issuer\":\"did:web:evil.example\"}", "[]", "{", "{\"issuer\":5}")) {
      revoked(list);
      Check status = status(withRevokedIds());
      assertThat(status.is(CheckType.STATUS_VERIFICATION_ERROR)).as(list).isTrue();
      assertThat(status.result()).isEqualTo(CheckResult.COULD_NOT_CHECK);
    }
  }
}
