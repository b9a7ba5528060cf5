package dev.laurel.functions.verification;

import dev.laurel.credentials.CredentialId;
import dev.laurel.credentials.EmailAddress;
import dev.laurel.credentials.baking.Baking;
import dev.laurel.json.Json;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Fields;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemException;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import dev.laurel.verification.Beside;
import dev.laurel.verification.EvidenceFile;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.PublishedRecord;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads what is to be verified from a request: the thing itself by its media type, or a JSON
/// object with exactly one of `verifiableCredential`, `verifiablePresentation`, `url` and `image`,
/// and `evidence` and `email` beside it. Throws the problem of a body that is none of these.
final class VerifyRequest {
  /// Largest body: an image as it is, or the page's form around one. In base64 and in an event it
  /// stays below what Lambda takes, 6 MiB.
  static final int MAX_BODY_BYTES = Verifier.MAX_IMAGE_BYTES + 200_000;

  private static final String CREDENTIAL = "verifiableCredential";
  private static final String PRESENTATION = "verifiablePresentation";
  private static final String URL = "url";
  private static final String IMAGE = "image";

  /// Longest e-mail address, file name and digest that is looked at.
  private static final int MAX_NAME = 255;

  private static final Set<String> COMPACT =
      Set.of(
          "text/plain",
          "application/jwt",
          "application/vc+jwt",
          "application/vp+jwt",
          "application/dc+sd-jwt",
          "application/vc+sd-jwt");

  private static final Set<String> IMAGES = Set.of("image/png", "image/svg+xml");

  private final OwnCredentials credentials;
  private final String base;

  /// `base` is the address of this deployment.
  VerifyRequest(OwnCredentials credentials, String base) {
    this.credentials = credentials;
    this.base = base;
  }

  VerifyInput read(Request request) {
    String mediaType = MediaType.ofBody(request);
    byte[] body = request.body();
    demandSize(body.length, Verifier.MAX_IMAGE_BYTES);
    if (IMAGES.contains(mediaType)) {
      return VerifyInput.of(body);
    }
    if (COMPACT.contains(mediaType)) {
      demandSize(body.length);
      return VerifyInput.of(body);
    }
    if (!MediaType.JSON.contains(mediaType)) {
      throw Problem.of(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "Send it as one of application/json, application/jwt, application/dc+sd-jwt,"
                  + " image/png, image/svg+xml, or as the form of this page.")
          .toException();
    }
    JsonNode json = json(request);
    if (!json.isObject() || json.has("@context") || !isWrapper(json)) {
      demandSize(body.length);
      return VerifyInput.of(CredentialBody.object(json), body);
    }
    return wrapped(json);
  }

  /// A file that somebody chose in the form: an image or any text form.
  VerifyInput file(byte[] bytes) {
    demandSize(
        bytes.length,
        Baking.form(bytes).isPresent() ? Verifier.MAX_IMAGE_BYTES : Edge.MAX_BODY_BYTES);
    return VerifyInput.of(bytes);
  }

  /// What somebody pasted into the form: any text form, or the address of a credential of ours.
  VerifyInput pasted(String text) {
    String stripped = text.strip();
    byte[] bytes = stripped.getBytes(StandardCharsets.UTF_8);
    return stripped.startsWith(base + "/") && stripped.length() <= Fields.MAX_URL
        ? own(stripped).orElseThrow(() -> Problem.notFound().toException())
        : VerifyInput.of(bytes);
  }

  /// Only an image in a wrapper may be larger than a document; what cannot be read holds none.
  private static JsonNode json(Request request) {
    try {
      return CredentialBody.json(request);
    } catch (ProblemException e) {
      demandSize(request.body().length);
      throw e;
    }
  }

  private static boolean isWrapper(JsonNode json) {
    return json.has(CREDENTIAL)
        || json.has(PRESENTATION)
        || json.has(URL)
        || (json.has(IMAGE) && !json.has("type"));
  }

  private VerifyInput wrapped(JsonNode json) {
    Fields fields = Fields.of(json);
    long given = List.of(CREDENTIAL, PRESENTATION, URL, IMAGE).stream().filter(fields::has).count();
    if (given > 1) {
      fields.reject(
          "", "must hold one of verifiableCredential, verifiablePresentation, url and image");
    }
    fields.has("options");
    JsonNode options = json.path("options");
    Optional<VerifyInput> input = Optional.empty();
    if (fields.has(CREDENTIAL)) {
      input = document(fields, CREDENTIAL, json.path(CREDENTIAL));
    } else if (fields.has(PRESENTATION)) {
      input = document(fields, PRESENTATION, json.path(PRESENTATION));
    } else if (fields.has(URL)) {
      input = url(fields);
    } else if (fields.has(IMAGE)) {
      input = image(fields, json.path(IMAGE));
    } else {
      fields.reject(CREDENTIAL, "must be a credential, as a JSON object");
    }
    Beside beside =
        new Beside(
            evidence(fields, json.path("evidence")),
            email(fields),
            Audience.option(options, "domain"),
            Audience.option(options, "challenge"));
    fields.end();
    return input.orElseThrow(() -> Problem.notFound().toException()).with(beside);
  }

  /// A credential or presentation as JSON or as a compact JWT; other text is neither.
  private static Optional<VerifyInput> document(Fields fields, String member, JsonNode value) {
    byte[] bytes =
        value.isString() ? value.stringValue().getBytes(StandardCharsets.UTF_8) : Json.bytes(value);
    demandSize(bytes.length);
    if (value.isObject()) {
      return Optional.of(VerifyInput.of(value, bytes));
    }
    if (value.isString() && value.stringValue().chars().filter(c -> c == '.').count() >= 2) {
      return Optional.of(VerifyInput.of(bytes));
    }
    fields.reject(member, "must be a JSON object or a compact JWT");
    return Optional.empty();
  }

  private Optional<VerifyInput> url(Fields fields) {
    String url = fields.url(URL);
    if (!url.isEmpty() && !url.startsWith(base + "/credentials/")) {
      fields.reject(URL, "must be the address of a credential of this deployment");
      return Optional.empty();
    }
    return url.isEmpty() ? Optional.empty() : own(url);
  }

  /// A credential of ours by its address; empty where there is none. Whoever may not see all of it
  /// is answered as its own address would.
  private Optional<VerifyInput> own(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    String id = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    if (!url.startsWith(base + "/credentials/" + id)) {
      return Optional.empty();
    }
    Optional<PublishedRecord> record = CredentialId.parse(id).flatMap(credentials::find);
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    boolean whole =
        record
            .filter(found ->
                found.visibility().open()
                    || (query.startsWith("share=")
                        && found.visibility().isSharedBy(query.substring("share=".length()))))
            .isPresent();
    if (record.isPresent() && !whole) {
      throw GetCredential.hidden().toException();
    }
    return record.map(found -> VerifyInput.of(found.published().orElseThrow().bytes()));
  }

  private static Optional<VerifyInput> image(Fields fields, JsonNode value) {
    Optional<byte[]> bytes = base64(value);
    if (bytes.isEmpty() || Baking.form(bytes.get()).isEmpty()) {
      fields.reject(IMAGE, "must be a PNG or SVG in base64");
      return Optional.empty();
    }
    return bytes.map(VerifyInput::of);
  }

  private static List<EvidenceFile> evidence(Fields fields, JsonNode values) {
    List<EvidenceFile> files = new ArrayList<>();
    int i = 0;
    for (Fields entry : fields.objects("evidence", 0, Beside.MAX_FILES)) {
      JsonNode value = values.path(i++);
      String name = entry.text("name", MAX_NAME);
      Optional<EvidenceFile> file = Optional.empty();
      if (entry.has("contentBase64") == entry.has("sha256")) {
        entry.reject("", "must hold one of contentBase64 and sha256");
      } else if (entry.has("sha256")) {
        file =
            entry.parsed(
                "sha256",
                MAX_NAME,
                digest -> EvidenceFile.parse(name, digest),
                "a SHA-256 in 64 hexadecimal digits");
      } else {
        file = base64(value.path("contentBase64")).map(bytes -> EvidenceFile.of(name, bytes));
        if (file.isEmpty()) {
          entry.reject("contentBase64", "must be base64");
        }
      }
      file.ifPresent(files::add);
    }
    return files;
  }

  private static String email(Fields fields) {
    return fields.optionalEmail("email", text -> EmailAddress.parse(text).isPresent());
  }

  private static Optional<byte[]> base64(JsonNode value) {
    try {
      return value.isString()
          ? Optional.of(Base64.getDecoder().decode(value.stringValue()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void demandSize(int bytes) {
    demandSize(bytes, Edge.MAX_BODY_BYTES);
  }

  private static void demandSize(int bytes, int max) {
    if (bytes > max) {
      String what = max == Edge.MAX_BODY_BYTES ? "A document" : "An image";
      throw Problem.of(ProblemType.TOO_LARGE, what + " has at most " + max + " bytes.")
          .toException();
    }
  }
}
