package dev.laurel.issuance;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.issuers.SigningKeyName;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemReader;
import dev.laurel.verification.published.PublishedKey;
import dev.laurel.verification.published.PublishedLookup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Which keys sign for an issuer now: of each kind the newest that is active and in the log. Asked
/// for each document anew, so that a key which was retired a moment ago signs nothing more.
///
/// A did:web has the deployment's keys and its own ones, a did:key the one that it is.
final class IssuerKeys {
  /// Kinds of keys that make the first proof, the best first: readers of badges demand
  /// eddsa-rdfc-2022, and P-256 is for endpoints that know no Ed25519.
  private static final List<KeyAlgorithm> FIRST = List.of(KeyAlgorithm.ED25519, KeyAlgorithm.P256);

  /// Whether a key must be in the log already.
  enum When {
    /// It signs now.
    NOW,

    /// It will have signed once the document gets there: for a look ahead of time.
    SOON
  }

  /// A key that counts; `row` is missing for a deployment key from before the log.
  private record Candidate(String fragment, KeyAlgorithm algorithm, Optional<PublishedKey> row) {
    long addedAt() {
      return row.map(PublishedKey::addedAt).orElse(-1L);
    }

    IssuerMethod method() {
      return new IssuerMethod(fragment, Cryptosuite.of(algorithm));
    }
  }

  private final PublishedLookup published;
  private final SigningKeys keys;
  private final KeyEntries entries;
  private final PublicSite site;

  IssuerKeys(ItemReader items, SigningKeys keys, KeyEntries entries, PublicSite site) {
    this.published = new PublishedLookup(items);
    this.keys = keys;
    this.entries = entries;
    this.site = site;
  }

  /// The DIDs under which the issuer issues now: its did:web, then those did:key of which the key
  /// is active; credentials may stand under others, whose key has ended.
  List<Did> dids(IssuerId issuer) {
    List<Did> dids = new ArrayList<>(List.of(new Did(site.did(issuer))));
    published.keys(issuer).stream()
        .filter(PublishedKey::isActive)
        .map(row -> new Did(row.did()))
        .filter(did -> !dids.contains(did))
        .forEach(dids::add);
    return dids;
  }

  /// The method of this kind; empty where no key of it may sign.
  Optional<IssuerMethod> method(IssuerId issuer, String did, KeyAlgorithm algorithm, When when) {
    return usable(active(issuer, did), algorithm, when).map(Candidate::method);
  }

  /// All methods that make embedded proofs in the name of the DID: the first, and those that only
  /// make second ones. Empty where the log must come first. A second key that is on its way is
  /// waited for: from its entry on, documents without its proof do not hold.
  List<IssuerMethod> methods(IssuerId issuer, String did, When when) {
    List<Candidate> all = active(issuer, did);
    Optional<Candidate> first = first(all).flatMap(kind -> usable(all, kind, when));
    if (first.isEmpty()) {
      return List.of();
    }
    List<IssuerMethod> methods = new ArrayList<>(List.of(first.get().method()));
    for (KeyAlgorithm second : seconds(all)) {
      Optional<Candidate> usable = usable(all, second, when);
      if (usable.isEmpty()) {
        return List.of();
      }
      methods.add(usable.get().method());
    }
    return methods;
  }

  /// The public key of a method that this chose; empty where the key store has lost it.
  Optional<Multikey> key(IssuerId issuer, IssuerMethod method) {
    String fragment = method.fragment();
    if (SigningKeyName.isFragment(fragment)) {
      return keys.own(issuer, fragment);
    }
    return keys.publicKeys().stream()
        .filter(key -> key.fragment().equals(fragment))
        .map(SigningKeys.DeploymentKey::key)
        .findFirst()
        .or(() -> Multikey.parse(fragment));
  }

  /// The method that will sign the next status list of the DID, though its key may be on its way
  /// into the log; that of a retired did:key too. Empty where no key may sign one.
  Optional<IssuerMethod> forLists(IssuerId issuer, String did) {
    List<Candidate> all = candidates(issuer, did, KeyEntries::signsLists);
    return first(all)
        .flatMap(kind -> usable(all, kind, When.NOW).or(() -> usable(all, kind, When.SOON)))
        .map(Candidate::method);
  }

  private static Optional<KeyAlgorithm> first(List<Candidate> all) {
    return FIRST.stream()
        .filter(kind -> all.stream().anyMatch(key -> key.algorithm == kind))
        .findFirst();
  }

  private static List<KeyAlgorithm> seconds(List<Candidate> all) {
    return all.stream()
        .map(Candidate::algorithm)
        .filter(kind -> !FIRST.contains(kind))
        .distinct()
        .toList();
  }

  /// The newest of a kind that may sign; the deployment's are older than all of the issuer's own.
  private Optional<Candidate> usable(List<Candidate> all, KeyAlgorithm kind, When when) {
    return all.stream()
        .filter(key -> key.algorithm == kind)
        .sorted(Comparator.comparingLong(Candidate::addedAt).reversed())
        .filter(key -> when == When.SOON || maySign(key))
        .findFirst();
  }

  /// An own key must have been seen in the log, so that its place is known when others are judged
  /// by it.
  private boolean maySign(Candidate key) {
    boolean unseen =
        key.addedAt() < 0
            && key.row.filter(row -> SigningKeyName.isFragment(row.fragment())).isPresent();
    return !unseen && key.row.map(entries::maySign).orElse(true);
  }

  private List<Candidate> active(IssuerId issuer, String did) {
    return candidates(issuer, did, PublishedKey::isActive);
  }

  private List<Candidate> candidates(IssuerId issuer, String did, Predicate<PublishedKey> counts) {
    List<PublishedKey> rows = published.keys(issuer);
    List<Candidate> all = new ArrayList<>();
    if (did.equals(site.did(issuer))) {
      for (SigningKeys.DeploymentKey key : keys.publicKeys()) {
        Optional<PublishedKey> row =
            rows.stream().filter(each -> each.fragment().equals(key.fragment())).findFirst();
        if (row.filter(each -> !counts.test(each)).isEmpty()) {
          all.add(new Candidate(key.fragment(), key.key().algorithm(), row));
        }
      }
    }
    for (PublishedKey row : rows) {
      Optional<Multikey> key = Multikey.parse(row.publicKeyMultibase());
      if (SigningKeyName.isFragment(row.fragment())
          && counts.test(row)
          && row.did().equals(did)
          && key.isPresent()) {
        String fragment = row.method().substring(did.length() + 1);
        all.add(new Candidate(fragment, key.get().algorithm(), Optional.of(row)));
      }
    }
    return all;
  }
}
