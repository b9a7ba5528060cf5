package dev.laurel.issuance;

import dev.laurel.assessment.Award;
import dev.laurel.assessment.Decision;
import dev.laurel.assessment.Held;
import dev.laurel.assessment.SubmissionId;
import dev.laurel.assessment.SubmissionRecord;
import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.IssuerId;
import java.util.List;
import java.util.Optional;

/// What a credential is issued upon: a submission that has passed, or a stored request. Both have
/// ids of one shape, and the same rows say how far their credential is: `SUB#<id>` / `AWARD` and
/// `HELD`, and the intents under `AWARD#<id>`.
sealed interface Warrant {
  /// A submission with the decision that it passed.
  record OfSubmission(SubmissionRecord record, Decision decision) implements Warrant {
    @Override
    public SubmissionId id() {
      return record.submission().id();
    }

    @Override
    public IssuerId issuer() {
      return record.submission().issuer();
    }

    @Override
    public List<Award> awards() {
      return record.awards();
    }

    @Override
    public List<Held> holds() {
      return record.holds();
    }
  }

  /// A request; `awards` and `holds` have at most one element.
  record OfRequest(CredentialRequest request, List<Award> awards, List<Held> holds)
      implements Warrant {
    public OfRequest {
      awards = List.copyOf(awards);
      holds = List.copyOf(holds);
    }

    @Override
    public SubmissionId id() {
      return request.id();
    }

    @Override
    public IssuerId issuer() {
      return request.issuer();
    }

    @Override
    public Optional<CredentialId> renewed() {
      return request.isRenewal() ? Optional.of(request.replaced()) : Optional.empty();
    }
  }

  SubmissionId id();

  IssuerId issuer();

  List<Award> awards();

  List<Held> holds();

  /// The credential that this one is to replace; empty but for a renewal.
  default Optional<CredentialId> renewed() {
    return Optional.empty();
  }

  /// The award; empty until issuance begins.
  default Optional<Award> award() {
    return awards().stream().findFirst();
  }

  /// Why issuance stands; empty while it moves, and once it is done.
  default Optional<Held> held() {
    boolean published = award().filter(award -> award.state() == Award.State.PUBLISHED).isPresent();
    return holds().stream().filter(held -> !published && held.intent() == attempt()).findFirst();
  }

  /// The row that says so, as it is to be written.
  default Held held(String reason) {
    long before = holds().stream().mapToLong(Held::version).findFirst().orElse(0);
    return new Held(id(), issuer(), attempt(), reason, before + 1);
  }

  /// The number of the current intent; 0 where nothing was begun.
  default int attempt() {
    return award().map(Award::intent).orElse(0);
  }
}
