package dev.laurel.functions.notification;

import dev.laurel.aws.dynamodb.DynamoItemStore;
import dev.laurel.aws.ses.SesMailer;
import dev.laurel.runtime.EdgeHandler;

/// The entry point for Lambda.
public final class NotificationHandler extends EdgeHandler {
  public NotificationHandler() {
    super(Wiring.aws(System.getenv()), DynamoItemStore::prime, SesMailer::prime);
  }
}
