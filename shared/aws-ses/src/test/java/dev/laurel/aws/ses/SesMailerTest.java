package dev.laurel.aws.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.aws.AwsClients;
import dev.laurel.aws.CannedHttpClient;
import dev.laurel.aws.CannedHttpClient.Answer;
import dev.laurel.notification.Letter;
import dev.laurel.notification.MailResult;
import dev.laurel.notification.MailerUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/// The SES adapter over answers made here.
final class SesMailerTest {
  private static final Letter LETTER =
      new Letter(
          "Zażółć",
          "badges@example.org",
          "learner@example.com",
          "Twoja odznaka ®",
          "<p>ż</p>",
          "ż",
          Map.of("Auto-Submitted", "auto-generated", "X-Credential", "1"));

  private final List<String> requests = new ArrayList<>();

  private SesMailer mailer(String configurationSet, CannedHttpClient.Answers answers) {
    CannedHttpClient http =
        new CannedHttpClient(request -> {
          byte[] body = request.contentStreamProvider().orElseThrow().newStream().readAllBytes();
          requests.add(new String(body, StandardCharsets.UTF_8));
          return answers.answer(request);
        });
    Map<String, String> env =
        Map.of(
            "STAGE", "local", "AWS_REGION", "eu-north-1", "AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    SesV2Client client =
        AwsClients.configure(SesV2Client.builder(), "SESV2", env, AwsClients.Patience.ONCE, http)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .build();
    return new SesMailer(client, configurationSet);
  }

  private static Answer error(int status, String code) {
    return new Answer(
        status,
        Map.of("content-type", "application/json", "x-amzn-errortype", code),
        "{\"message\":\"no: learner@example.com\"}");
  }

  @Test
  void send_writesEveryPartAsUtf8() {
    MailResult result =
        mailer("badges", request -> Answer.of(200, "application/json", "{\"MessageId\":\"m1\"}"))
            .send(LETTER);
    assertThat(result).isEqualTo(new MailResult.Sent("m1"));
    assertThat(requests)
        .singleElement()
        .asString()
        .contains("\"FromEmailAddress\":\"=?UTF-8?B?WmHFvMOzxYLEhw==?= <badges@example.org>\"")
        .contains("\"ToAddresses\":[\"learner@example.com\"]")
        .contains("\"Subject\":{\"Data\":\"Twoja odznaka ®\",\"Charset\":\"UTF-8\"}")
        .contains("\"Text\":{\"Data\":\"ż\",\"Charset\":\"UTF-8\"}")
        .contains("\"Html\":{\"Data\":\"<p>ż</p>\",\"Charset\":\"UTF-8\"}")
        .contains(
            "\"Headers\":[{\"Name\":\"Auto-Submitted\",\"Value\":\"auto-generated\"},"
                + "{\"Name\":\"X-Credential\",\"Value\":\"1\"}]")
        .contains("\"ConfigurationSetName\":\"badges\"");
  }

  @Test
  void send_withoutConfigurationSet_namesNone() {
    mailer("", request -> Answer.of(200, "application/json", "{}")).send(LETTER);
    assertThat(requests.getFirst()).doesNotContain("ConfigurationSetName");
  }

  @ParameterizedTest
  @CsvSource({"MessageRejected, MessageRejected", "BadRequestException, BadRequest"})
  @Tag("check-100")
  void send_rejected_isRefusedForGood(String code, String why) {
    assertThat(mailer("", request -> error(400, code)).send(LETTER))
        .isEqualTo(new MailResult.Refused(why));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TooManyRequestsException",
        "LimitExceededException",
        "SendingPausedException",
        "AccountSuspendedException",
        "MailFromDomainNotVerifiedException",
        "NotFoundException",
        "AccessDeniedException",
        "InternalServiceErrorException"
      })
  @Tag("check-100")
  void send_letterNotToBlame_isUnavailableAfterOneAttemptWithoutItsAddress(String code) {
    int status = code.startsWith("Internal") ? 500 : 400;
    assertThatThrownBy(() -> mailer("", request -> error(status, code)).send(LETTER))
        .isInstanceOf(MailerUnavailable.class)
        .hasStackTraceContaining(code)
        .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("learner@"));
    assertThat(requests).hasSize(1);
  }

  @Test
  void send_answerLost_isUnavailableAfterOneAttempt() {
    assertThatThrownBy(() ->
            mailer(
                    "",
                    request -> {
                      throw new IOException("reset");
                    })
                .send(LETTER))
        .isInstanceOf(MailerUnavailable.class);
    assertThat(requests).hasSize(1);
  }

  @Test
  void prime_needsNoNetworkAndNoEnvironment() {
    SesMailer.prime();
  }
}
