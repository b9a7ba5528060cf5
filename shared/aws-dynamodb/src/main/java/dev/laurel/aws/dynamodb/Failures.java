package dev.laurel.aws.dynamodb;

import dev.laurel.storage.StoreUnavailable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What an exception of the client means.
final class Failures {
  private Failures() {}

  /// The exception to throw for a call without an answer that this project knows. Only a request
  /// that is itself wrong is a bug; everything else (throttling, outage, a broken connection,
  /// garbage, missing rights, a missing table) is the store being unavailable.
  static RuntimeException of(String operation, SdkException e) {
    if (e instanceof AwsServiceException answer
        && answer.awsErrorDetails() != null
        && "ValidationException".equals(answer.awsErrorDetails().errorCode())) {
      return e;
    }
    return new StoreUnavailable("DynamoDB does not answer " + operation, e);
  }

  /// Whether the client sent the request more than once. A condition that then fails may have
  /// failed because the first attempt, whose answer was lost, was carried out.
  static boolean repeated(SdkException e) {
    Integer attempts = e.numAttempts();
    return attempts != null && attempts > 1;
  }
}
