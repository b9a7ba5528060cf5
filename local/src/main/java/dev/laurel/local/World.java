package dev.laurel.local;

import dev.laurel.issuance.ProofSigner;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.notification.Mailer;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectStore;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// The ports of one deployment, whatever is behind them: this machine, or AWS.
public record World(
    ItemStore items,
    ObjectStore evidence,
    ObjectStore publicObjects,
    SigningKeys keys,
    ProofSigner signer,
    Mailer mailer,
    InstantSource clock,
    RandomGenerator random) {}
