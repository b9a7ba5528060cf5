package dev.laurel.credentials.openbadges;

/// Where a newer form of the credential is found (VCDM 2.0 section 5.4). Anybody may ask there, so
/// nothing private is answered.
public record RefreshService(String id, String type) {
  private static final String REFRESH = "1EdTechCredentialRefresh";

  /// The service of OB 3.0: a GET answers the newer credential (OB 3.0 1EdTechCredentialRefresh).
  public static RefreshService at(String url) {
    return new RefreshService(url, REFRESH);
  }
}
