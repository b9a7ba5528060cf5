package dev.laurel.functions.grading;

import dev.laurel.aws.dynamodb.DynamoItemStore;
import dev.laurel.aws.s3.S3ObjectStore;
import dev.laurel.runtime.EdgeHandler;

/// The entry point for Lambda.
public final class GradingHandler extends EdgeHandler {
  public GradingHandler() {
    super(Wiring.aws(System.getenv()), DynamoItemStore::prime, S3ObjectStore::prime);
  }
}
