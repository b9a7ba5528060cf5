package dev.laurel.functions.verification;

import java.util.List;
import java.util.Optional;

/// The forms in which one address answers a credential, by `Accept` or by suffix.
enum CredentialForm {
  PAGE(""),
  JSON(".json"),
  PNG(".png"),
  SVG(".svg"),
  JWT(".jwt"),
  SD_JWT(".sd-jwt");

  private final String suffix;

  CredentialForm(String suffix) {
    this.suffix = suffix;
  }

  String suffix() {
    return suffix;
  }

  /// The names under which a client may ask for it, the usual one first.
  List<String> mediaTypes() {
    return switch (this) {
      case PAGE -> List.of(MediaType.HTML);
      case JSON -> MediaType.JSON;
      case PNG -> List.of("image/png");
      case SVG -> List.of("image/svg+xml");
      case JWT -> List.of("application/vc+jwt", "application/jwt", "text/plain");
      case SD_JWT -> List.of("application/dc+sd-jwt", "application/vc+sd-jwt");
    };
  }

  /// The form that a path names by its suffix; empty where it has none.
  static Optional<CredentialForm> named(String path) {
    int dot = path.indexOf('.');
    for (CredentialForm form : values()) {
      if (dot >= 0 && path.substring(dot).equals(form.suffix)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }
}
