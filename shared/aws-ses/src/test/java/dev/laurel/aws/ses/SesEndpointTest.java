package dev.laurel.aws.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.notification.Letter;
import dev.laurel.notification.MailResult;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/// Letters to an endpoint that keeps them to itself, as emulators do. AWS would refuse both: nobody
/// can verify these domains.
final class SesEndpointTest {
  private final Map<String, String> env = new HashMap<>(System.getenv());

  @BeforeEach
  void needsAnEndpoint() {
    assumeTrue(
        env.containsKey("AWS_ENDPOINT_URL"),
        "needs AWS_ENDPOINT_URL: an endpoint that answers for SES");
    env.putIfAbsent("STAGE", "emulator");
  }

  private static Letter from(String domain) {
    return new Letter(
        "Akademia Żeglarstwa",
        "badges@" + domain,
        "success@simulator.amazonses.com",
        "Your badge ®",
        "<p>®</p>",
        "®",
        Map.of("Auto-Submitted", "auto-generated"));
  }

  @Test
  void send_fromUnverifiedDomain_isRefused() {
    try (SesV2Client client = SesClients.client(env)) {
      assertThat(new SesMailer(client, "").send(from("unverified.example")))
          .isInstanceOf(MailResult.Refused.class);
    }
  }

  @Test
  void send_fromVerifiedDomain_isSent() {
    try (SesV2Client client = SesClients.client(env)) {
      client.createEmailIdentity(to -> to.emailIdentity("badges.example"));
      assertThat(new SesMailer(client, "").send(from("badges.example")))
          .isInstanceOfSatisfying(
              MailResult.Sent.class, sent -> assertThat(sent.messageId()).isNotEmpty());
    }
  }
}
