package dev.laurel.local.faults;

import dev.laurel.notification.Letter;
import dev.laurel.notification.MailResult;
import dev.laurel.notification.Mailer;
import dev.laurel.notification.MailerUnavailable;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.schedule.Scheduled;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The world's mail: takes letters, remembers them, and fails as the faults say.
final class RecordingMailer implements Mailer {
  /// One letter that went out, the credential that its link opens, and whether that was revoked at
  /// this moment.
  record Sent(String to, String token, String credential, boolean revoked) {}

  private static final Pattern LINK = Pattern.compile("/my/([A-Za-z0-9_-]{43})");

  private final Faults faults;
  private final Function<String, String> credentialOfToken;
  private final Function<String, Boolean> isRevoked;
  private final List<Sent> sent = new ArrayList<>();
  private volatile boolean silent;
  private volatile boolean refusing;

  RecordingMailer(
      Faults faults,
      Function<String, String> credentialOfToken,
      Function<String, Boolean> isRevoked,
      List<Sent> before) {
    this.faults = faults;
    this.credentialOfToken = credentialOfToken;
    this.isRevoked = isRevoked;
    this.sent.addAll(before);
  }

  /// Takes letters and answers nothing for as long as this is set.
  void silent(boolean isSilent) {
    silent = isSilent;
  }

  /// Takes no letter for as long as this is set.
  void refusing(boolean isRefusing) {
    refusing = isRefusing;
  }

  synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }

  @Override
  public MailResult send(Letter letter) {
    try {
      return faults.call("mail", () -> Scheduled.call("mail", () -> take(letter)));
    } catch (StoreUnavailable e) {
      throw new MailerUnavailable("planned fault", e);
    }
  }

  private synchronized MailResult take(Letter letter) {
    if (refusing) {
      return new MailResult.Refused("suppressed");
    }
    Matcher link = LINK.matcher(letter.text());
    if (!link.find()) {
      throw new AssertionError("a letter without a link");
    }
    String credential = credentialOfToken.apply(link.group(1));
    sent.add(new Sent(letter.to(), link.group(1), credential, isRevoked.apply(credential)));
    if (silent) {
      throw new MailerUnavailable("no answer", new IllegalStateException("silent"));
    }
    return new MailResult.Sent("letter-" + sent.size());
  }
}
