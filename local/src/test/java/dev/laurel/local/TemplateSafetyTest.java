package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.local.template.FunctionSpec;
import dev.laurel.local.template.Node;
import dev.laurel.local.template.StreamSpec;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.storage.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// template.yaml keeps what must be kept and opens what must be open: rights, keys, tables,
/// buckets.
final class TemplateSafetyTest {
  private static final TemplateFile TEMPLATE = Statements.TEMPLATE;

  static List<FunctionSpec> functions() {
    return TEMPLATE.functions();
  }

  @Test
  void rights_areNamedOneByOne_onNamedResources() {
    for (FunctionSpec function : TEMPLATE.functions()) {
      for (Node statement : Statements.statements(function)) {
        assertThat(Statements.actions(statement))
            .as(function.name())
            .isNotEmpty()
            .noneMatch(action -> action.contains("*"));
        assertThat(statement.get("Resource").orElseThrow().items())
            .as(function.name())
            .isNotEmpty()
            .noneMatch(resource -> resource.equals(new Node.Text("*")));
      }
    }
  }

  /// Each key signs for one function, and those who only look at it can do no more.
  @Test
  void signing_isForOneFunctionPerKey() {
    Map<String, String> signers =
        Map.of(
            "SigningKeyEd25519", "IssuanceRole",
            "SigningKeyP256", "IssuanceRole",
            "LogKeyEd25519", "SequencerRole",
            "LogKeyMlDsa44", "SequencerRole",
            "RootKey", "IssuersRole");
    assertThat(signers.keySet()).containsExactlyInAnyOrderElementsOf(Statements.KEYS);
    signers.forEach((key, role) -> {
      for (Node statement : Statements.keyStatements(key)) {
        if (Statements.actions(statement).contains("kms:Sign")) {
          assertThat(statement.at("Principal", "AWS").orElseThrow())
              .as(key)
              .isEqualTo(new Node.Intrinsic("GetAtt", new Node.Text(role + ".Arn")));
        }
        assertThat(Statements.actions(statement)).doesNotContain("kms:*");
      }
    });
  }

  /// What a function is told of a key is what it may do with it: the rights lie in the keys'
  /// policies, the names in the functions' variables.
  @ParameterizedTest
  @MethodSource("functions")
  void keys_areNamedToThoseWhoMayUseThem(FunctionSpec function) {
    Node principal =
        new Node.Intrinsic("GetAtt", new Node.Text(Statements.role(function) + ".Arn"));
    Set<String> allowed =
        Statements.KEYS.stream()
            .filter(key ->
                Statements.keyStatements(key).stream()
                    .anyMatch(s -> s.at("Principal", "AWS").orElseThrow().equals(principal)))
            .collect(Collectors.toSet());
    String variables =
        TEMPLATE
            .resource(function.logicalId())
            .at("Properties", "Environment", "Variables")
            .orElseThrow()
            .toString();
    assertThat(Statements.KEYS.stream().filter(key -> variables.contains(key + ".Arn")))
        .containsExactlyInAnyOrderElementsOf(allowed);
  }

  /// Issuers' own keys are none of the template's: whoever may use one may use only those that the
  /// operator tagged, and nobody may make, tag or name one.
  @Test
  void ownKeys_areForThoseWhoseTagIsThisStacks() {
    Set<String> users = new TreeSet<>();
    for (FunctionSpec function : TEMPLATE.functions()) {
      for (Node statement : Statements.statements(function)) {
        Set<String> actions = Statements.actions(statement);
        if (actions.stream().noneMatch(action -> action.startsWith("kms:"))) {
          continue;
        }
        users.add(function.name() + " " + actions);
        Node tagged =
            statement.at("Condition", "StringEquals", "aws:ResourceTag/laurel:stack").orElseThrow();
        assertThat(tagged).isEqualTo(new Node.Intrinsic("Ref", new Node.Text("AWS::StackName")));
        assertThat(statement.text("Condition", "Null", "aws:ResourceTag/laurel:issuer"))
            .contains("false");
      }
    }
    assertThat(users)
        .containsExactly("issuance [kms:GetPublicKey, kms:Sign]", "issuers [kms:GetPublicKey]");
  }

  @Test
  void logBucket_showsCheckpointAndTilesAndNothingElse() {
    Node bucket = TEMPLATE.resource("LogBucket").at("Properties").orElseThrow();
    assertThat(bucket.text("VersioningConfiguration", "Status")).contains("Enabled");
    Set<String> open = new TreeSet<>();
    for (Node statement :
        TEMPLATE
            .resource("LogBucketPolicy")
            .at("Properties", "PolicyDocument", "Statement")
            .orElseThrow()
            .items()) {
      if (statement.text("Effect").equals(java.util.Optional.of("Allow"))) {
        statement
            .get("Resource")
            .orElseThrow()
            .items()
            .forEach(r ->
                open.add(Statements.actions(statement) + " " + ((Node.Intrinsic) r).argument()));
      }
    }
    assertThat(open)
        .containsExactly(
            "[s3:GetObject] Text[value=${LogBucket.Arn}/checkpoint]",
            "[s3:GetObject] Text[value=${LogBucket.Arn}/tile/*]",
            "[s3:ListBucket] Text[value=LogBucket.Arn]");
  }

  /// A stream of DynamoDB bears two consumers.
  @Test
  void streams_haveTwoConsumersAtMost() {
    Map<Table, Long> consumers =
        TEMPLATE.functions().stream()
            .flatMap(f -> f.streams().stream())
            .collect(Collectors.groupingBy(StreamSpec::table, Collectors.counting()));
    assertThat(consumers.values()).allMatch(count -> count <= 2);
    assertThat(TEMPLATE.functions().stream().flatMap(f -> f.streams().stream()))
        .extracting(s -> s.table() + " " + s.eventName() + " " + s.prefix())
        .containsExactlyInAnyOrder(
            "OUTBOX INSERT issuance#",
            "OUTBOX INSERT notification#",
            "LOG INSERT entry#",
            "LOG MODIFY entry#");
  }

  @Test
  void logStopped_isAnAlarmOfItsOwn() {
    assertThat(TEMPLATE.resource("LogStoppedMetric").text("Properties", "FilterPattern"))
        .contains("{ $.event = \"log-stopped\" }");
    assertThat(TEMPLATE.resource("LogStoppedAlarm").text("Properties", "MetricName"))
        .contains("LogStopped");
  }

  @Test
  void tables_areKeptEncryptedAndProtected() {
    for (String table : List.of("Items", "Outbox", "Log")) {
      Node resource = TEMPLATE.resource(table);
      assertThat(resource.text("DeletionPolicy")).contains("Retain");
      assertThat(resource.text("Properties", "DeletionProtectionEnabled")).contains("true");
      assertThat(resource.text("Properties", "SSESpecification", "SSEEnabled")).contains("true");
      assertThat(
              resource.text(
                  "Properties", "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"))
          .contains("true");
      assertThat(resource.text("Properties", "TimeToLiveSpecification", "AttributeName"))
          .contains("expires");
    }
    assertThat(TEMPLATE.resource("Items").at("Properties", "StreamSpecification")).isEmpty();
    assertThat(TEMPLATE.resource("Outbox").at("Properties", "StreamSpecification")).isPresent();
    assertThat(TEMPLATE.resource("Log").at("Properties", "StreamSpecification")).isPresent();
  }

  @Test
  void evidence_isPrivateVersionedAndTlsOnly() {
    Node bucket = TEMPLATE.resource("EvidenceBucket").at("Properties").orElseThrow();
    assertThat(bucket.at("PublicAccessBlockConfiguration").orElseThrow().members().values())
        .containsOnly(new Node.Text("true"))
        .hasSize(4);
    assertThat(bucket.text("VersioningConfiguration", "Status")).contains("Enabled");
    assertThat(bucket.at("ObjectLockEnabled")).isEmpty();
    for (String policy : List.of("EvidenceBucketPolicy", "PublicBucketPolicy", "LogBucketPolicy")) {
      assertThat(
              TEMPLATE
                  .resource(policy)
                  .at("Properties", "PolicyDocument", "Statement")
                  .orElseThrow()
                  .items())
          .anyMatch(s ->
              s.text("Effect").equals(java.util.Optional.of("Deny"))
                  && s.text("Condition", "Bool", "aws:SecureTransport")
                      .equals(java.util.Optional.of("false")));
    }
  }

  @Test
  void accessLog_carriesTheRouteAndNeverPathOrQuery() {
    String format =
        TEMPLATE.resource("Api").text("Properties", "AccessLogSettings", "Format").orElseThrow();
    assertThat(format).contains("$context.routeKey", "$context.status", "$context.requestId");
    assertThat(format)
        .doesNotContain(
            "$context.path",
            "rawPath",
            "querystring",
            "$context.requestOverride",
            "protocol",
            "ip");
  }
}
