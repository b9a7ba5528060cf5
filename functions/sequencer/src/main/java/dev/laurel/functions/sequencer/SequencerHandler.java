package dev.laurel.functions.sequencer;

import dev.laurel.aws.dynamodb.DynamoItemStore;
import dev.laurel.aws.kms.KmsLogKeys;
import dev.laurel.aws.kms.KmsLogSigner;
import dev.laurel.aws.s3.S3ObjectStore;
import dev.laurel.runtime.EdgeHandler;

/// The entry point for Lambda. Before a snapshot a made-up batch is hashed, and the real clients
/// run over canned answers.
public final class SequencerHandler extends EdgeHandler {
  public SequencerHandler() {
    super(
        Wiring.aws(System.getenv()),
        Warmth::prime,
        DynamoItemStore::prime,
        S3ObjectStore::prime,
        KmsLogKeys::prime,
        KmsLogSigner::prime);
  }
}
