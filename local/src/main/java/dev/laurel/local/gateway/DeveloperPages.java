package dev.laurel.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import dev.laurel.embedded.MailboxFolder;
import dev.laurel.json.Json;
import dev.laurel.notification.Letter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Pages for whoever tries Laurel on this machine: what is where, and every mail as HTML, text,
/// headers and raw. No JavaScript; a mail's HTML stands in a sandboxed frame.
public final class DeveloperPages implements LocalRoute {
  /// Mails on the page: the newest; older ones stay in the folder.
  private static final int NEWEST = 100;

  private static final String STYLE =
      """
      body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;
      color:#1d2b36;background:#fff}a{color:#17494d}table{border-collapse:collapse;width:100%}
      td,th{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #ddd;overflow-wrap:anywhere}
      iframe{width:100%;height:44rem;border:1px solid #bbb}
      pre{background:#f3f5f6;padding:1rem;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere}
      """;

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
      page(exchange, 200, "Laurel on this machine", index());
    } else if (rest.equals("mailbox")) {
      mailbox(exchange);
    } else if (parts.length >= 2 && parts[0].equals("mailbox")) {
      mail(exchange, parts[1], parts.length > 2 ? parts[2] : "");
    } else {
      page(exchange, 404, "Nothing here", "<p><a href=\"/dev/\">Back</a></p>");
    }
  }

  private String index() {
    return """
    <p>Public base URL: <code>%s</code></p>
    <ul>
    <li><a href="/dev/mailbox">Mailbox</a>: every mail that would have been sent</li>
    <li><code>operator-key</code> in the data folder makes issuers: <code>POST /v1/issuers</code></li>
    <li><code>/public/</code>: public objects, as the bucket would serve them</li>
    </ul>
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
                "<tr><td>%s</td><td>%s</td><td><a href=\"/dev/mailbox/%s\">%s</a></td></tr>"
                    .formatted(
                        mail.at(),
                        escape(mail.letter().to()),
                        mail.id(),
                        escape(mail.letter().subject())))
            .collect(Collectors.joining("\n"));
    String table = "<table><tr><th>When</th><th>To</th><th>Subject</th></tr>\n" + rows + "</table>";
    page(exchange, 200, "Mailbox", mails.isEmpty() ? "<p>No mail yet.</p>" : table);
  }

  private void mail(HttpExchange exchange, String id, String part) throws IOException {
    Optional<MailboxFolder.Kept> found = mailbox.read(id);
    if (found.isEmpty()) {
      page(exchange, 404, "No such mail", "<p><a href=\"/dev/mailbox\">Mailbox</a></p>");
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
      default -> page(exchange, 404, "No such part", "");
    }
  }

  private static String parts(MailboxFolder.Kept mail) {
    Letter letter = mail.letter();
    String headers =
        letter.headers().entrySet().stream()
            .sorted(java.util.Map.Entry.comparingByKey())
            .map(h ->
                "<tr><th>%s</th><td>%s</td></tr>"
                    .formatted(escape(h.getKey()), escape(h.getValue())))
            .collect(Collectors.joining("\n"));
    return """
    <p><a href="/dev/mailbox">Mailbox</a></p>
    <table>
    <tr><th>From</th><td>%s &lt;%s&gt;</td></tr>
    <tr><th>To</th><td>%s</td></tr>
    <tr><th>When</th><td>%s</td></tr>
    %s
    </table>
    <h2>HTML</h2>
    <iframe title="the mail as HTML" sandbox="allow-popups allow-top-navigation-by-user-activation"
     src="/dev/mailbox/%s/html"></iframe>
    <h2>Text</h2>
    <pre>%s</pre>
    <p><a href="/dev/mailbox/%s/html">HTML alone</a>, <a href="/dev/mailbox/%s/text">text alone</a>,
    <a href="/dev/mailbox/%s/raw">raw</a></p>
    """
        .formatted(
            escape(letter.fromName()),
            escape(letter.fromAddress()),
            escape(letter.to()),
            mail.at(),
            headers,
            mail.id(),
            escape(letter.text()),
            mail.id(),
            mail.id(),
            mail.id());
  }

  private static void page(HttpExchange exchange, int status, String title, String body)
      throws IOException {
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'");
    send(
        exchange,
        status,
        "text/html",
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>%s</title>
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <style>%s</style></head><body><h1>%s</h1>
        %s
        </body></html>
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
