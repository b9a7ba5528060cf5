package dev.laurel.credentials.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.MultibaseText;
import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.openbadges.Samples;
import dev.laurel.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Derived ecdsa-sd-2023 proofs over a badge, made here as an issuer and a holder would.
final class SelectiveDisclosureTest {
  private static final Canonicalizer CANONICALIZER = new Canonicalizer(Contexts.bundled());
  private static final KeyPair ISSUER = TestKeys.pair(KeyAlgorithm.P256);
  private static final KeyPair ONCE = TestKeys.pair(KeyAlgorithm.P256);
  private static final Pattern NODE = Pattern.compile("_:c14n([0-9]+)");
  private static final String EVIL = "_:c14n0 \" \\ . _:c14n1 <urn:x> \n\t\u20ac \ud83c\udf09";

  private final TreeMap<Integer, byte[]> labels = new TreeMap<>();
  private final List<String> statements = new ArrayList<>();
  private final ObjectNode signed = document();

  private static ObjectNode document() {
    ObjectNode badge = (ObjectNode) Json.parse(Samples.credential().toJsonBytes());
    return badge.put("name", EVIL);
  }

  private static String text(Canonicalization form) {
    return new String(((Canonicalization.Canonical) form).nquads(), StandardCharsets.UTF_8);
  }

  private static byte[] sign(KeyPair pair, byte[] message) {
    return SignatureEngine.sign(KeyAlgorithm.P256, pair.getPrivate(), message);
  }

  /// The whole badge with a proof in which every third statement is mandatory.
  private byte[] proofValue(ObjectNode options) {
    Random random = new Random(23);
    for (String line : text(CANONICALIZER.canonicalize(document())).split("(?<=\n)")) {
      statements.add(outsideOfTexts(line, random));
    }
    statements.sort(null);
    ByteArrayOutputStream mandatory = new ByteArrayOutputStream();
    List<byte[]> signatures = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      byte[] statement = statements.get(i).getBytes(StandardCharsets.UTF_8);
      if (i % 3 == 0) {
        mandatory.writeBytes(statement);
        indexes.add(i);
      } else {
        signatures.add(sign(ONCE, statement));
      }
    }
    ObjectNode config = options.deepCopy();
    config.set("@context", document().path("@context"));
    byte[] key = TestKeys.multikey(ONCE).bytes();
    ByteArrayOutputStream base = new ByteArrayOutputStream();
    base.writeBytes(
        Sha256.of(text(CANONICALIZER.canonicalize(config)).getBytes(StandardCharsets.UTF_8)));
    base.writeBytes(key);
    base.writeBytes(Sha256.of(mandatory.toByteArray()));
    return cbor(sign(ISSUER, base.toByteArray()), key, signatures, indexes);
  }

  /// Relabels with a regular expression, in the parts of a line that no quotation mark encloses.
  private String outsideOfTexts(String line, Random random) {
    int from = line.indexOf('"');
    int to = line.lastIndexOf('"');
    return from < 0
        ? relabelled(line, random)
        : relabelled(line.substring(0, from), random)
            + line.substring(from, to)
            + relabelled(line.substring(to), random);
  }

  private String relabelled(String part, Random random) {
    Matcher matcher = NODE.matcher(part);
    return matcher.replaceAll(found -> {
      byte[] label =
          labels.computeIfAbsent(
              Integer.valueOf(found.group(1)),
              node -> {
                byte[] bytes = new byte[32];
                random.nextBytes(bytes);
                return bytes;
              });
      return "_:" + MultibaseText.base64Url(label);
    });
  }

  private byte[] cbor(byte[] base, byte[] key, List<byte[]> signatures, List<Integer> indexes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xd9, 0x5d, 0x01, (byte) 0x85});
    bytes(out, base);
    bytes(out, key);
    head(out, 4, signatures.size());
    signatures.forEach(signature -> bytes(out, signature));
    head(out, 5, labels.size());
    labels.forEach((node, label) -> {
      head(out, 0, node);
      bytes(out, label);
    });
    head(out, 4, indexes.size());
    indexes.forEach(index -> head(out, 0, index));
    return out.toByteArray();
  }

  private static void bytes(ByteArrayOutputStream out, byte[] bytes) {
    head(out, 2, bytes.length);
    out.writeBytes(bytes);
  }

  private static void head(ByteArrayOutputStream out, int major, int value) {
    if (value < 24) {
      out.write(major << 5 | value);
    } else if (value < 256) {
      out.write(major << 5 | 24);
      out.write(value);
    } else {
      out.write(major << 5 | 25);
      out.write(value >> 8);
      out.write(value);
    }
  }

  private static ObjectNode options() {
    return Json.object()
        .put("type", "DataIntegrityProof")
        .put("cryptosuite", "ecdsa-sd-2023")
        .put("created", "2026-03-01T10:00:00Z")
        .put("verificationMethod", Samples.ISSUER + "#key-2")
        .put("proofPurpose", "assertionMethod");
  }

  private ProofResult verify(byte[] value) {
    return verify(value, new WorkBudget());
  }

  private ProofResult verify(byte[] value, WorkBudget budget) {
    ObjectNode proof = options().put("proofValue", MultibaseText.base64Url(value));
    signed.set("proof", proof);
    SecuredForms forms =
        new DataIntegrity(CANONICALIZER)
            .forms(
                ((SecuredDocument.Parsed.Secured) SecuredDocument.parse(signed)).document(),
                budget);
    return forms.verify(forms.secured().proofs().getFirst(), TestKeys.multikey(ISSUER));
  }

  @Test
  void verify_badgeWithTextsThatLookLikeNodes_holds() {
    byte[] value = proofValue(options());
    assertThat(labels.size()).isGreaterThan(3);
    assertThat(verify(value)).isEqualTo(new ProofResult.Holds());
    signed.put("name", EVIL.replace("c14n1", "c14n2"));
    assertThat(verify(value)).isInstanceOf(ProofResult.Broken.class);
  }

  @Test
  @Tag("check-10")
  void verify_anyByteOfTheProofChanged_isBroken() {
    byte[] value = proofValue(options());
    for (int i = 0; i < value.length; i += i < 16 || i > value.length - 200 ? 1 : 37) {
      byte[] changed = value.clone();
      changed[i] ^= 1;
      assertThat(verify(changed)).as("byte " + i).isInstanceOf(ProofResult.Broken.class);
      assertThat(verify(Arrays.copyOf(value, i))).isInstanceOf(ProofResult.Broken.class);
    }
    assertThat(verify(Arrays.copyOf(value, value.length + 1)))
        .isInstanceOf(ProofResult.Broken.class);
  }

  @Test
  @Tag("check-24")
  void verify_moreStatementsThanOneVerificationPaysFor_isRefused() {
    byte[] value = proofValue(options());
    int each = DerivedProof.parse(value).orElseThrow().signatures().size();
    WorkBudget budget = new WorkBudget();
    for (int i = 0; i < WorkBudget.MAX_STATEMENTS / each; i++) {
      assertThat(verify(value, budget)).isEqualTo(new ProofResult.Holds());
    }
    assertThat(verify(value, budget))
        .isInstanceOfSatisfying(
            Canonicalization.Refused.class,
            refused ->
                assertThat(refused.reason()).isEqualTo(Canonicalization.Reason.RESOURCE_LIMIT));
    assertThat(budget.isExhausted()).isTrue();
  }

  @Test
  void parse_otherCbor_isEmpty() {
    byte[] value = proofValue(options());
    assertThat(DerivedProof.parse(value)).isPresent();
    List<byte[]> many = new ArrayList<>();
    for (int i = 0; i <= DerivedProof.MAX_SIGNATURES; i++) {
      many.add(new byte[64]);
    }
    byte[] key = TestKeys.multikey(ONCE).bytes();
    byte[] ed25519 = TestKeys.multikey(TestKeys.pair(KeyAlgorithm.ED25519)).bytes();
    List<Integer> none = List.of();
    assertThat(DerivedProof.parse(cbor(new byte[64], key, many, none))).isEmpty();
    many.removeLast();
    assertThat(DerivedProof.parse(cbor(new byte[64], key, many, none))).isPresent();
    assertThat(DerivedProof.parse(cbor(new byte[63], key, many, none))).isEmpty();
    assertThat(DerivedProof.parse(cbor(new byte[64], ed25519, many, none))).isEmpty();
    assertThat(DerivedProof.parse(cbor(new byte[64], key, many, List.of(1, 1)))).isEmpty();
    assertThat(DerivedProof.parse(cbor(new byte[64], key, many, List.of(10_001)))).isEmpty();
    Integer first = labels.firstKey();
    labels.put(5_000, labels.get(first));
    assertThat(DerivedProof.parse(cbor(new byte[64], key, many, none))).isEmpty();
  }

  @Test
  void parse_numberNotInItsShortestForm_isEmpty() {
    for (byte[] tail :
        List.of(
            new byte[] {(byte) 0x98, 0x01, 0x07},
            new byte[] {(byte) 0x99, 0x00, 0x01, 0x07},
            new byte[] {(byte) 0x9a, 0x00, 0x00, 0x00, 0x01, 0x07},
            new byte[] {(byte) 0x9f, 0x07, (byte) 0xff},
            new byte[] {(byte) 0x81, 0x18, 0x07},
            new byte[] {(byte) 0x81, 0x27})) {
      byte[] sound = cbor(new byte[64], TestKeys.multikey(ONCE).bytes(), List.of(), List.of(7));
      byte[] head = Arrays.copyOf(sound, sound.length - 2);
      byte[] whole = Arrays.copyOf(head, head.length + tail.length);
      System.arraycopy(tail, 0, whole, head.length, tail.length);
      assertThat(DerivedProof.parse(sound)).isPresent();
      assertThat(DerivedProof.parse(whole)).isEmpty();
    }
  }

  @Test
  void parse_anyBytes_neverThrows() {
    Random random = new Random(1);
    byte[] value = proofValue(options());
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(value, random.nextInt(value.length + 1));
      for (int j = random.nextInt(4); j > 0 && bytes.length > 3; j--) {
        bytes[3 + random.nextInt(bytes.length - 3)] = (byte) random.nextInt();
      }
      read += DerivedProof.parse(bytes).isPresent() ? 1 : 0;
    }
    assertThat(read).isLessThan(20_000);
  }
}
