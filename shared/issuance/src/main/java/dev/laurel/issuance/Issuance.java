package dev.laurel.issuance;

import dev.laurel.credentials.proof.Contexts;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectStore;
import dev.laurel.verification.PublishedResolvers;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.PublishedLookup;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// The whole room, put together over its ports: the ladder, revocation, status lists and the public
/// copies. Any number of threads may share one; nothing is read or asked before the first use.
public final class Issuance {
  private final Ladder ladder;
  private final RevokeCredential revocation;
  private final StatusListSigning lists;
  private final PublicCopies copies;

  /// `random` must be a cryptographic generator.
  public Issuance(
      ItemStore items,
      ObjectStore publicObjects,
      SigningKeys keys,
      ProofSigner signer,
      Contexts contexts,
      PublicSite site,
      InstantSource clock,
      RandomGenerator random) {
    this(
        items,
        publicObjects,
        keys,
        signer,
        contexts,
        site,
        clock,
        random,
        StatusListPlaces.MAX_USES);
  }

  Issuance(
      ItemStore items,
      ObjectStore publicObjects,
      SigningKeys keys,
      ProofSigner signer,
      Contexts contexts,
      PublicSite site,
      InstantSource clock,
      RandomGenerator random,
      int usesPerList) {
    PublishedLookup published = new PublishedLookup(items);
    PublishedResolvers resolvers = new PublishedResolvers(site.urls(), published);
    Verifier verifier = new Verifier(contexts, resolvers, resolvers, clock);
    Lint lint = new Lint(contexts, clock);
    this.copies = new PublicCopies(publicObjects, published);
    this.lists = new StatusListSigning(items, copies, lint, signer, verifier, site, keys, clock);
    StatusListPlaces places = new StatusListPlaces(items, clock, random, usesPerList);
    this.ladder =
        new Ladder(
            items,
            new IntentStep(items, places, lint, keys, site, clock, random),
            new SignStep(items, lint, signer, verifier, lists),
            new PublishStep(items, clock));
    this.revocation = new RevokeCredential(items, lists, clock);
  }

  public Ladder ladder() {
    return ladder;
  }

  public RevokeCredential revocation() {
    return revocation;
  }

  /// Signs every status list that is behind its bits or at half its life. Answers how many of them
  /// could not be signed now: more than none for hours is a reason to look.
  public int sweepStatusLists() {
    return lists.sweep();
  }

  /// Copies an issuer's DID document to the public objects.
  public void publishDid(IssuerId issuer) {
    copies.did(issuer);
  }
}
