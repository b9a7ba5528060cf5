package dev.laurel.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import dev.laurel.embedded.DownloadResult;
import dev.laurel.embedded.FolderObjectStore;
import dev.laurel.embedded.Refusal;
import dev.laurel.embedded.UploadResult;
import dev.laurel.json.Json;
import dev.laurel.storage.ObjectContent;
import dev.laurel.storage.ObjectName;
import dev.laurel.storage.ObjectReader;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What S3 answers in the cloud: uploads and downloads by signed URL, and public objects by name.
public final class ObjectRoutes {
  private ObjectRoutes() {}

  /// Takes `PUT` to the URLs that the stores' invitations name; `stores` by the label in the URL.
  public static LocalRoute uploads(Map<String, FolderObjectStore> stores) {
    return (exchange, rest) -> {
      Optional<FolderObjectStore> store = labelled(stores, rest);
      if (!exchange.getRequestMethod().equals("PUT")) {
        refuse(exchange, 405, "an invitation is followed with PUT");
      } else if (store.isEmpty()) {
        refuse(exchange, Refusal.NOT_SIGNED);
      } else {
        upload(exchange, store.get());
      }
    };
  }

  /// Answers `GET` of the stores' download URLs, always as an attachment.
  public static LocalRoute downloads(Map<String, FolderObjectStore> stores) {
    return (exchange, rest) -> {
      Optional<FolderObjectStore> store = labelled(stores, rest);
      if (!exchange.getRequestMethod().equals("GET")) {
        refuse(exchange, 405, "a download is a GET");
      } else if (store.isEmpty()) {
        refuse(exchange, Refusal.NOT_SIGNED);
      } else {
        switch (store.get().openDownload(url(exchange))) {
          case DownloadResult.Refused(Refusal reason) -> refuse(exchange, reason);
          case DownloadResult.Opened opened -> {
            // A stranger's bytes: no browser shows them here.
            exchange.getResponseHeaders().set("Content-Security-Policy", "sandbox");
            exchange.getResponseHeaders().set("Content-Disposition", opened.contentDisposition());
            stream(exchange, opened.content());
          }
        }
      }
    };
  }

  /// Answers `GET` of public objects.
  public static LocalRoute publicObjects(ObjectReader objects) {
    return (exchange, rest) -> {
      Optional<ObjectContent> found = name(rest).flatMap(objects::open);
      if (!exchange.getRequestMethod().equals("GET")) {
        refuse(exchange, 405, "public objects are read only");
      } else if (found.isEmpty()) {
        refuse(exchange, 404, "no such object");
      } else {
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        stream(exchange, found.get());
      }
    };
  }

  private static void upload(HttpExchange exchange, FolderObjectStore store) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    switch (store.accept(url(exchange), headers, exchange.getRequestBody())) {
      case UploadResult.Stored(ObjectName name, String version, String tag) -> {
        exchange.getResponseHeaders().set("ETag", '"' + tag + '"');
        exchange.getResponseHeaders().set("x-amz-version-id", version);
        Gateway.send(exchange, 200, new byte[0]);
      }
      case UploadResult.Refused(Refusal reason) -> refuse(exchange, reason);
    }
  }

  private static void stream(HttpExchange exchange, ObjectContent content) throws IOException {
    try (content) {
      exchange.getResponseHeaders().set("Content-Type", content.mediaType());
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange.sendResponseHeaders(200, content.length() == 0 ? -1 : content.length());
      try (var out = exchange.getResponseBody()) {
        content.bytes().transferTo(out);
      }
    }
  }

  private static void refuse(HttpExchange exchange, Refusal reason) throws IOException {
    refuse(exchange, reason.status(), reason.words());
  }

  private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    Gateway.send(exchange, status, Json.bytes(Map.of("message", why)));
  }

  private static Optional<FolderObjectStore> labelled(
      Map<String, FolderObjectStore> stores, String rest) {
    int slash = rest.indexOf('/');
    return slash < 0 ? Optional.empty() : Optional.ofNullable(stores.get(rest.substring(0, slash)));
  }

  private static Optional<ObjectName> name(String text) {
    try {
      return Optional.of(new ObjectName(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static URI url(HttpExchange exchange) {
    return exchange.getRequestURI();
  }
}
