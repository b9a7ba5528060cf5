package dev.laurel.credentials.baking;

/// The forms of image that can hold a credential.
public enum ImageForm {
  PNG("image/png"),
  SVG("image/svg+xml");

  private final String mediaType;

  ImageForm(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }
}
