package dev.laurel.issuance;

import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.credentials.openbadges.Achievement;
import dev.laurel.credentials.openbadges.AchievementCredential;
import dev.laurel.credentials.openbadges.AchievementSubject;
import dev.laurel.credentials.openbadges.BitstringStatusListEntry;
import dev.laurel.credentials.openbadges.Criteria;
import dev.laurel.credentials.openbadges.IdentityObject;
import dev.laurel.credentials.openbadges.Profile;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.ProofOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// One made-up credential taken through the lint, with a proof and as an SD-JWT, each with its
/// throwaway signature and our own verifier, so that everything on the way is loaded and warm. It
/// touches no port and leaves nothing behind.
public final class Rehearsal {
  private static final String SITE = "https://rehearsal.example";
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

  private Rehearsal() {}

  /// Throws [IllegalStateException] where the lint refuses what it should not.
  public static void run() {
    String did = "did:web:rehearsal.example:issuers:1";
    Achievement achievement =
        new Achievement(
            SITE + "/achievements/1",
            "Rehearsal",
            "Made up, never issued.",
            new Criteria(null, "None."),
            "MicroCredential",
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of());
    AchievementCredential credential =
        new AchievementCredential(
            SITE + "/credentials/1",
            "Rehearsal",
            null,
            Profile.of(did, "Rehearsal", SITE, "", ""),
            THEN,
            null,
            THEN,
            AchievementSubject.of(List.of(IdentityObject.name("Nobody")), achievement, List.of()),
            List.of(),
            List.of(),
            BitstringStatusListEntry.revocation(SITE + "/status-lists/1", 1),
            List.of());
    Lint lint = new Lint(Contexts.bundled(), InstantSource.fixed(THEN));
    ProofOptions second = new ProofOptions(Cryptosuite.ECDSA_RDFC_2019, did + "#key-2", THEN);
    for (Securing securing :
        List.of(
            Securing.by(new ProofOptions(Cryptosuite.EDDSA_RDFC_2022, did + "#key-1", THEN)),
            Securing.jws(
                CredentialFormat.SD_JWT,
                second,
                new VcJwt.KeyReference.Kid(did + "#key-2" + DidDocument.JWK_SUFFIX)))) {
      switch (lint.prepare(credential.toJsonBytes(), securing)) {
        case Preparation.Ready ready -> {}
        case Preparation.Refused refused ->
            throw new IllegalStateException("the lint refused it: " + refused.findings());
      }
    }
  }
}
