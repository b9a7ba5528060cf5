package dev.laurel.issuance;

import dev.laurel.credentials.proof.Contexts;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectStore;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.LogKeys;
import dev.laurel.tlog.sequencing.LogLookup;
import dev.laurel.verification.PublishedKeyHistory;
import dev.laurel.verification.PublishedLog;
import dev.laurel.verification.PublishedResolvers;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.PublishedLookup;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// The whole room, put together over its ports: the ladder, what stands on it, revocation, status
/// lists, keys in the log and the public copies. Any number of threads may share one; nothing is
/// read or asked before the first use.
public final class Issuance {
  private final Ladder ladder;
  private final ProgressLookup awards;
  private final Standing standing;
  private final IssueNow issueNow;
  private final RequestCredential requests;
  private final TakeEndorsement endorsements;
  private final RenewCredential renewals;
  private final ReissueByKey reissue;
  private final RevokeCredential revocation;
  private final SuspendCredential suspension;
  private final StatusListSigning lists;
  private final IssuerBeginnings beginnings;
  private final LoggedEntries loggedEntries;
  private final Restore restore;

  /// The ports that sign, and the keys of the log, which must not come from the log's own rows.
  public record Signing(SigningKeys keys, ProofSigner signer, LogKeys logKeys) {}

  /// `random` must be a cryptographic generator.
  public Issuance(
      ItemStore items,
      ObjectStore publicObjects,
      Signing signing,
      Contexts contexts,
      PublicSite site,
      IssueNow.Pause pause,
      InstantSource clock,
      RandomGenerator random) {
    this(
        items,
        publicObjects,
        signing,
        contexts,
        site,
        pause,
        clock,
        random,
        StatusListPlaces.MAX_USES);
  }

  Issuance(
      ItemStore items,
      ObjectStore publicObjects,
      Signing signing,
      Contexts contexts,
      PublicSite site,
      IssueNow.Pause pause,
      InstantSource clock,
      RandomGenerator random,
      int usesPerList) {
    SigningKeys keys = signing.keys();
    ProofSigner signer = signing.signer();
    PublishedLookup published = new PublishedLookup(items);
    PublishedResolvers resolvers = new PublishedResolvers(site.urls(), published);
    LogLookup logLookup = new LogLookup(items);
    PublishedKeyHistory keyHistory = new PublishedKeyHistory(site.urls(), published, logLookup);
    Verifier verifier = new Verifier(contexts, resolvers, resolvers, clock).withKeys(keyHistory);
    PublishedLog log = new PublishedLog(site.urls(), published, logLookup);
    Lint lint = new Lint(contexts, clock, random);
    EndorsementCheck endorsed = new EndorsementCheck(verifier.noticing(resolvers).withLog(log));
    this.endorsements = new TakeEndorsement(items, endorsed, lint, site, clock);
    LogGate gate = new LogGate(items, signing.logKeys());
    PublicCopies copies = new PublicCopies(publicObjects, published);
    KeyEntries keyEntries = new KeyEntries(items, new KeyWords(keys, signer), gate, clock);
    IssuerKeys issuerKeys = new IssuerKeys(items, keys, keyEntries, site);
    this.lists =
        new StatusListSigning(
            items, copies, lint, gate, keyEntries, signer, verifier, site, issuerKeys, clock);
    StatusListPlaces places =
        new StatusListPlaces(items, site, lists::bringUp, clock, random, usesPerList);
    this.beginnings = new IssuerBeginnings(items, copies, keyEntries, issuerKeys, places, lists);
    FormMethods methods = new FormMethods(issuerKeys, site);
    Abandonment abandonment = new Abandonment(items, gate, site, clock);
    this.revocation = new RevokeCredential(items, lists, clock);
    Replacement replacement = new Replacement(items, revocation);
    this.ladder =
        new Ladder(
            items,
            gate,
            new IntentStep(items, places, beginnings, lint, endorsed, methods, site, clock, random),
            new SignStep(items, lint, gate, signer, verifier, keyHistory, log, lists, site, clock),
            new PublishStep(items, replacement, site, clock),
            replacement,
            abandonment);
    this.requests =
        new RequestCredential(items, issuerKeys, methods, lint, endorsed, site, clock, random);
    this.renewals =
        new RenewCredential(items, issuerKeys, methods, lint, endorsed, abandonment, site, clock);
    this.reissue = new ReissueByKey(items, renewals);
    this.suspension = new SuspendCredential(items, lists, clock);
    this.awards = new ProgressLookup(items, gate);
    this.standing = new Standing(items, abandonment, revocation, gate, awards, clock);
    this.issueNow = new IssueNow(ladder, awards, new Outbox(items), pause, clock);
    this.loggedEntries = new LoggedEntries(items, ladder, lists, beginnings);
    KeyRecovery keyRecovery = new KeyRecovery(items, keys, copies, site, clock);
    this.restore = new Restore(items, keyRecovery, copies, lists, places, clock);
  }

  public Ladder ladder() {
    return ladder;
  }

  /// How far awards are, for whoever looks.
  public ProgressLookup awards() {
    return awards;
  }

  /// What stands until a person looks.
  public Standing standing() {
    return standing;
  }

  /// The issue call that waits.
  public IssueNow issueNow() {
    return issueNow;
  }

  /// The requests of clients that have a whole document.
  public RequestCredential requests() {
    return requests;
  }

  /// What others say of an issuer and its achievements.
  public TakeEndorsement endorsements() {
    return endorsements;
  }

  /// Issuing published credentials again.
  public RenewCredential renewals() {
    return renewals;
  }

  /// Issuing again what a key has signed that ended.
  public ReissueByKey reissue() {
    return reissue;
  }

  public RevokeCredential revocation() {
    return revocation;
  }

  /// Suspending and reinstating.
  public SuspendCredential suspension() {
    return suspension;
  }

  /// Signs every status list that is behind its bits or at half its life, as far as the log allows.
  /// Answers how many of them could not be signed now: more than none for hours is a reason to
  /// look.
  public int sweepStatusLists() {
    return lists.sweep();
  }

  /// Publishes an issuer's DID document, brings its keys into the log and signs the first status
  /// list of each of its DIDs, as far as the log allows; answers whether the keys are in the log
  /// and the lists on their way.
  public boolean begin(IssuerId issuer) {
    return beginnings.bringUp(issuer);
  }

  /// Goes on with whatever waited for this entry of the log, and removes the message that waited
  /// with it. Does nothing where the entry is not in the log.
  public void logged(EntryId entry) {
    loggedEntries.logged(entry);
  }

  /// Takes over what the log holds of all issuers' keys and the public bits of all status lists,
  /// and begins a new list for each DID, after the tables were restored. While the log's mark of a
  /// restore stands, nothing is begun or signed; repeated after a failure, this goes on where it
  /// stopped, and ends with the mark's removal. Throws [IllegalStateException] as long as the log
  /// itself is not restored.
  public void restore() {
    restore.run();
  }
}
