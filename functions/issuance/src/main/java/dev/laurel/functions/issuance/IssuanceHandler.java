package dev.laurel.functions.issuance;

import dev.laurel.aws.dynamodb.DynamoItemStore;
import dev.laurel.aws.kms.KmsKeys;
import dev.laurel.aws.kms.KmsLogKeys;
import dev.laurel.aws.kms.KmsProofSigner;
import dev.laurel.aws.s3.S3ObjectStore;
import dev.laurel.issuance.Rehearsal;
import dev.laurel.runtime.EdgeHandler;

/// The entry point for Lambda. Before a snapshot one made-up credential goes through lint,
/// signature and verification, and the real clients run over canned answers.
public final class IssuanceHandler extends EdgeHandler {
  public IssuanceHandler() {
    super(
        Wiring.aws(System.getenv()),
        Rehearsal::run,
        DynamoItemStore::prime,
        S3ObjectStore::prime,
        KmsKeys::prime,
        KmsLogKeys::prime,
        KmsProofSigner::prime);
  }
}
