package dev.laurel.functions.verification;

import dev.laurel.aws.dynamodb.DynamoItemReader;
import dev.laurel.runtime.EdgeHandler;

/// The entry point for Lambda.
public final class VerificationHandler extends EdgeHandler {
  public VerificationHandler() {
    super(Wiring.aws(System.getenv()), DynamoItemReader::prime, Warmth::run);
  }
}
