package dev.laurel.functions.verification;

import dev.laurel.json.Json;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.pages.CredentialView;
import dev.laurel.verification.pages.ViewReader;
import dev.laurel.verification.published.PublishedCredential;
import java.util.Optional;

/// Renders a whole published credential in one of its forms, for whoever may see all of it.
final class CredentialAnswer {
  /// A picture that is opened by itself runs and loads nothing, whatever it holds.
  private static final String PICTURE_POLICY = "default-src 'none'; script-src 'none'; sandbox";

  private final BadgeImages images;

  CredentialAnswer(BadgeImages images) {
    this.images = images;
  }

  /// The credential in this form; empty where it has none.
  Optional<Response> of(Request request, PublishedCredential published, CredentialForm form) {
    return switch (form) {
      case PAGE, JSON -> Optional.of(json(request, published));
      case PNG -> images.png(view(published), published.document()).map(CredentialAnswer::png);
      case SVG -> images.svg(view(published), published.document()).map(CredentialAnswer::svg);
      case JWT -> compact(request, published, form, PublishedCredential.VC_JWT, "text/plain");
      case SD_JWT ->
          compact(request, published, form, PublishedCredential.SD_JWT, "application/dc+sd-jwt");
    };
  }

  /// Whether the credential has an image of its achievement's own.
  boolean hasPng(CredentialView view) {
    return images.hasPng(view);
  }

  /// The signed JSON byte for byte, or the JWT in an envelope (VCDM 2.0 4.12).
  static Response json(Request request, PublishedCredential published) {
    byte[] body = published.isJson() ? published.bytes() : enveloped(published);
    return Response.bytes(200, MediaType.json(request), body);
  }

  /// The answer to a suffix for which the credential has no form; `url` is its address.
  static Response without(CredentialForm form, String url) {
    String instead = form == CredentialForm.PNG ? CredentialForm.SVG.suffix() : ".json";
    return Response.problem(
        Problem.of(
            ProblemType.NOT_FOUND,
            "This credential has no form " + form.suffix() + "; take " + url + instead));
  }

  private static byte[] enveloped(PublishedCredential published) {
    String mediaType =
        published.form().equals(PublishedCredential.VC_JWT)
            ? "application/vc+jwt"
            : "application/dc+sd-jwt";
    return Json.bytes(
        Json.object()
            .put("@context", "https://www.w3.org/ns/credentials/v2")
            .put("id", "data:" + mediaType + "," + published.document())
            .put("type", "EnvelopedVerifiableCredential"));
  }

  private static Optional<Response> compact(
      Request request,
      PublishedCredential published,
      CredentialForm form,
      String stored,
      String mediaType) {
    return published.form().equals(stored)
        ? Optional.of(
            Response.bytes(200, MediaType.of(request, form, mediaType), published.bytes()))
        : Optional.empty();
  }

  private static Response png(byte[] image) {
    return picture(CredentialForm.PNG, image);
  }

  private static Response svg(byte[] image) {
    return picture(CredentialForm.SVG, image);
  }

  private static Response picture(CredentialForm form, byte[] image) {
    return Response.bytes(200, form.mediaTypes().getFirst(), image)
        .header("content-security-policy", PICTURE_POLICY);
  }

  private static CredentialView view(PublishedCredential published) {
    return Verifier.document(published.bytes()).map(ViewReader::read).orElse(CredentialView.EMPTY);
  }
}
