package dev.laurel.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import dev.laurel.embedded.MailboxFolder;
import dev.laurel.json.Json;
import dev.laurel.notification.Letter;
import dev.laurel.verification.pages.PageStyle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Pages for whoever tries Laurel on this machine: what is where, and every mail as HTML, text,
/// headers and raw. No JavaScript; a mail's HTML stands in a sandboxed frame.
public final class DeveloperPages implements LocalRoute {
  /// Mails on the page: the newest; older ones stay in the folder.
  private static final int NEWEST = 100;

  /// Beside the style of all pages: a mail needs more room than a credential.
  private static final String STYLE =
      PageStyle.CSS
          + """
          main{max-width:60rem}iframe{display:block;inline-size:100%;block-size:46rem;
          border:1px solid var(--line);border-radius:.5rem;background:#f4f2ea}
          """;

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final MailboxFolder mailbox;
  private final String origin;

  public DeveloperPages(MailboxFolder mailbox, String origin) {
    this.mailbox = mailbox;
    this.origin = origin;
  }

  @Override
  public void serve(HttpExchange exchange, String rest) throws IOException {
    String[] parts = rest.split("/", -1);
    if (!exchange.getRequestMethod().equals("GET")) {
      send(exchange, 405, "text/plain", "only GET");
    } else if (rest.isEmpty()) {
      page(exchange, 200, "Developer pages", index());
    } else if (rest.equals("mailbox")) {
      mailbox(exchange);
    } else if (parts.length >= 2 && parts[0].equals("mailbox")) {
      mail(exchange, parts[1], parts.length > 2 ? parts[2] : "");
    } else {
      page(exchange, 404, "There is nothing here", section(link("/dev/", "All developer pages")));
    }
  }

  private String index() {
    return """
    <section><h2>What is where</h2>
    <ul class="plain">
    <li><a href="/dev/mailbox">Mailbox</a>\
    <p class="soft">Every mail that would have been sent.</p></li>
    <li><code>%s</code>\
    <p class="soft">The public base URL, part of everything that is signed.</p></li>
    <li><code>/public/</code>\
    <p class="soft">Public objects, as the bucket would serve them.</p></li>
    <li><code>operator-key</code>\
    <p class="soft">The key, in the data folder, that makes issuers with \
    <code>POST /v1/issuers</code>.</p></li>
    </ul></section>
    """
        .formatted(escape(origin));
  }

  private void mailbox(HttpExchange exchange) throws IOException {
    List<MailboxFolder.Kept> mails = mailbox.list(NEWEST);
    String accept = exchange.getRequestHeaders().getFirst("Accept");
    if (accept != null && accept.contains("application/json")) {
      ObjectNode body = Json.object();
      ArrayNode list = body.putArray("mails");
      for (MailboxFolder.Kept mail : mails) {
        Letter letter = mail.letter();
        list.addObject()
            .put("id", mail.id())
            .put("at", mail.at().toString())
            .put("to", letter.to())
            .put("subject", letter.subject())
            .put("text", letter.text())
            .put("page", "/dev/mailbox/" + mail.id());
      }
      send(exchange, 200, "application/json", body.toString());
      return;
    }
    String rows =
        mails.stream()
            .map(mail ->
                """
                <li><p><a href="/dev/mailbox/%s">%s</a></p>
                <p class="soft">To <bdi>%s</bdi> on %s</p></li>
                """
                    .formatted(
                        mail.id(),
                        escape(mail.letter().subject()),
                        escape(mail.letter().to()),
                        time(mail.at())))
            .collect(Collectors.joining());
    page(
        exchange,
        200,
        "Mailbox",
        section(mails.isEmpty() ? "<p>No mail yet.</p>" : "<ul class=\"plain\">" + rows + "</ul>"));
  }

  private void mail(HttpExchange exchange, String id, String part) throws IOException {
    Optional<MailboxFolder.Kept> found = mailbox.read(id);
    if (found.isEmpty()) {
      page(exchange, 404, "No such mail", section(link("/dev/mailbox", "Mailbox")));
      return;
    }
    Letter letter = found.get().letter();
    switch (part) {
      case "" -> page(exchange, 200, letter.subject(), parts(found.get()));
      case "html" -> {
        // The mail as a mail program shows it, which runs nothing and may load nothing.
        exchange
            .getResponseHeaders()
            .set(
                "Content-Security-Policy",
                "sandbox allow-popups allow-top-navigation-by-user-activation; default-src 'none';"
                    + " style-src 'unsafe-inline'; img-src 'self' data:");
        send(exchange, 200, "text/html", letter.html());
      }
      case "text" -> send(exchange, 200, "text/plain", letter.text());
      case "raw" ->
          send(
              exchange,
              200,
              "text/plain",
              new String(mailbox.message(id).orElse(new byte[0]), StandardCharsets.UTF_8));
      default ->
          page(exchange, 404, "No such part", section(link("/dev/mailbox/" + id, "The mail")));
    }
  }

  private static String parts(MailboxFolder.Kept mail) {
    Letter letter = mail.letter();
    String headers =
        letter.headers().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(h -> fact(h.getKey(), escape(h.getValue())))
            .collect(Collectors.joining());
    String address = "/dev/mailbox/" + mail.id();
    return """
    <section><h2>Header</h2><dl>%s</dl></section>
    <section><h2>HTML</h2>
    <iframe title="The mail as HTML" sandbox="allow-popups allow-top-navigation-by-user-activation"
     src="%s/html"></iframe>
    </section>
    <section><h2>Text</h2><pre>%s</pre></section>
    <section><h2>Alone</h2><p>%s, %s, %s</p><p>%s</p></section>
    """
        .formatted(
            fact(
                    "From",
                    "<bdi>%s</bdi> &lt;%s&gt;"
                        .formatted(escape(letter.fromName()), escape(letter.fromAddress())))
                + fact("To", escape(letter.to()))
                + fact("When", time(mail.at()))
                + headers,
            address,
            escape(letter.text()),
            link(address + "/html", "HTML"),
            link(address + "/text", "text"),
            link(address + "/raw", "raw"),
            link("/dev/mailbox", "All mails"));
  }

  private static String fact(String name, String html) {
    return "<dt>" + escape(name) + "</dt><dd>" + html + "</dd>\n";
  }

  private static String time(Instant at) {
    return "<time datetime=\"" + at + "\">" + WHEN.format(at) + "</time>";
  }

  private static String link(String address, String words) {
    return "<a href=\"" + address + "\">" + words + "</a>";
  }

  private static String section(String html) {
    return "<section>" + html + "</section>";
  }

  private static void page(HttpExchange exchange, int status, String title, String body)
      throws IOException {
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none';"
                + " form-action 'none'");
    send(
        exchange,
        status,
        "text/html",
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>%s</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex, nofollow">
        <style>%s</style></head><body><main>
        <header class="top"><p class="eyebrow">Laurel on this machine</p>
        <h1>%s</h1></header>
        %s
        </main></body></html>
        """
            .formatted(escape(title), STYLE, escape(title), body));
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    Gateway.send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
