package dev.laurel.issuers;

import dev.laurel.storage.IssuerId;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a key that signs, as key stores know it: `key-1` and `key-2` are the deployment's,
/// `<issuer>/own-<n>` is a key of one issuer's own, and a key of a did:key is named by itself, in
/// Multikey text.
public final class SigningKeyName {
  /// Most keys of one issuer's own, with all that were retired: a DID document is read with 64
  /// methods at most, a P-256 key stands in it twice, and the deployment's keys are there too.
  public static final int MAX = 20;

  private static final Pattern FRAGMENT = Pattern.compile("own-[1-9][0-9]?");
  private static final String WEB = "did:web:";
  private static final String KEY = "did:key:";

  private SigningKeyName() {}

  /// The place of a key among those of its issuer, by its fragment: the deployment's come before
  /// the issuer's own, and these as they were made.
  public static int order(String fragment) {
    return isFragment(fragment) ? Integer.parseInt(fragment.substring(4)) : 0;
  }

  /// Whether the text names a key of an issuer's own: `own-1` to `own-20`.
  public static boolean isFragment(String text) {
    return FRAGMENT.matcher(text).matches() && Integer.parseInt(text.substring(4)) <= MAX;
  }

  /// The name of an issuer's own key.
  public static String of(IssuerId issuer, String fragment) {
    return issuer.text() + "/" + fragment;
  }

  /// The name of the key of a verification method of ours. Throws [IllegalArgumentException] for
  /// any other.
  public static String ofMethod(String method) {
    int hash = method.indexOf('#');
    String fragment = method.substring(hash + 1);
    if (hash > 0 && method.startsWith(KEY) && method.equals(KEY + fragment + "#" + fragment)) {
      return fragment;
    }
    if (hash > 0 && method.startsWith(WEB) && !isFragment(fragment)) {
      return fragment;
    }
    String did = method.substring(0, Math.max(hash, 0));
    Optional<IssuerId> issuer = IssuerId.parse(did.substring(did.lastIndexOf(':') + 1));
    if (!method.startsWith(WEB) || issuer.isEmpty()) {
      throw new IllegalArgumentException("no key of ours signs under this method");
    }
    return of(issuer.get(), fragment);
  }
}
