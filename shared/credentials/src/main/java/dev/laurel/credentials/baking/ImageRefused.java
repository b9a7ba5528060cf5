package dev.laurel.credentials.baking;

/// An image or a text that breaks a rule; caught by [Baking], never seen outside of this package.
final class ImageRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ImageRefused(String why) {
    super(why, null, false, false);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
