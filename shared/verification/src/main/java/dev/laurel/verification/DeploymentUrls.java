package dev.laurel.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.storage.IssuerId;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// The addresses that this deployment gives to what it publishes, and the way back from an address
/// to the id in it. `base` is scheme and host, with a port where it needs one, without a slash at
/// its end.
public record DeploymentUrls(String base) {
  /// The id of a credential as it stands in the document; also its page.
  public String credential(CredentialId id) {
    return base + "/credentials/" + id.text();
  }

  /// Where the newest form of a credential is (1EdTechCredentialRefresh).
  public String refresh(CredentialId id) {
    return credential(id) + "/refresh";
  }

  /// The address of a status list.
  public String statusList(String id) {
    return base + "/status-lists/" + id;
  }

  /// The DID of an issuer: did:web with a path, a port's colon escaped (did:web 3.1).
  public String did(IssuerId issuer) {
    return didPrefix() + issuer.text();
  }

  /// The credential of this deployment that an address names; empty for any other address.
  public Optional<CredentialId> credentialIn(String url) {
    return after(base + "/credentials/", url).flatMap(CredentialId::parse);
  }

  /// The status list of this deployment that an address names; empty for any other address.
  public Optional<String> statusListIn(String url) {
    return after(base + "/status-lists/", url).filter(id -> id.matches("[0-9a-f]{32}"));
  }

  /// The issuer of this deployment that a DID names; empty for any other DID.
  public Optional<IssuerId> issuerIn(String did) {
    return after(didPrefix(), did).flatMap(IssuerId::parse);
  }

  /// Whether a DID could only be one of this deployment.
  boolean owns(String did) {
    return did.startsWith(didPrefix());
  }

  /// Whether a URL could only be one of this deployment's status lists.
  boolean ownsList(String url) {
    return url.startsWith(base + "/status-lists/");
  }

  private String didPrefix() {
    String host = URI.create(base).getRawAuthority().toLowerCase(Locale.ROOT);
    return "did:web:" + host.replace(":", "%3A") + ":issuers:";
  }

  private static Optional<String> after(String prefix, String text) {
    return text.startsWith(prefix)
        ? Optional.of(text.substring(prefix.length()))
        : Optional.empty();
  }
}
