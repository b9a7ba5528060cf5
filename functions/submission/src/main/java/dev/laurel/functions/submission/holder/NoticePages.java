package dev.laurel.functions.submission.holder;

import dev.laurel.verification.pages.PageStyle;

/// The pages that say something and show nothing personal.
final class NoticePages {
  private static final String NEW_MAIL =
      "Links in badge mails end after a while. Ask the organisation that issued your credential to"
          + " send the mail again; it brings a new link.";

  private NoticePages() {}

  /// What the link of a mail opens. The form has no address of its own: it posts to the page's.
  static String arrival() {
    Html html = begin("Your credential", "A credential was issued to you");
    html.element(
        "p",
        "Open it to see what you achieved, and to decide who else may see it. No account is"
            + " needed.");
    html.open("form", "method", "post");
    html.element("button", "Open my credential", "type", "submit");
    html.close();
    html.element(
        "p",
        "This browser then remembers you for one hour. Whoever has your mail can open this page:"
            + " do not pass the link on. To show your credential to others, make a share link"
            + " inside.",
        "class",
        "soft");
    return end(html);
  }

  static String unknownLink() {
    return notice("This link does not open anything", NEW_MAIL);
  }

  static String noSession() {
    return notice(
        "Open the link in your mail",
        "Your page stays open for one hour. To come back, use the link in your badge mail again. "
            + NEW_MAIL);
  }

  static String foreign() {
    return notice(
        "This did not come from your page",
        "Nothing was changed. Open the link in your mail and try again from there.");
  }

  static String unknownAction() {
    return notice("Nothing was changed", "Go back to your page and use its buttons.");
  }

  static String notIssuedYet() {
    return notice("Your credential is still being prepared", "Look again in a few minutes.");
  }

  private static String notice(String title, String words) {
    Html html = begin("Your credential", title);
    html.element("p", words);
    return end(html);
  }

  private static Html begin(String eyebrow, String title) {
    Html html = new Html();
    head(html, title);
    html.open("body").open("main");
    html.open("header", "class", "top");
    html.element("p", eyebrow, "class", "eyebrow").element("h1", title);
    html.close();
    return html;
  }

  private static String end(Html html) {
    return html.close().close().close().page();
  }

  /// Opens `html` and writes its head; the caller closes the former.
  static void head(Html html, String title) {
    html.open("html", "lang", "en").open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "robots", "content", "noindex, nofollow");
    html.element("title", title);
    html.style(PageStyle.CSS);
    html.close();
  }
}
