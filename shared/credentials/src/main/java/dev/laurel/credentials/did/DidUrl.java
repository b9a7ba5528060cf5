package dev.laurel.credentials.did;

import java.util.Optional;
import java.util.regex.Pattern;

/// A DID with a fragment, as verification methods are named.
public record DidUrl(Did did, String fragment) {
  private static final Pattern FRAGMENT = Pattern.compile("[A-Za-z0-9._~-]{1,2048}");

  public DidUrl {
    if (!FRAGMENT.matcher(fragment).matches()) {
      throw new IllegalArgumentException("not the fragment of a DID URL");
    }
  }

  /// The DID URL in text from outside, or empty where it is not a DID with a plain fragment.
  public static Optional<DidUrl> parse(String text) {
    int hash = text.indexOf('#');
    if (hash < 0 || !FRAGMENT.matcher(text.substring(hash + 1)).matches()) {
      return Optional.empty();
    }
    return Did.parse(text.substring(0, hash)).map(did -> new DidUrl(did, text.substring(hash + 1)));
  }

  /// The text, as it stands in documents and proofs.
  public String text() {
    return did.text() + "#" + fragment;
  }

  @Override
  public String toString() {
    return text();
  }
}
