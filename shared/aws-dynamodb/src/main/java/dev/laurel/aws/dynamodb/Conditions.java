package dev.laurel.aws.dynamodb;

import dev.laurel.storage.Condition;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A condition as DynamoDB takes it: an expression and the values that it names.
record Conditions(String expression, Map<String, AttributeValue> values) {
  private static final String EXPIRED = "expires <= :now";
  private static final String LIVES =
      "attribute_exists(pk) AND (attribute_not_exists(expires) OR expires > :now)";

  /// An item that has expired counts as absent, whether or not TTL removed it.
  static Conditions of(Condition condition, Instant now) {
    AttributeValue seconds = ItemAttributes.number(now.getEpochSecond());
    return switch (condition) {
      case Condition.Absent() ->
          new Conditions("attribute_not_exists(pk) OR " + EXPIRED, Map.of(":now", seconds));
      case Condition.Present() -> new Conditions(LIVES, Map.of(":now", seconds));
      case Condition.VersionIs(long version) ->
          new Conditions(
              LIVES + " AND v = :version",
              Map.of(":now", seconds, ":version", ItemAttributes.number(version)));
    };
  }
}
