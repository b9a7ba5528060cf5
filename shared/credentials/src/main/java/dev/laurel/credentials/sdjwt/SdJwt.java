package dev.laurel.credentials.sdjwt;

import dev.laurel.credentials.jose.CompactJws;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A JWT whose holder left out what is not to be disclosed (RFC 9901 section 4), read strictly and
/// processed: every digest has at most one disclosure, and every disclosure its digest. Not yet
/// trusted: the signature is that of [#jws]. Immutable.
public final class SdJwt {
  /// Most disclosures: a badge with every result and evidence has about 40.
  public static final int MAX_DISCLOSURES = 200;

  /// Longest text of an SD-JWT with its disclosures.
  public static final int MAX_LENGTH = CompactJws.MAX_LENGTH;

  private final CompactJws jws;
  private final ObjectNode processed;
  private final List<Disclosed> disclosed;
  private final Optional<CompactJws> keyBinding;
  private final String sdHash;

  SdJwt(
      CompactJws jws,
      ObjectNode processed,
      List<Disclosed> disclosed,
      Optional<CompactJws> keyBinding,
      String sdHash) {
    this.jws = jws;
    this.sdHash = sdHash;
    this.processed = processed;
    this.disclosed = List.copyOf(disclosed);
    this.keyBinding = keyBinding;
  }

  /// The outcome of reading.
  public sealed interface Parsed {
    /// A JWT with its disclosures in place.
    record Of(SdJwt sdJwt) implements Parsed {}

    /// Something else, and what, in words that hold no values.
    record Malformed(String why) implements Parsed {}
  }

  /// One thing that the holder disclosed.
  ///
  /// @param name the member, or "" for an element of an array
  /// @param pointer where it stands in the processed payload
  public record Disclosed(String name, String pointer) {}

  /// The SD-JWT in text from outside: `jws~disclosure~...~`, with the holder's key binding JWT
  /// after the last tilde where there is one.
  public static Parsed parse(String text) {
    return Disclosures.read(text);
  }

  /// Whether text looks like one: a tilde follows a compact signature.
  public static boolean looksLikeOne(String text) {
    int tilde = text.indexOf('~');
    return tilde > 0 && text.substring(0, tilde).chars().filter(c -> c == '.').count() == 2;
  }

  /// The issuer's signed JWT, for its signature and header.
  public CompactJws jws() {
    return jws;
  }

  /// The payload with the disclosures in place and all digests taken out.
  public ObjectNode processed() {
    return processed.deepCopy();
  }

  /// What was disclosed, in the order of the text.
  public List<Disclosed> disclosed() {
    return disclosed;
  }

  /// The holder's key binding JWT. Not verified here.
  public Optional<CompactJws> keyBinding() {
    return keyBinding;
  }

  /// The digest of the JWT and all its disclosures, up to the last tilde, by which a key binding
  /// JWT names them (RFC 9901 section 4.3.1): SHA-256 in base64url.
  public String sdHash() {
    return sdHash;
  }
}
