package dev.laurel.functions.verification;

import dev.laurel.runtime.FieldError;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemException;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.interop.Interop;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// `POST /verify`: the report on any credential, whoever issued it and in whatever form. A
/// credential that is not valid is a good answer (200); a body that is none is not (400). The forms
/// of the page, one for a file and one for text, are answered with a page, faults too.
final class VerifyDocument implements RouteHandler {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PASTED = "credential=";
  private static final String FILE = "file";

  private final Verifications verifications;
  private final VerifyRequest reader;
  private final Interop interop;
  private final Pages pages;

  VerifyDocument(Verifications verifications, VerifyRequest reader, Interop interop, Pages pages) {
    this.verifications = verifications;
    this.reader = reader;
    this.interop = interop;
    this.pages = pages;
  }

  @Override
  public Response handle(Request request) {
    String mediaType = MediaType.ofBody(request);
    if (mediaType.equals(FORM)) {
      return page("Paste a credential first.", () -> pasted(request));
    }
    if (mediaType.equals(FormFile.MEDIA_TYPE)) {
      return page("Choose a file first.", () -> uploaded(request));
    }
    boolean explained = explained(request);
    VerifyInput input = reader.read(request);
    VerificationReport report = input.verify(verifications.forOne());
    ObjectNode json = explained ? report.toJson(interop.explain(input.bytes())) : report.toJson();
    return Response.json(200, json);
  }

  private static boolean explained(Request request) {
    Optional<String> explain = request.query("explain");
    if (explain.isPresent() && !explain.get().equals("interop")) {
      throw Problem.invalid(List.of(FieldError.ofParameter("explain", "must be interop")))
          .toException();
    }
    return explain.isPresent();
  }

  private Response page(String missing, Supplier<Optional<VerifyInput>> reading) {
    Optional<VerifyInput> input;
    try {
      input = reading.get();
    } catch (ProblemException e) {
      return pages.verifyForm(e.problem().type().status(), e.problem().detail());
    }
    if (input.isEmpty()) {
      return pages.verifyForm(400, missing);
    }
    return pages.verified(
        CredentialPage.of(
            input.get().bytes(), input.get().verify(verifications.forOne()), "", "", true, false));
  }

  private Optional<VerifyInput> uploaded(Request request) {
    return FormFile.read(request.header("content-type").orElse(""), request.body(), FILE)
        .filter(bytes -> bytes.length > 0)
        .map(reader::file);
  }

  private Optional<VerifyInput> pasted(Request request) {
    return pasted(request.body()).filter(text -> !text.isBlank()).map(reader::pasted);
  }

  /// The one field of the form for text.
  private static Optional<String> pasted(byte[] body) {
    for (String field : new String(body, StandardCharsets.US_ASCII).split("&", 3)) {
      if (field.startsWith(PASTED)) {
        try {
          return Optional.of(
              URLDecoder.decode(field.substring(PASTED.length()), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
