package dev.laurel.local.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.issuance.PreparedCredential;
import dev.laurel.issuance.PreparedKeyEntry;
import dev.laurel.issuance.ProofSigner;
import dev.laurel.issuance.SignerUnavailable;
import dev.laurel.issuers.SigningKeys;
import dev.laurel.json.Json;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Read;
import dev.laurel.storage.Table;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.schedule.Scheduled;
import dev.laurel.tlog.entry.EntryId;
import dev.laurel.tlog.sequencing.EntryRow;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The issuer's key: refuses what is not in the log at that moment, and remembers the rest.
final class ModelKeys implements ProofSigner, SigningKeys {
  /// One signature: over what, for which log entry.
  record Signed(String hashData, String entry) {}

  private static final KeyPair PAIR = pair();

  private final MemoryItemStore memory;
  private final List<Signed> signed;

  ModelKeys(MemoryItemStore memory, List<Signed> before) {
    this.memory = memory;
    this.signed = new ArrayList<>(before);
  }

  static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519", "SunEC").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Signed> signed() {
    return List.copyOf(signed);
  }

  @Override
  public List<DeploymentKey> publicKeys() {
    return List.of(new DeploymentKey("key-1", Multikey.fromSpki(PAIR.getPublic().getEncoded())));
  }

  @Override
  public byte[] sign(PreparedCredential prepared) {
    return Scheduled.call(
        "sign",
        () -> signLogged(HexFormat.of().formatHex(prepared.hashData()), prepared.hashData()),
        lost -> new SignerUnavailable(lost, true, new IllegalStateException(lost)));
  }

  private byte[] signLogged(String hash, byte[] hashData) {
    List<JsonNode> intents =
        memory.all(Table.ITEMS).stream()
            .filter(item -> item.key().sort().startsWith("INTENT#"))
            .map(item -> Json.read(item.body(), JsonNode.class))
            .filter(row -> row.path("hashData").asString("").equals(hash))
            .toList();
    assertThat(intents).as("2, 7: only what one intent has fixed is signed").hasSize(1);
    String entry = intents.getFirst().path("entry").asString("");
    EntryRow row =
        memory
            .get(EntryRow.key(new EntryId(entry)), Read.CONSISTENT)
            .map(EntryRow::from)
            .orElseThrow();
    assertThat(row.state()).as("2: logged before it is signed").isEqualTo(EntryRow.State.LOGGED);
    if (!intents.getFirst().path("abandoned").asString("").isEmpty()) {
      String credential = intents.getFirst().path("credential").asString();
      assertThat(memory.get(ItemKey.of("CRED#" + credential, "REVOCATION"), Read.CONSISTENT))
          .as("3: what is signed although it was given up is revoked already")
          .isPresent();
    }
    signed.add(new Signed(hash, entry));
    return sign(Cryptosuite.EDDSA_RDFC_2022, hashData);
  }

  @Override
  public byte[] sign(PreparedKeyEntry prepared) {
    return sign(prepared.suite(), prepared.statement());
  }

  private static byte[] sign(Cryptosuite suite, byte[] message) {
    assertThat(suite).isEqualTo(Cryptosuite.EDDSA_RDFC_2022);
    return SignatureEngine.sign(KeyAlgorithm.ED25519, PAIR.getPrivate(), message);
  }
}
