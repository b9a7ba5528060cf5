package dev.laurel.local.logfiles;

import dev.laurel.tlog.check.LogFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/// A log behind an http or https URL. Follows no redirect, and reads no more of an answer than the
/// file may have. Throws [UncheckedIOException] where there is no answer, or one that says nothing
/// about whether the file exists.
public final class HttpLogFiles implements LogFiles, AutoCloseable {
  /// For a whole answer: a bundle of ordinary entries has some 60 kB.
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /// Names are static objects: what fails for a moment is asked for again.
  private static final int TRIES = 3;

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final String prefix;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /// `url` is the log's, with or without a slash at its end.
  public HttpLogFiles(String url) {
    this.prefix = url.replaceAll("/+$", "") + "/";
  }

  /// Whether a text is a URL that can be read here, and no folder.
  public static boolean isUrl(String text) {
    return text.matches("https?://[^/\\s].*");
  }

  @Override
  public Optional<byte[]> read(String path) {
    Optional<Integer> limit = LogFileSizes.limit(path);
    if (limit.isEmpty()) {
      return Optional.empty();
    }
    for (int tried = 1; ; tried++) {
      try {
        return inTime(() -> fetch(path, limit.get()));
      } catch (IOException e) {
        if (tried == TRIES) {
          throw new UncheckedIOException(prefix + path + ": " + words(e), e);
        }
      }
    }
  }

  /// The client's own timeout ends with the headers; this one is for the body too.
  private Optional<byte[]> inTime(Callable<Optional<byte[]>> fetch) throws IOException {
    FutureTask<Optional<byte[]>> task = new FutureTask<>(fetch);
    Thread.startVirtualThread(task);
    try {
      return task.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new IOException("no whole answer within " + TIMEOUT.toSeconds() + " seconds", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    }
  }

  private static String words(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private Optional<byte[]> fetch(String path, int limit) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(prefix + path)).timeout(TIMEOUT).GET().build();
    HttpResponse<InputStream> response;
    try {
      response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    try (InputStream body = response.body()) {
      return switch (response.statusCode()) {
        case OK -> Optional.of(decoded(response, body).readNBytes(limit + 1));
        case NOT_FOUND, GONE -> Optional.empty();
        default -> throw new IOException("the server answered " + response.statusCode());
      };
    }
  }

  /// C2SP tlog-tiles: bundles may be compressed without having been asked for.
  private static InputStream decoded(HttpResponse<?> response, InputStream body)
      throws IOException {
    String encoding = response.headers().firstValue("content-encoding").orElse("");
    return encoding.equalsIgnoreCase("gzip") ? new GZIPInputStream(body) : body;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
