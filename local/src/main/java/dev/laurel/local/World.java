package dev.laurel.local;

import dev.laurel.issuance.ProofSigner;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.notification.Mailer;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.ObjectStore;
import dev.laurel.tlog.entry.RootKey;
import dev.laurel.tlog.sequencing.LogSigner;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// The ports of one deployment, whatever is behind them: this machine, or AWS.
///
/// @param log the transparency log's objects
/// @param logSigner the log's own keys
/// @param rootKey signs the first key of each issuer into the log
public record World(
    ItemStore items,
    ObjectStore evidence,
    ObjectStore publicObjects,
    ObjectStore log,
    SigningKeys keys,
    ProofSigner signer,
    LogSigner logSigner,
    RootKey rootKey,
    Mailer mailer,
    InstantSource clock,
    RandomGenerator random) {}
