package dev.laurel.issuance;

import dev.laurel.credentials.CredentialId;
import dev.laurel.issuers.AchievementId;
import dev.laurel.issuers.AchievementRef;
import dev.laurel.issuers.Issuer;
import dev.laurel.storage.IssuerId;
import dev.laurel.verification.DeploymentUrls;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where this deployment stands in the public, as its documents name it.
///
/// `baseUrl` and `publicObjectsUrl` have no slash at their end. A `local` deployment marks its
/// issuers' names, so that nobody takes a trial for the real thing.
public record PublicSite(String baseUrl, String publicObjectsUrl, boolean local) {
  private static final Pattern ACHIEVEMENT =
      Pattern.compile("/achievements/([0-9a-f]{32})/versions/([1-9][0-9]{0,5})");

  public PublicSite {
    if (baseUrl.endsWith("/") || publicObjectsUrl.endsWith("/")) {
      throw new IllegalArgumentException("a public URL has no slash at its end");
    }
  }

  /// The addresses that the verifier knows too.
  public DeploymentUrls urls() {
    return new DeploymentUrls(baseUrl);
  }

  String did(IssuerId issuer) {
    return urls().did(issuer);
  }

  String issuerName(Issuer issuer) {
    return local ? issuer.name() + " (local)" : issuer.name();
  }

  String credentialUrl(CredentialId id) {
    return urls().credential(id);
  }

  String refreshUrl(CredentialId id) {
    return urls().refresh(id);
  }

  String statusListUrl(String list) {
    return urls().statusList(list);
  }

  String achievementUrl(AchievementRef ref) {
    return baseUrl + "/achievements/" + ref.id().text() + "/versions/" + ref.version();
  }

  /// The version of an achievement that an address names; empty for any other address.
  Optional<AchievementRef> achievementIn(String url) {
    Matcher matcher = ACHIEVEMENT.matcher(url);
    return url.startsWith(baseUrl) && matcher.region(baseUrl.length(), url.length()).matches()
        ? Optional.of(
            new AchievementRef(
                new AchievementId(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  String imageUrl(String sha256Hex) {
    return publicObjectsUrl + "/images/" + sha256Hex + ".png";
  }
}
