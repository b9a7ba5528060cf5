package dev.laurel.embedded;

import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.Multikey;
import dev.laurel.credentials.proof.SignatureEngine;
import dev.laurel.issuance.PreparedCredential;
import dev.laurel.issuance.ProofSigner;
import dev.laurel.issuance.SignerUnavailable;
import dev.laurel.issuers.SigningKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/// The deployment's signing keys in files of one machine: `key-1` (Ed25519) and `key-2` (P-256),
/// made at first start. The folder and files are for their owner alone and say that they are LOCAL;
/// whoever can read them can sign, so a production stage is refused.
public final class FileKeys implements ProofSigner, SigningKeys {
  private static final String MARK = "LOCAL";
  private static final String HEADER =
      MARK + " key of Laurel, made on this machine for trying things out. Not for production.\n";

  private final List<LocalKey> keys;

  private record LocalKey(DeploymentKey published, PrivateKey secret) {}

  private FileKeys(List<LocalKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /// The keys in the folder; those that are missing are made. Any number of processes may start at
  /// once: all see the same keys. Throws [IllegalStateException] in the stage `production`, and for
  /// a file that is no key of ours.
  public static FileKeys open(Path folder, String stage, SecureRandom random) {
    if (stage.equals("production")) {
      throw new IllegalStateException("keys in files are not for the stage production");
    }
    try {
      AtomicFiles.createPrivateFolder(folder);
      AtomicFiles.createPrivate(folder.resolve(MARK), HEADER.getBytes(StandardCharsets.US_ASCII));
      return new FileKeys(
          List.of(
              key(folder, "key-1", KeyAlgorithm.ED25519, random),
              key(folder, "key-2", KeyAlgorithm.P256, random)));
    } catch (IOException failed) {
      throw new UncheckedIOException("the signing keys cannot be read", failed);
    }
  }

  @Override
  public List<DeploymentKey> publicKeys() {
    return keys.stream().map(LocalKey::published).toList();
  }

  @Override
  public byte[] sign(PreparedCredential prepared) {
    for (LocalKey key : keys) {
      if (key.published().fragment().equals(prepared.keyFragment())
          && key.published().key().algorithm() == prepared.suite().algorithm()) {
        return SignatureEngine.sign(
            key.published().key().algorithm(), key.secret(), prepared.hashData());
      }
    }
    throw new SignerUnavailable(
        "no key " + prepared.keyFragment() + " for " + prepared.suite(),
        false,
        new IllegalArgumentException("unknown key"));
  }

  private static LocalKey key(
      Path folder, String fragment, KeyAlgorithm algorithm, SecureRandom random)
      throws IOException {
    Path file = folder.resolve(fragment + ".pem");
    try {
      if (!Files.exists(file)) {
        byte[] fresh = text(generate(algorithm, random)).getBytes(StandardCharsets.US_ASCII);
        AtomicFiles.createPrivate(file, fresh);
      }
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      if (!text.startsWith(MARK)) {
        throw new IllegalStateException("not a key made by Laurel for one machine: " + fragment);
      }
      Multikey key = Multikey.fromSpki(block(text, "PUBLIC KEY"));
      if (key.algorithm() != algorithm) {
        throw new IllegalStateException(fragment + " is not a key of " + algorithm);
      }
      PrivateKey secret =
          KeyFactory.getInstance(algorithm == KeyAlgorithm.ED25519 ? "Ed25519" : "EC")
              .generatePrivate(new PKCS8EncodedKeySpec(block(text, "PRIVATE KEY")));
      return new LocalKey(new DeploymentKey(fragment, key), secret);
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      throw new IllegalStateException("not a readable key: " + fragment, unreadable);
    }
  }

  private static KeyPair generate(KeyAlgorithm algorithm, SecureRandom random)
      throws GeneralSecurityException {
    return switch (algorithm) {
      case ED25519 -> {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(255, random);
        yield generator.generateKeyPair();
      }
      case P256 -> {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        yield generator.generateKeyPair();
      }
    };
  }

  private static String text(KeyPair pair) {
    return HEADER
        + block("PRIVATE KEY", pair.getPrivate().getEncoded())
        + block("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  private static String block(String name, byte[] content) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(name, lines.encodeToString(content), name);
  }

  private static byte[] block(String text, String name) {
    String begin = "-----BEGIN " + name + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + name + "-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no block " + name);
    }
    return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
  }
}
