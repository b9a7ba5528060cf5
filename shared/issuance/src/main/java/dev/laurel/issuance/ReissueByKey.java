package dev.laurel.issuance;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.Held;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.PublishedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Issues again whatever one key of an issuer has signed and still holds, a page of the issuer's
/// credentials at a time, the newest first. Nothing is waited for: each goes on by itself.
public final class ReissueByKey {
  private final PublishedLookup published;
  private final ItemReader items;
  private final Warrants warrants;
  private final Intents intents;
  private final RenewCredential renewals;

  ReissueByKey(ItemReader items, RenewCredential renewals) {
    this.published = new PublishedLookup(items);
    this.items = items;
    this.warrants = new Warrants(items);
    this.intents = new Intents(items);
    this.renewals = renewals;
  }

  /// One credential that the key has signed: on its way, or refused or standing for a reason.
  public record Renewal(CredentialId credential, Optional<String> refused) {}

  /// Looks at a page of that many credentials, and answers those of the key. Repeated, it finds
  /// what is on its way, and no longer what is done. `reason` as in [RenewCredential#renew].
  public Page<Renewal> pass(PublishedKey key, String reason, int limit, Cursor after) {
    Page<PublishedRecord> page = published.ofIssuer(key.issuer(), limit, after);
    List<Renewal> found = new ArrayList<>();
    for (PublishedRecord record : page.entries()) {
      if (record.published().isPresent()
          && record.revocation().isEmpty()
          && isSigned(record.owner(), key.method())) {
        found.add(renew(record.owner(), reason));
      }
    }
    return new Page<>(found, page.next());
  }

  private Renewal renew(CredentialOwner owner, String reason) {
    Optional<String> refused =
        switch (renewals.renew(owner.issuer(), owner.id(), reason, Companion.none())) {
          case RenewCredential.Outcome.Accepted(SubmissionId request) ->
              warrants.find(request).flatMap(Warrant::held).map(Held::reason);
          case RenewCredential.Outcome.NotNow(String why) -> Optional.of(why);
          case RenewCredential.Outcome.Unknown unknown -> Optional.of("it is gone");
          case RenewCredential.Outcome.Contended contended ->
              Optional.of("other changes were in the way: try again");
        };
    return new Renewal(owner.id(), refused);
  }

  /// Whether the intent of a published credential has a form by this method.
  private boolean isSigned(CredentialOwner owner, String method) {
    return items
        .get(Award.key(new SubmissionId(owner.submission())), Read.CONSISTENT)
        .map(Award::from)
        .filter(award -> award.credential().equals(owner.id()))
        .map(intents::of)
        .filter(intent -> intent.forms().stream().anyMatch(form -> form.method().equals(method)))
        .isPresent();
  }
}
