package dev.laurel.functions.submission.holder;

import dev.laurel.assessment.EvidenceItem;
import dev.laurel.verification.pages.CredentialView;
import dev.laurel.verification.published.Revocation;
import dev.laurel.verification.published.Visibility;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The learner's own page: all that is known about their credential, and who else may see it.
final class OwnPage {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final String publicBaseUrl;

  OwnPage(String publicBaseUrl) {
    this.publicBaseUrl = publicBaseUrl;
  }

  /// The page. `shareToken` is that of a link made just now, shown this once, or empty.
  String of(Holding holding, String formKey, String shareToken, Instant now) {
    Html html = new Html();
    NoticePages.head(html, "Your credential");
    html.open("body").open("main");
    top(html, holding, now);
    award(html, holding);
    sharing(html, holding, formKey, shareToken);
    results(html, holding);
    criteria(html, holding);
    evidence(html, holding.evidence());
    facts(html, holding);
    keeping(html, holding);
    html.open("footer");
    html.element("p", "Only you see this page. It closes by itself after one hour.");
    html.close();
    return html.close().close().close().page();
  }

  private static void top(Html html, Holding holding, Instant now) {
    html.open("header", "class", "top");
    holding.view().stream()
        .filter(view -> !view.image().isEmpty())
        .forEach(view ->
            html.empty("img", "class", "badge", "src", view.image(), "alt", view.imageCaption()));
    html.element("p", "Your credential", "class", "eyebrow");
    html.open("h1").element("bdi", holding.achievement().content().name()).close();
    verdict(html, holding, now);
    html.close();
  }

  private static void award(Html html, Holding holding) {
    html.open("section").element("h2", "Your award");
    html.element("p", "Awarded to", "class", "label").open("p", "class", "recipient");
    html.element("bdi", holding.submission().learner().name()).close();
    html.open("p").text("By ").element("bdi", holding.issuer().name()).close();
    paragraphs(html, holding.achievement().content().description());
    html.close();
  }

  /// What our own rows say this moment; whether the document is genuine is for the public page.
  private static void verdict(Html html, Holding holding, Instant now) {
    Optional<Revocation> revocation = holding.published().revocation();
    Optional<CredentialView> view = holding.view().stream().findFirst();
    if (revocation.isPresent()) {
      verdict(html, "bad", "✕", "Revoked. The issuer took this credential back.");
      html.open("small").text("On ").text(day(revocation.get().at())).text(". Reason: ");
      html.theirs("span", revocation.get().reason()).close();
    } else if (view.isEmpty()) {
      verdict(html, "unknown", "…", "Your credential is being prepared. Look again in a minute.");
    } else if (passed(view.get().validUntil(), now)) {
      verdict(html, "unknown", "!", "Expired. It is genuine, but no longer valid.");
      html.open("small").text("It was valid until ");
      html.text(day(view.get().validUntil())).text(".").close();
    } else if (!view.get().validFrom().isEmpty() && !passed(view.get().validFrom(), now)) {
      verdict(html, "unknown", "!", "Issued, and not valid yet.");
      html.open("small").text("It becomes valid on ");
      html.text(day(view.get().validFrom())).text(".").close();
    } else {
      verdict(html, "good", "✓", "Issued and in force.");
      html.element("small", until(view.get()));
    }
    html.close().close();
  }

  /// Opens the box and its words; the caller closes both.
  private static void verdict(Html html, String tone, String sign, String words) {
    html.open("div", "class", "verdict " + tone);
    html.element("span", sign, "class", "sign", "aria-hidden", "true");
    html.open("p").text(words);
  }

  private static String until(CredentialView view) {
    return view.validUntil().isEmpty()
        ? "It does not expire."
        : "Valid until " + day(view.validUntil()) + ".";
  }

  private void sharing(Html html, Holding holding, String formKey, String shareToken) {
    Visibility visibility = holding.published().visibility();
    String address = publicBaseUrl + "/credentials/" + holding.id().text();
    html.open("section").element("h2", "Who can see it");
    if (!shareToken.isEmpty()) {
      String link = address + "?share=" + shareToken;
      html.open("p").text("Your new share link, shown only this once. Copy it now: ");
      html.element("a", link, "href", link).close();
    }
    html.element("p", state(visibility));
    html.open("p").element("a", "Open the public page", "href", address);
    html.close();
    if (visibility.shareHash().isEmpty()) {
      button(html, formKey, "share", "Make a share link", "");
    } else {
      button(html, formKey, "share", "Replace the share link", "quiet");
      button(html, formKey, "end-share", "End the share link", "quiet");
    }
    if (visibility.open()) {
      button(html, formKey, "make-private", "Make it private", "quiet");
    } else {
      button(html, formKey, "make-public", "Make it public", "quiet");
    }
    html.close();
  }

  private static String state(Visibility visibility) {
    if (visibility.open()) {
      return "Public: everyone who opens its page sees all of it, with your name.";
    }
    return visibility.shareHash().isEmpty()
        ? "Private: others only see that it is valid, who issued it and what for. Your name,"
            + " results and evidence stay hidden."
        : "Private, but whoever has your share link sees all of it, with your name.";
  }

  private static void button(Html html, String formKey, String action, String label, String style) {
    html.open("form", "method", "post", "action", "/my");
    html.empty("input", "type", "hidden", "name", "key", "value", formKey);
    html.element(
        "button", label, "type", "submit", "name", "action", "value", action, "class", style);
    html.close();
  }

  private static void results(Html html, Holding holding) {
    if (holding.decision().isEmpty()) {
      return;
    }
    var decision = holding.decision().get();
    html.open("section").element("h2", "Your results");
    html.open("p").text("%d of %d points.".formatted(decision.points(), decision.maximum()));
    html.close().open("table");
    html.open("thead").open("tr");
    for (String column : List.of("Criterion", "Reached")) {
      html.element("th", column, "scope", "col");
    }
    html.close().close().open("tbody");
    for (Holding.Result result : holding.results()) {
      html.open("tr").open("th", "scope", "row").element("bdi", result.criterion());
      if (!result.feedback().isEmpty()) {
        html.theirs("p", result.feedback());
      }
      html.close().open("td").element("bdi", result.level());
      html.element("p", place(result)).close().close();
    }
    html.close().close().close();
    if (!decision.feedback().isEmpty()) {
      html.open("section").element("h2", "Feedback");
      paragraphs(html, decision.feedback());
      html.close();
    }
  }

  private static String place(Holding.Result result) {
    return "Level %d of %d, %d %s"
        .formatted(
            result.place(),
            result.levels(),
            result.points(),
            result.points() == 1 ? "point" : "points");
  }

  private static void criteria(Html html, Holding holding) {
    html.open("section").element("h2", "What it took");
    paragraphs(html, holding.achievement().content().criteriaNarrative());
    String url = holding.achievement().content().criteriaUrl();
    if (!url.isEmpty()) {
      html.open("p").element("a", url, "href", url, "rel", "noopener noreferrer").close();
    }
    html.close();
  }

  private static void paragraphs(Html html, String text) {
    for (String paragraph : text.split("\\R\\s*\\R", -1)) {
      if (!paragraph.isBlank()) {
        html.theirs("p", paragraph.strip());
      }
    }
  }

  private static void evidence(Html html, List<EvidenceItem> evidence) {
    html.open("section").element("h2", "Your evidence").open("ul", "class", "plain");
    for (EvidenceItem item : evidence) {
      html.open("li").open("p").open("strong").element("bdi", item.name()).close().close();
      if (!item.description().isEmpty()) {
        html.theirs("p", item.description());
      }
      switch (item) {
        case EvidenceItem.Link link ->
            html.open("p")
                .element("a", link.url(), "href", link.url(), "rel", "noopener noreferrer")
                .close();
        case EvidenceItem.File file -> {
          html.open("p", "class", "soft").element("bdi", file.fileName());
          html.text(", %s, %s".formatted(file.mediaType(), size(file.length()))).close();
          digest(html, file.sha256());
        }
        case EvidenceItem.Text text -> {
          html.element("p", "Text, " + size(text.length()), "class", "soft");
          digest(html, text.sha256());
        }
      }
      html.close();
    }
    html.close().close();
  }

  private static void digest(Html html, String sha256) {
    html.open("p", "class", "soft").text("SHA-256 ").element("code", sha256).close();
  }

  private static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " bytes";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private static void facts(Html html, Holding holding) {
    html.open("section").element("h2", "Details").open("dl");
    fact(html, "E-mail", holding.email());
    fact(html, "Issuer", holding.issuer().name());
    html.element("dt", "Website").open("dd");
    String url = holding.issuer().url();
    html.element("a", url, "href", url, "rel", "noopener noreferrer").close();
    holding.view().stream()
        .findFirst()
        .ifPresent(view -> {
          fact(html, "Valid from", day(view.validFrom()));
          fact(html, "Valid until", view.validUntil().isEmpty() ? "—" : day(view.validUntil()));
          fact(html, "Record", view.id());
        });
    html.close().close();
  }

  private static void keeping(Html html, Holding holding) {
    if (holding.view().isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Keep it");
    html.element(
        "p",
        "The signed file proves your credential even without this site: wallets and verifiers"
            + " read it. Your name is in it.");
    html.open("p");
    html.element(
        "a", "Download the signed file (JSON)", "class", "button quiet", "href", "/my?format=json");
    html.close().close();
  }

  private static void fact(Html html, String name, String value) {
    html.element("dt", name).open("dd").element("bdi", value).close();
  }

  private static String day(Instant instant) {
    return DAY.format(instant);
  }

  private static String day(String dateTime) {
    return instant(dateTime).map(OwnPage::day).orElse(dateTime);
  }

  private static boolean passed(String dateTime, Instant now) {
    return instant(dateTime).filter(when -> !now.isBefore(when)).isPresent();
  }

  private static Optional<Instant> instant(String dateTime) {
    try {
      return dateTime.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(dateTime));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
