package dev.laurel.aws.ses;

import dev.laurel.notification.Letter;
import dev.laurel.notification.MailResult;
import dev.laurel.notification.Mailer;
import dev.laurel.notification.MailerUnavailable;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailResponse;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/// Sends letters through SES as it composes them from parts: subject, text, HTML and headers.
///
/// A letter that SES rejects is refused for good. Everything else, also a sender that is not
/// verified yet or a paused account, is [MailerUnavailable]: the letter is not to blame. Messages
/// of SES may quote addresses, so none is passed on.
public final class SesMailer implements Mailer {
  private static final String UTF_8 = "UTF-8";

  private final SesV2Client client;
  private final String configurationSet;

  /// A mailer that sends under the configuration set; "" is none.
  public SesMailer(SesV2Client client, String configurationSet) {
    this.client = client;
    this.configurationSet = configurationSet;
  }

  /// Sends one letter over a canned answer, so that its classes are in a snapshot.
  public static void prime() {
    try (SesV2Client client = SesClients.canned()) {
      Letter letter =
          new Letter(
              "Prime", "prime@example.org", "prime@example.org", "-", "-", "-", Map.of("X", "-"));
      new SesMailer(client, "").send(letter);
    }
  }

  @Override
  public MailResult send(Letter letter) {
    SendEmailRequest.Builder request =
        SendEmailRequest.builder()
            .fromEmailAddress(Mailbox.of(letter.fromName(), letter.fromAddress()))
            .destination(to -> to.toAddresses(letter.to()))
            .content(content ->
                content.simple(message ->
                    message
                        .subject(utf8(letter.subject()))
                        .body(body -> body.text(utf8(letter.text())).html(utf8(letter.html())))
                        .headers(headers(letter))));
    if (!configurationSet.isEmpty()) {
      request.configurationSetName(configurationSet);
    }
    try {
      SendEmailResponse sent = client.sendEmail(request.build());
      return new MailResult.Sent(sent.messageId() == null ? "" : sent.messageId());
    } catch (MessageRejectedException e) {
      return new MailResult.Refused("MessageRejected");
    } catch (BadRequestException e) {
      return new MailResult.Refused("BadRequest");
    } catch (SesV2Exception e) {
      throw new MailerUnavailable("SES does not take letters now", withoutItsWords(e));
    } catch (SdkException e) {
      throw new MailerUnavailable("SES does not answer", e);
    }
  }

  /// What to look up in the logs of AWS, without the message, which may quote an address.
  private static SdkException withoutItsWords(SesV2Exception e) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    return SdkException.create(
        code + ", status " + e.statusCode() + ", request " + e.requestId(), e.getCause());
  }

  private static Content utf8(String text) {
    return Content.builder().charset(UTF_8).data(text).build();
  }

  private static List<MessageHeader> headers(Letter letter) {
    return letter.headers().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(header ->
            MessageHeader.builder().name(header.getKey()).value(header.getValue()).build())
        .toList();
  }
}
