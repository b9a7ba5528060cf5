package dev.laurel.local;

import dev.laurel.local.template.Node;
import dev.laurel.local.template.TableSpec;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.storage.Table;
import dev.laurel.testkit.Fresh;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// Tables and buckets at an endpoint, made from the template's own properties under fresh names; an
/// endpoint keeps them.
final class EndpointResources {
  private EndpointResources() {}

  /// Every table of the template.
  static Map<Table, String> tables(DynamoDbClient client, TemplateFile template) {
    Map<Table, String> names = new EnumMap<>(Table.class);
    for (TableSpec spec : template.tables()) {
      names.put(spec.table(), table(client, template.resource(spec.logicalId())));
    }
    return names;
  }

  private static String table(DynamoDbClient client, Node resource) {
    Node properties = resource.at("Properties").orElseThrow();
    String name = Fresh.text("laurel-");
    List<AttributeDefinition> attributes =
        properties.at("AttributeDefinitions").orElseThrow().items().stream()
            .map(a ->
                AttributeDefinition.builder()
                    .attributeName(a.text("AttributeName").orElseThrow())
                    .attributeType(a.text("AttributeType").orElseThrow())
                    .build())
            .toList();
    List<GlobalSecondaryIndex> indexes =
        properties.at("GlobalSecondaryIndexes").orElseThrow().items().stream()
            .map(i ->
                GlobalSecondaryIndex.builder()
                    .indexName(i.text("IndexName").orElseThrow())
                    .keySchema(keySchema(i))
                    .projection(
                        p -> p.projectionType(i.text("Projection", "ProjectionType").orElseThrow()))
                    .build())
            .toList();
    client.createTable(to ->
        to.tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(attributes)
            .keySchema(keySchema(properties))
            .globalSecondaryIndexes(indexes));
    client.waiter().waitUntilTableExists(to -> to.tableName(name));
    return name;
  }

  private static List<KeySchemaElement> keySchema(Node owner) {
    return owner.at("KeySchema").orElseThrow().items().stream()
        .map(k ->
            KeySchemaElement.builder()
                .attributeName(k.text("AttributeName").orElseThrow())
                .keyType(k.text("KeyType").orElseThrow())
                .build())
        .toList();
  }

  static String bucket(S3Client client) {
    String name = Fresh.text("laurel-");
    client.createBucket(to -> to.bucket(name));
    client.putBucketVersioning(to ->
        to.bucket(name).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    return name;
  }
}
