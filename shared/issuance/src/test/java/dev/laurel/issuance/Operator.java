package dev.laurel.issuance;

import dev.laurel.credentials.did.Did;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.issuers.SigningKeys.DeploymentKey;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Item;
import dev.laurel.storage.Message;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import dev.laurel.tlog.entry.KeyAdd;
import dev.laurel.tlog.entry.KeyRetire;
import dev.laurel.tlog.entry.KeyStatements;
import dev.laurel.verification.published.HostedDid;
import dev.laurel.verification.published.KeyEnd;
import dev.laurel.verification.published.PublishedDid;
import dev.laurel.verification.published.PublishedKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the operator's function writes about the keys of the world's issuer.
final class Operator {
  private final World world;
  private final String did;

  Operator(World world) {
    this.world = world;
    this.did = world.site.did(world.issuer);
  }

  /// Registers the issuer's deployment keys, and lets the log settle.
  void register() {
    for (DeploymentKey key : world.signer.publicKeys()) {
      add(key.fragment(), did, key.fragment(), key.key());
    }
    tell();
    settle();
  }

  /// Makes an own key; the log has not heard of it yet.
  PublishedKey make(String fragment, String algorithm) {
    Multikey key = world.signer.make(world.issuer, fragment, algorithm);
    PublishedKey row = add(fragment, did, fragment, key);
    publish();
    tell();
    return row;
  }

  /// Makes an own key with a did:key of its own.
  PublishedKey makeDidKey(String fragment, String algorithm) {
    Multikey key = world.signer.make(world.issuer, fragment, algorithm);
    Did own = new Did("did:key:" + key.text());
    world.write(new HostedDid(own, world.issuer).create());
    PublishedKey row = add(fragment, own.text(), key.text(), key);
    tell();
    return row;
  }

  void retire(String fragment) {
    end(fragment, OptionalLong.empty());
  }

  void compromised(String fragment, long below) {
    end(fragment, OptionalLong.of(below));
  }

  private void end(String fragment, OptionalLong below) {
    PublishedKey row = key(fragment);
    String statement =
        new KeyRetire(
                row.did(),
                row.method(),
                row.publicKeyMultibase(),
                below,
                "said so",
                List.of(),
                world.clock.instant())
            .statementJson();
    KeyEnd end =
        below.isEmpty()
            ? KeyEnd.retired(statement)
            : KeyEnd.compromised(below.getAsLong(), statement);
    world.write(row.ending(end).write());
    publish();
    tell();
  }

  PublishedKey key(String fragment) {
    return world.published.key(world.issuer, fragment).orElseThrow();
  }

  /// Delivers the message, and lets the log settle.
  void settle() {
    world.room().begin(world.issuer);
    world.settleLog();
  }

  private PublishedKey add(String name, String of, String fragment, Multikey key) {
    boolean first =
        world.published.keys(world.issuer).stream().noneMatch(row -> row.did().equals(of));
    KeyAdd unsigned =
        new KeyAdd(
            of,
            of + "#" + fragment,
            key.text(),
            List.of(Cryptosuite.of(key.algorithm()).text()),
            List.of(),
            world.clock.instant());
    PublishedKey.Signature root =
        new PublishedKey.Signature(
            KeyStatements.rootMethod(world.log.publicKey()),
            KeyWords.text(world.log.sign(unsigned)));
    PublishedKey row =
        new PublishedKey(
            world.issuer,
            name,
            1,
            unsigned.method(),
            unsigned.publicKeyMultibase(),
            unsigned.suites(),
            unsigned.statementJson(),
            first ? List.of(root) : List.of(),
            "");
    world.write(row.write());
    return row;
  }

  /// The DID document of the keys as they stand.
  private void publish() {
    List<NamedKey> deployment =
        world.signer.publicKeys().stream()
            .map(key -> new NamedKey(key.fragment(), key.key()))
            .toList();
    long version = world.published.did(world.issuer).orElseThrow().version();
    List<PublishedKey> rows = world.published.keys(world.issuer);
    world.write(PublishedDid.of(world.issuer, version + 1, new Did(did), deployment, rows).write());
  }

  private void tell() {
    Message message = IssuerBeginnings.message(world.issuer);
    Optional<Item> stored = world.memory.get(message.key(), Read.CONSISTENT);
    world.write(
        new Write.Put(
            message.waiting(world.clock.instant()),
            stored.map(item -> Condition.versionIs(item.version())).orElse(Condition.ABSENT)));
  }
}
