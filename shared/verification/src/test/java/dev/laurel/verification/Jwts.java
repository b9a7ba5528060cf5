package dev.laurel.verification;

import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.did.NamedKey;
import dev.laurel.credentials.jose.JwsAlgorithm;
import dev.laurel.credentials.jose.PublicJwk;
import dev.laurel.credentials.jose.VcJwt;
import dev.laurel.credentials.sdjwt.SdJwtVc;
import dev.laurel.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// The sample credential as JWT and SD-JWT, by a P-256 key that the sample issuer lists beside its
/// first.
final class Jwts {
  static final String KID = Samples.DID.text() + "#key-2";

  final Samples samples = new Samples();
  final TestKey key = TestKey.p256();

  Jwts() {
    samples.publish(
        DidDocument.issuer(
            Samples.DID,
            List.of(
                new NamedKey("key-1", samples.key.multikey()),
                new NamedKey("key-2", key.multikey()))));
  }

  static byte[] unsigned() {
    return Samples.credential().toJsonBytes();
  }

  PublicJwk jwk() {
    return PublicJwk.of(key.multikey()).orElseThrow();
  }

  static ObjectNode header(VcJwt.KeyReference reference) {
    return VcJwt.header(JwsAlgorithm.ES256, reference);
  }

  static ObjectNode kid(String kid) {
    return header(new VcJwt.KeyReference.Kid(kid));
  }

  ObjectNode withJwk() {
    return header(new VcJwt.KeyReference.Jwk(jwk()));
  }

  String sign(ObjectNode header, byte[] payload) {
    return sign(header, payload, key);
  }

  static String sign(ObjectNode header, byte[] payload, TestKey key) {
    byte[] input = VcJwt.signingInput(header, payload);
    return VcJwt.compact(input, key.signature(input));
  }

  /// The sample, its key named by a DID URL.
  String jwt() {
    return sign(kid(KID), VcJwt.payload(unsigned()));
  }

  /// The sample with a changed payload.
  String jwt(Consumer<ObjectNode> change) {
    ObjectNode payload = Json.parse(VcJwt.payload(unsigned())).asObject();
    change.accept(payload);
    return sign(kid(KID), Json.bytes(payload));
  }

  String sdJwt() {
    SdJwtVc.Unsigned unsigned = unsignedSdJwt();
    byte[] input = unsigned.signingInput(JwsAlgorithm.ES256, new VcJwt.KeyReference.Kid(KID));
    return unsigned.compact(input, key.signature(input));
  }

  private static SdJwtVc.Unsigned unsignedSdJwt() {
    return SdJwtVc.of(Json.parse(unsigned()), "https://school.example/vct", new Random(7));
  }

  VerificationReport verify(String text) {
    return samples.verify(bytes(text));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String envelope(String mediaType, String text) {
    return Json.write(
        Json.object()
            .put("@context", "https://www.w3.org/ns/credentials/v2")
            .put("id", "data:" + mediaType + "," + text)
            .put("type", "EnvelopedVerifiableCredential"));
  }
}
