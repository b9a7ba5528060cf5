package dev.laurel.local.keys;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.issuers.SigningKeyName;
import dev.laurel.json.Json;
import dev.laurel.local.StartRefused;
import dev.laurel.storage.IssuerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.Tag;

/// In KMS, with the operator's own credentials. The key's tags let issuance's role sign with it;
/// its policy lets nobody else of the account, and its alias is how functions find it.
public final class KmsKeyMaker implements KeyMaker {
  /// What whoever administers the account may do with a key: everything but sign.
  private static final List<String> ADMINISTERS =
      List.of(
          "kms:DescribeKey",
          "kms:GetKeyPolicy",
          "kms:PutKeyPolicy",
          "kms:ListResourceTags",
          "kms:TagResource",
          "kms:UntagResource",
          "kms:UpdateKeyDescription",
          "kms:CreateAlias",
          "kms:DeleteAlias",
          "kms:EnableKey",
          "kms:DisableKey",
          "kms:ScheduleKeyDeletion",
          "kms:CancelKeyDeletion",
          "kms:GetPublicKey");

  private final KmsClient client;
  private final String stack;

  public KmsKeyMaker(KmsClient client, String stack) {
    this.client = client;
    this.stack = stack;
  }

  @Override
  public void make(IssuerId issuer, String fragment, KeyAlgorithm algorithm, boolean didKey) {
    String alias = alias(SigningKeyName.of(issuer, fragment));
    KeyMetadata key = find(alias).orElseGet(() -> create(issuer, fragment, algorithm, alias));
    if (key.keySpec() != spec(algorithm)) {
      throw new StartRefused(alias + " is there already, and of another type.");
    }
    client.putKeyPolicy(to ->
        to.keyId(key.keyId()).policyName("default").policy(policy(key.arn(), key.awsAccountId())));
    if (didKey) {
      byte[] spki = client.getPublicKey(to -> to.keyId(key.keyId())).publicKey().asByteArray();
      String own = alias(Multikey.fromSpki(spki).text());
      if (find(own).isEmpty()) {
        client.createAlias(to -> to.aliasName(own).targetKeyId(key.keyId()));
      }
    }
  }

  private String alias(String name) {
    return "alias/" + stack + "-" + name.replace('/', '-');
  }

  private Optional<KeyMetadata> find(String alias) {
    try {
      return Optional.of(client.describeKey(to -> to.keyId(alias)).keyMetadata());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private KeyMetadata create(
      IssuerId issuer, String fragment, KeyAlgorithm algorithm, String alias) {
    KeyMetadata key =
        client
            .createKey(to ->
                to.description("Laurel, signs for issuer " + issuer + " (" + fragment + ")")
                    .keySpec(spec(algorithm))
                    .keyUsage(KeyUsageType.SIGN_VERIFY)
                    .tags(
                        tag("laurel:stack", stack),
                        tag("laurel:issuer", issuer.text()),
                        tag("laurel:key", fragment)))
            .keyMetadata();
    client.createAlias(to -> to.aliasName(alias).targetKeyId(key.keyId()));
    return key;
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().tagKey(key).tagValue(value).build();
  }

  private static KeySpec spec(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case ED25519 -> KeySpec.ECC_NIST_EDWARDS25519;
      case P256 -> KeySpec.ECC_NIST_P256;
      case ML_DSA_44 -> KeySpec.ML_DSA_44;
      case P384 -> throw new StartRefused("Nobody signs with P-384 here.");
    };
  }

  /// The roles are named by what CloudFormation makes of their names in the template, because the
  /// rest of it is drawn; what they may do is said a second time in their own policies, by the tag.
  private String policy(String arn, String account) {
    String partition = arn.split(":", -1)[1];
    Map<String, String> root = Map.of("AWS", "arn:%s:iam::%s:root".formatted(partition, account));
    String role = "arn:%s:iam::%s:role/%s-".formatted(partition, account, stack);
    return Json.write(
        Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(
                statement("AccountAdministers", root, ADMINISTERS, Map.of()),
                statement(
                    "IssuanceSigns",
                    root,
                    List.of("kms:Sign", "kms:GetPublicKey"),
                    onlyRole(role + "IssuanceRole-*")),
                statement(
                    "IssuersPublishesTheKey",
                    root,
                    List.of("kms:GetPublicKey"),
                    onlyRole(role + "IssuersRole-*")))));
  }

  private static Map<String, Object> onlyRole(String arn) {
    return Map.of("ArnLike", Map.of("aws:PrincipalArn", arn));
  }

  private static Map<String, Object> statement(
      String sid, Map<String, String> principal, List<String> actions, Map<String, ?> condition) {
    return condition.isEmpty()
        ? Map.of(
            "Sid",
            sid,
            "Effect",
            "Allow",
            "Principal",
            principal,
            "Action",
            actions,
            "Resource",
            "*")
        : Map.of(
            "Sid",
            sid,
            "Effect",
            "Allow",
            "Principal",
            principal,
            "Action",
            actions,
            "Resource",
            "*",
            "Condition",
            condition);
  }
}
