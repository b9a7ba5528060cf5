package dev.laurel.notification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.WriteResult;
import dev.laurel.verification.published.CapabilityToken;
import dev.laurel.verification.published.HolderToken;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import dev.laurel.verification.published.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Sends the letter about a published credential: claims the attempt, looks at the status, sends,
/// records. Re-entrant from any crash and any number of deliveries.
///
/// Sending exactly once cannot be had: when an answer is lost, nobody knows. So a round has at most
/// [#MAX_ATTEMPTS], each claimed before it is made, and a letter that is still unsure after them is
/// parked and shown. Every attempt has a link of its own, and whatever happens to the letter, the
/// credential is not touched.
public final class BadgeMail {
  /// Attempts of one round: with two, one lost answer still leads to a mail, and a learner gets at
  /// most one too many.
  public static final int MAX_ATTEMPTS = 2;

  /// How long an attempt may be under way before another takes over: longer than any invocation
  /// lives (60 s), so that two never send at once.
  static final Duration LEASE = Duration.ofSeconds(90);

  /// How long the second attempt waits after the first got no answer: most outages are over by
  /// then.
  static final Duration PAUSE = Duration.ofMinutes(5);

  /// How long the link in a letter works: people look for old mails within a year.
  static final Duration LINK_LIFE = Duration.ofDays(365);

  private final ItemStore items;
  private final PublishedLookup published;
  private final Mailer mailer;
  private final BadgeLetter letter;
  private final String baseUrl;
  private final InstantSource clock;
  private final RandomGenerator random;

  /// `baseUrl` is the public address without a slash at its end; `random` must be a cryptographic
  /// generator.
  public BadgeMail(
      ItemStore items,
      Mailer mailer,
      String fromAddress,
      String baseUrl,
      InstantSource clock,
      RandomGenerator random) {
    this.items = items;
    this.published = new PublishedLookup(items);
    this.mailer = mailer;
    this.letter = new BadgeLetter(fromAddress);
    this.baseUrl = baseUrl;
    this.clock = clock;
    this.random = random;
  }

  /// What became of it.
  public sealed interface Outcome {
    /// The carrier has the letter.
    record Sent() implements Outcome {}

    /// There is nothing to send any more.
    record Over() implements Outcome {}

    /// No letter goes out in this round, and why.
    record Parked(String why) implements Outcome {}

    /// Try again later.
    record Later(String why) implements Outcome {}
  }

  /// Sends the letter of this round, unless that is over.
  public Outcome send(CredentialId id, int round) {
    MailState before = state(id);
    if (before.round() != round || before.state() != MailState.State.WAITING) {
      return new Outcome.Over();
    }
    Instant now = clock.instant();
    if (now.isBefore(before.notBefore())) {
      return new Outcome.Later("an attempt is under way, or has just failed");
    }
    if (before.attempts() >= MAX_ATTEMPTS) {
      return park(before, "no answer from the mail service; a letter may have arrived");
    }
    CapabilityToken token = CapabilityToken.random(random);
    MailState claim = before.claimed(now.plus(LEASE));
    HolderToken link = HolderToken.of(token, id, now.plus(LINK_LIFE));
    if (items.write(List.of(claim.write(), link.create())) instanceof WriteResult.Conflict) {
      return new Outcome.Later("another attempt began");
    }
    return attempt(claim, token);
  }

  private Outcome attempt(MailState claim, CapabilityToken token) {
    Optional<PublishedRecord> found = published.credential(claim.id());
    Optional<Recipient> recipient = published.recipient(claim.id());
    if (found.isEmpty() || found.get().published().isEmpty() || recipient.isEmpty()) {
      return park(claim, "there is nobody to write to");
    }
    if (found.get().revocation().isPresent()) {
      return park(claim, "the credential is revoked");
    }
    Letter written =
        letter.of(
            EarnedBadge.of(found.get().published().get()),
            recipient.get().name(),
            recipient.get().email(),
            baseUrl + "/my/" + token.text());
    MailResult result;
    try {
      result = mailer.send(written);
    } catch (MailerUnavailable e) {
      return claim.attempts() < MAX_ATTEMPTS
          ? release(claim)
          : park(claim, "no answer from the mail service; a letter may have arrived");
    }
    return switch (result) {
      case MailResult.Sent sent -> {
        // Lost only to a takeover after the lease; the letter is out either way.
        items.write(List.of(claim.sent().write()));
        yield new Outcome.Sent();
      }
      case MailResult.Refused(String why) -> park(claim, "the mail service refused it: " + why);
    };
  }

  private Outcome release(MailState claim) {
    Instant again = clock.instant().plus(PAUSE);
    items.write(List.of(claim.released(again, "no answer from the mail service").write()));
    return new Outcome.Later("no answer from the mail service");
  }

  private Outcome park(MailState state, String why) {
    return items.write(List.of(state.parked(why).write())) instanceof WriteResult.Written
        ? new Outcome.Parked(why)
        : new Outcome.Later("another attempt began");
  }

  private MailState state(CredentialId id) {
    return items
        .get(MailState.key(id), Read.CONSISTENT)
        .map(MailState::from)
        .orElseGet(() -> MailState.none(id));
  }
}
