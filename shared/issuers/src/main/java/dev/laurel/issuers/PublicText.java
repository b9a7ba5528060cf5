package dev.laurel.issuers;

import java.util.regex.Pattern;

/// What may not stand in a text that credentials carry into the open: they are copied to places
/// that nobody can clean up. Issuance refuses it once more, when it is too late to ask.
public final class PublicText {
  /// Completes "this ...".
  public static final String NO_ADDRESS =
      "must not hold an e-mail address: it becomes part of a credential that everyone can read";

  // Lengths are bounded so that no text makes the search slow; longer ones are no addresses.
  private static final Pattern ADDRESS =
      Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}+@([\\p{L}\\p{N}-]{1,63}\\.){1,8}\\p{L}{2,63}");

  private PublicText() {}

  /// Whether the text holds what reads as an e-mail address, also percent-encoded in a URL.
  public static boolean holdsAddress(String text) {
    return ADDRESS.matcher(text).find() || ADDRESS.matcher(text.replace("%40", "@")).find();
  }
}
