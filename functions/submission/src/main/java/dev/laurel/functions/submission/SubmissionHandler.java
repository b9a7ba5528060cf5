package dev.laurel.functions.submission;

import dev.laurel.aws.dynamodb.DynamoItemStore;
import dev.laurel.aws.s3.S3ObjectStore;
import dev.laurel.runtime.EdgeHandler;

/// The entry point for Lambda.
public final class SubmissionHandler extends EdgeHandler {
  public SubmissionHandler() {
    super(Wiring.aws(System.getenv()), DynamoItemStore::prime, S3ObjectStore::prime);
  }
}
