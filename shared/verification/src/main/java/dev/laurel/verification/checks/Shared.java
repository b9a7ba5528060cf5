package dev.laurel.verification.checks;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.VerificationMethod;
import dev.laurel.credentials.jose.PublicJwk;
import dev.laurel.credentials.proof.WorkBudget;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.DidResolver.Resolution;
import dev.laurel.verification.KeyHistory.KeyState;
import dev.laurel.verification.StatusLists.Fetch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What all documents of one verification share: each DID and each list is asked for once, and the
/// documents inside are counted. Not thread-safe.
final class Shared {
  /// Most documents inside one: endorsements, credentials of a presentation, status lists. Each may
  /// cost as much as the outer one. A badge of ours has up to eight endorsements, each with two
  /// lists, and two lists itself.
  static final int MOST_INNER = 32;

  /// Deepest: a presentation, its credential, an endorsement of that, and the endorser's list.
  static final int DEEPEST = 4;

  private final Sources sources;
  private final Map<Did, Resolution> resolutions = new HashMap<>();
  private final Map<String, Fetch> lists = new HashMap<>();
  private final Map<String, Optional<List<KeyState>>> keys = new HashMap<>();
  private final Map<VerificationMethod, Optional<PublicJwk>> jwks = new HashMap<>();
  private final Map<String, SignedList> signedLists = new HashMap<>();
  private int inner;
  private final WorkBudget budget = new WorkBudget();

  Shared(Sources sources) {
    this.sources = sources;
  }

  Sources sources() {
    return sources;
  }

  Resolution resolve(Did did) {
    return resolutions.computeIfAbsent(did, sources.dids()::resolve);
  }

  Fetch list(String url) {
    return lists.computeIfAbsent(url, sources.lists()::fetch);
  }

  /// A list as it was read for an issuer's credentials, once for all of them: looked at again only
  /// where a limit was in the way.
  SignedList signedList(String url, String issuer, Supplier<SignedList> reading) {
    String name = issuer + "\n" + url;
    SignedList known = signedLists.get(name);
    if (known == null) {
      known = reading.get();
      if (!(known instanceof SignedList.Doubtful doubtful && doubtful.type() == CheckType.LIMIT)) {
        signedLists.put(name, known);
      }
    }
    return known;
  }

  /// What the log says of an issuer's keys; empty where nobody could be asked.
  Optional<List<KeyState>> keys(String did) {
    return keys.computeIfAbsent(did, this::askForKeys);
  }

  private Optional<List<KeyState>> askForKeys(String did) {
    try {
      return Optional.of(sources.keys().of(did));
    } catch (StoreUnavailable e) {
      return Optional.empty();
    }
  }

  /// The key of a method as a JWK, read once: finding out that a point is on its curve takes long.
  Optional<PublicJwk> jwk(VerificationMethod method) {
    return jwks.computeIfAbsent(method, VerificationMethod::jwk);
  }

  /// What is left for canonical forms and signatures. Where one document took as much as is spent
  /// on any, no other inside is begun, or many of them would take many times that.
  WorkBudget budget() {
    return budget;
  }

  /// Whether one more document inside may be looked at; counts it.
  boolean takeInner() {
    return !budget.isExhausted() && ++inner <= MOST_INNER;
  }
}
