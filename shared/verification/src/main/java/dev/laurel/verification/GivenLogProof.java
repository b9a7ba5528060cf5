package dev.laurel.verification;

import dev.laurel.tlog.TlogProof;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.verification.published.DocumentName;
import java.util.List;
import java.util.Optional;

/// The proof that somebody keeps beside a credential, checked by the keys of a deployment's log
/// that they keep too. Whoever has no proof cannot tell whether there is one, so a missing proof is
/// unknown, never proof of absence.
public final class GivenLogProof implements LogEvidence {
  private final DeploymentUrls urls;
  private final List<byte[]> proof;
  private final List<VerifierKey> keys;

  private GivenLogProof(DeploymentUrls urls, List<byte[]> proof, List<VerifierKey> keys) {
    this.urls = urls;
    this.proof = List.copyOf(proof);
    this.keys = List.copyOf(keys);
  }

  /// A proof as its file has it. `keys` are the log's, the first names its origin; none where the
  /// deployment is known to have no log.
  public static GivenLogProof of(DeploymentUrls urls, byte[] proof, List<VerifierKey> keys) {
    return new GivenLogProof(urls, List.of(proof.clone()), keys);
  }

  /// No proof is at hand.
  public static GivenLogProof missing(DeploymentUrls urls, List<VerifierKey> keys) {
    return new GivenLogProof(urls, List.of(), keys);
  }

  @Override
  public Evidence of(DocumentName document) {
    String issuer = document.issuer();
    // Whoever hands a proof along wants it looked at, also for a did:key, which names no
    // deployment.
    boolean nameless = issuer.startsWith("did:key:") && !proof.isEmpty();
    if (!urls.owns(issuer) && !nameless) {
      return new Evidence.NotHere("It was issued elsewhere; no log of its issuer is known here.");
    }
    if (urls.ownsList(document.id())) {
      return new Evidence.OfList();
    }
    if (keys.isEmpty()) {
      return proof.isEmpty()
          ? new Evidence.NotHere("No log is known here: the data folder has no key of one.")
          : new Evidence.Unavailable("the data folder has no key of the log.");
    }
    if (proof.isEmpty()) {
      return new Evidence.Unavailable(
          "none was given; it is answered at "
              + (urls.credentialIn(document.id()).isPresent()
                  ? document.id() + "/log-proof."
                  : "POST " + urls.base() + "/log-proof."));
    }
    Optional<TlogProof> parsed = TlogProof.parse(proof.getFirst());
    return parsed.isPresent()
        ? new Evidence.Found(parsed.get(), keys.getFirst().name(), keys)
        : new Evidence.Unavailable("what was given is no tlog-proof.");
  }
}
