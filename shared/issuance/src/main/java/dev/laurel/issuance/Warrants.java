package dev.laurel.issuance;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.Decision;
import dev.laurel.assessment.Held;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.assessment.SubmissionRecord;
import dev.laurel.assessment.SubmissionStore;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Read;
import java.util.Optional;

/// Finds warrants, consistently: one query for a submission, three reads more for a request.
final class Warrants {
  private final ItemReader items;
  private final SubmissionStore submissions;

  Warrants(ItemReader items) {
    this.items = items;
    this.submissions = new SubmissionStore(items);
  }

  /// The warrant of this id; empty where there is none, or a submission that has not passed.
  Optional<Warrant> find(SubmissionId id) {
    Optional<SubmissionRecord> submission = submissions.whole(id, Read.CONSISTENT);
    return submission.isPresent() ? submission.flatMap(Warrants::passed) : request(id);
  }

  /// The same of this issuer; another issuer's is as unknown as none.
  Optional<Warrant> find(SubmissionId id, IssuerId issuer) {
    return find(id).filter(found -> found.issuer().equals(issuer));
  }

  private static Optional<Warrant> passed(SubmissionRecord record) {
    return record
        .decision()
        .filter(decision -> decision.outcome() == Decision.Outcome.PASSED)
        .map(decision -> new Warrant.OfSubmission(record, decision));
  }

  private Optional<Warrant> request(SubmissionId id) {
    return items
        .get(CredentialRequest.key(id), Read.CONSISTENT)
        .map(CredentialRequest::from)
        .map(request ->
            new Warrant.OfRequest(
                request,
                items.get(Award.key(id), Read.CONSISTENT).map(Award::from).stream().toList(),
                items
                    .get(Held.key(id), Read.CONSISTENT)
                    .map(item -> Held.from(item, request.issuer()))
                    .stream()
                    .toList()));
  }
}
