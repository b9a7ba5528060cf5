package dev.laurel.functions.verification;

import dev.laurel.functions.verification.templates.JtecheckedGenerated;
import dev.laurel.functions.verification.templates.JtecredentialGenerated;
import dev.laurel.functions.verification.templates.JtemessageGenerated;
import dev.laurel.functions.verification.templates.JteverifyGenerated;
import dev.laurel.runtime.Response;
import dev.laurel.verification.pages.PageStyle;
import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/// Renders pages with the headers that belong to them: no script, no foreign content, no referrer.
final class Pages {
  private final String images;

  /// `publicObjects` is the address of the public objects, from which badge pictures come; may be
  /// empty.
  Pages(String publicObjects) {
    this.images = PageStyle.origin(publicObjects);
  }

  /// The page of a credential.
  Response credential(CredentialPage page) {
    StringOutput text = new StringOutput();
    JtecredentialGenerated.render(html(text), null, page, Instants.of(page.report().checkedAt()));
    Response response = secured(Response.html(200, text.toString()));
    return page.open()
        ? response.header("cache-control", "no-cache")
        : response.header("cache-control", "no-store").header("x-robots-tag", "noindex, nofollow");
  }

  /// The page on which anyone can have a credential verified; `note` is what went wrong before, or
  /// "".
  Response verifyForm(int status, String note) {
    StringOutput text = new StringOutput();
    JteverifyGenerated.render(html(text), null, note);
    return secured(Response.html(status, text.toString()), true)
        .header("cache-control", "no-store");
  }

  /// The report on something that was pasted there. It shows no picture: that would come from
  /// elsewhere.
  Response verified(CredentialPage page) {
    StringOutput text = new StringOutput();
    JtecheckedGenerated.render(html(text), null, page, Instants.of(page.report().checkedAt()));
    return secured(Response.html(200, text.toString()))
        .header("cache-control", "no-store")
        .header("x-robots-tag", "noindex, nofollow");
  }

  /// Nothing is here, or nothing that may be told.
  Response notFound() {
    return message(
        404,
        "There is nothing here",
        "No credential and no page is known under this address. If somebody gave it to you, ask"
            + " them to check it.");
  }

  /// A page with one message.
  Response message(int status, String title, String words) {
    StringOutput text = new StringOutput();
    JtemessageGenerated.render(html(text), null, title, words);
    return secured(Response.html(status, text.toString()))
        .header("cache-control", "no-store")
        .header("x-robots-tag", "noindex, nofollow");
  }

  private Response secured(Response response) {
    return secured(response, false);
  }

  private Response secured(Response response, boolean forms) {
    return response
        .header("vary", "Accept")
        .header("content-security-policy", PageStyle.policy(images, forms))
        .header("referrer-policy", "no-referrer")
        .header("cross-origin-opener-policy", "same-origin");
  }

  private static gg.jte.html.HtmlTemplateOutput html(TemplateOutput text) {
    return new OwaspHtmlTemplateOutput(text);
  }
}
