package dev.laurel.functions.verification;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckResult;
import dev.laurel.verification.Verdict;
import dev.laurel.verification.VerificationReport;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.pages.CredentialView;
import dev.laurel.verification.pages.VerdictWords;
import dev.laurel.verification.pages.ViewReader;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What the page of one credential shows. `whole` says whether everything may be shown, `open`
/// whether to everyone. Where the proof does not hold, `view` is empty: nothing that the document
/// says can be believed. `logProofUrl` is empty where the check of the log did not pass.
public record CredentialPage(
    VerificationReport report,
    boolean proved,
    CredentialView view,
    String url,
    String jsonUrl,
    String logProofUrl,
    boolean whole,
    boolean open,
    boolean png) {

  /// The page for a document of ours with its report. `share` is the token of the share link, or
  /// empty.
  static CredentialPage of(
      byte[] document,
      VerificationReport report,
      String url,
      String share,
      boolean whole,
      boolean open) {
    boolean proved =
        report.passed(Check.PROOF)
            && report.passed(Check.TERMS)
            && report.passed(Check.KEY)
            && report.passed(Check.CONTROLLER);
    String query = share.isEmpty() ? "" : "?share=" + share;
    CredentialView view =
        proved
            ? Verifier.document(document).map(ViewReader::read).orElse(CredentialView.EMPTY)
            : CredentialView.EMPTY;
    return new CredentialPage(
        report,
        proved,
        whole ? view : view.withoutPerson(),
        url,
        url.isEmpty() ? "" : url + CredentialForm.JSON.suffix() + query,
        report.passed(Check.LOG) && !url.isEmpty() ? url + "/log-proof" + query : "",
        whole,
        open,
        false);
  }

  /// This page, where there is also a PNG with the credential in it.
  CredentialPage withPng(boolean there) {
    return new CredentialPage(report, proved, view, url, jsonUrl, logProofUrl, whole, open, there);
  }

  /// The heading; the achievement's name only where it can be believed.
  public String title() {
    if (report.form().endsWith("presentation")) {
      return "Presentation";
    }
    if (!proved) {
      return "Unconfirmed credential";
    }
    return view.achievement().isBlank() ? "Credential" : view.achievement();
  }

  /// Where the picture of the badge lies: the achievement's own, or a drawing where all may be
  /// seen, since that holds the credential; else empty.
  public String picture() {
    return view.image().isEmpty() && proved && whole ? in(CredentialForm.SVG) : view.image();
  }

  /// What the picture shows, for those who do not see it.
  public String pictureWords() {
    return view.imageCaption().isBlank() ? "Badge: " + title() : view.imageCaption();
  }

  /// Where the picture with the credential in it lies as an SVG.
  public String svgUrl() {
    return in(CredentialForm.SVG);
  }

  /// The same as a PNG; empty where the achievement has no image of its own.
  public String pngUrl() {
    return png ? in(CredentialForm.PNG) : "";
  }

  private String in(CredentialForm form) {
    return url.isEmpty()
        ? ""
        : url
            + form.suffix()
            + jsonUrl.substring(url.length() + CredentialForm.JSON.suffix().length());
  }

  /// The credentials in a presentation, and endorsements in a credential, each in one line; none
  /// where the person is not shown.
  public List<Inner> inner() {
    if (!whole) {
      return List.of();
    }
    return Stream.concat(
            report.credentials().stream().map(inner -> Inner.of("Credential", inner)),
            report.endorsements().stream().map(inner -> Inner.of("Endorsement", inner)))
        .toList();
  }

  /// One document within the document: what it is, its verdict, and what was found.
  public record Inner(String what, String label, String mark, String findings) {
    static Inner of(String what, VerificationReport report) {
      return new Inner(
          what,
          VerdictWords.label(report.verdict()),
          report.verdict() == Verdict.VALID ? "passed" : "failed",
          String.join(" ", report.findings()));
    }
  }

  public String sentence() {
    return VerdictWords.sentence(report.verdict());
  }

  public String label() {
    return VerdictWords.label(report.verdict());
  }

  public String tone() {
    return VerdictWords.tone(report.verdict());
  }

  /// A sign for those who do not see the colour.
  public String sign() {
    return switch (tone()) {
      case "good" -> "✓";
      case "bad" -> "✕";
      default -> "!";
    };
  }

  /// What the verdict rests on where it is about time or status, else empty.
  public String reason() {
    return Set.of(Verdict.REVOKED, Verdict.SUSPENDED, Verdict.EXPIRED, Verdict.NOT_YET_VALID)
            .contains(report.verdict())
        ? report.checks().stream()
            .filter(check -> Set.of(Check.STATUS, Check.VALIDITY).contains(check.id()))
            .filter(check -> check.result() == CheckResult.FAILED)
            .map(Check::detail)
            .findFirst()
            .orElse("")
        : "";
  }

  /// One line for link previews, without the person.
  public String preview() {
    return label()
        + (view.issuer().name().isBlank() ? "" : " · issued by " + view.issuer().name())
        + ". Checked by signature, issuer, dates, status and log.";
  }

  /// The checks as rows of the table.
  public List<Row> rows() {
    return report.checks().stream().map(this::row).toList();
  }

  private Row row(Check check) {
    boolean logged = check.id().equals(Check.LOG) && !logProofUrl.isEmpty();
    boolean hidden = !whole && check.id().equals(Check.EVIDENCE);
    return new Row(
        VerdictWords.title(check),
        switch (check.result()) {
          case PASSED -> "passed";
          case FAILED -> "failed";
          case COULD_NOT_CHECK -> "unknown";
          case NOT_APPLICABLE -> "none";
        },
        switch (check.result()) {
          case PASSED -> "✓ Passed";
          case FAILED -> "✕ Failed";
          case COULD_NOT_CHECK -> "? Could not be checked";
          case NOT_APPLICABLE -> "– Not applicable";
        },
        hidden ? "Evidence is shown by the holder only." : check.detail(),
        VerdictWords.yourself(check),
        logged ? logProofUrl : "");
  }

  /// One row of the table of checks: title, class and words of the mark, detail, how anyone can
  /// repeat it, and where the proof of it lies, or "".
  public record Row(
      String title, String mark, String words, String detail, String yourself, String proof) {}
}
