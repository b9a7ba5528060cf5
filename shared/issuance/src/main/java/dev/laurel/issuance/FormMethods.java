package dev.laurel.issuance;

import dev.laurel.credentials.did.DidDocument;
import dev.laurel.credentials.jose.PublicJwk;
import dev.laurel.credentials.jose.VcJwt.KeyReference;
import dev.laurel.credentials.proof.Cryptosuite;
import dev.laurel.credentials.proof.KeyAlgorithm;
import dev.laurel.credentials.proof.ProofOptions;
import dev.laurel.storage.IssuerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Chooses the verification methods under which an issuer's document is signed: for each suite the
/// key of its kind. A second, post-quantum proof is always beside one that every reader knows, and
/// after it.
final class FormMethods {
  private final IssuerKeys issuerKeys;
  private final PublicSite site;

  FormMethods(IssuerKeys issuerKeys, PublicSite site) {
    this.issuerKeys = issuerKeys;
    this.site = site;
  }

  /// What is wanted of a document's proofs: its format, for embedded ones the suites (none for what
  /// the issuer's keys make), and for a JWS how it names its key.
  record Wanted(CredentialFormat format, List<Cryptosuite> suites, KeyHint hint) {
    Wanted {
      suites = List.copyOf(suites);
    }
  }

  /// How the document of this DID is secured as wanted; empty where the issuer lacks a key of a
  /// kind that this needs.
  Optional<Securing> of(
      IssuerId issuer, String did, Wanted wanted, Instant created, IssuerKeys.When when) {
    return wanted.format() == CredentialFormat.LDP_VC
        ? embedded(issuer, did, wanted.suites(), created, when)
        : jws(issuer, did, wanted, created, when);
  }

  /// Where the client chose no suite, what the issuer's keys make; a second proof that they make
  /// stands beside any choice, because readers demand it. Empty where a key must come into the log
  /// first, or is missing.
  private Optional<Securing> embedded(
      IssuerId issuer,
      String did,
      List<Cryptosuite> suites,
      Instant created,
      IssuerKeys.When when) {
    List<IssuerMethod> usual = issuerKeys.methods(issuer, did, when);
    // The first of them, or a second one, is on its way into the log and is waited for.
    if (usual.isEmpty()) {
      return Optional.empty();
    }
    List<IssuerMethod> methods = new ArrayList<>();
    if (suites.isEmpty()) {
      methods.addAll(usual);
    } else {
      for (Cryptosuite suite : inOrder(suites)) {
        Optional<IssuerMethod> method =
            issuerKeys
                .method(issuer, did, suite.algorithm(), when)
                .map(found -> new IssuerMethod(found.fragment(), suite));
        if (method.isEmpty()) {
          return Optional.empty();
        }
        methods.add(method.get());
      }
      usual.stream()
          .filter(each -> isSecond(each.suite()) && !methods.contains(each))
          .forEach(methods::add);
    }
    return methods.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Securing(
                CredentialFormat.LDP_VC,
                methods.stream()
                    .map(each ->
                        new ProofOptions(each.suite(), did + "#" + each.fragment(), created))
                    .toList(),
                List.of()));
  }

  /// By ES256, under the name that the log knows of the key: that of its Multikey method.
  private Optional<Securing> jws(
      IssuerId issuer, String did, Wanted wanted, Instant created, IssuerKeys.When when) {
    Optional<IssuerMethod> found = issuerKeys.method(issuer, did, KeyAlgorithm.P256, when);
    return found
        .flatMap(each -> issuerKeys.key(issuer, each))
        .flatMap(PublicJwk::of)
        .map(jwk -> {
          String method = did + "#" + found.orElseThrow().fragment();
          return Securing.jws(
              wanted.format(),
              new ProofOptions(Cryptosuite.ECDSA_RDFC_2019, method, created),
              name(issuer, method, wanted, jwk));
        });
  }

  /// A did:key has no JsonWebKey method. Readers of SD-JWTs follow a `kid` alone, those of VC-JWTs
  /// look for a JWK.
  private KeyReference name(IssuerId issuer, String method, Wanted wanted, PublicJwk key) {
    KeyHint hint = wanted.hint();
    boolean web = method.startsWith("did:web:");
    if (!web && hint != KeyHint.JWK && wanted.format() == CredentialFormat.SD_JWT) {
      return new KeyReference.Kid(method);
    }
    if (hint == KeyHint.JWK || !web) {
      return new KeyReference.Jwk(key);
    }
    String fragment = method.substring(method.indexOf('#') + 1);
    return new KeyReference.Kid(
        hint == KeyHint.URL
            ? site.baseUrl() + "/issuers/" + issuer + "/keys/" + fragment
            : method + DidDocument.JWK_SUFFIX);
  }

  /// The fragment of a method's id.
  static String fragment(ProofOptions options) {
    String method = options.verificationMethod();
    return method.substring(method.indexOf('#') + 1);
  }

  private static List<Cryptosuite> inOrder(List<Cryptosuite> suites) {
    Set<Cryptosuite> all = new LinkedHashSet<>();
    if (suites.stream().allMatch(FormMethods::isSecond)) {
      all.add(Cryptosuite.EDDSA_RDFC_2022);
    }
    all.addAll(suites);
    return all.stream().sorted(Comparator.comparing(FormMethods::isSecond)).toList();
  }

  /// Whether proofs of the suite only ever stand beside another one: few readers know them yet.
  private static boolean isSecond(Cryptosuite suite) {
    return suite.algorithm() == KeyAlgorithm.ML_DSA_44;
  }
}
