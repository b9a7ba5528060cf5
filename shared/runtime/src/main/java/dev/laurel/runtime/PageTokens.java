package dev.laurel.runtime;

import dev.laurel.storage.Cursor;
import dev.laurel.storage.Page;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Cursors as clients see them (`after`, `next`): opaque text that names issuer and query, so that
/// one of another list or another issuer is refused with 400.
///
/// The binding is not a signature: a forged token reaches no other partition, because the partition
/// comes from the caller's key.
public final class PageTokens {
  /// Entries of a page unless asked otherwise.
  public static final int DEFAULT_LIMIT = 25;

  /// Most entries of a page: each is read again by its key.
  public static final int MAX_LIMIT = 100;

  /// Characters of the binding's digest: an accident has a chance of 2^-64.
  private static final int BINDING = 16;

  /// Longest token that is looked at.
  private static final int MAX_TOKEN = 4_000;

  private PageTokens() {}

  /// Reads one page as the request asks (`limit`, `after`).
  @FunctionalInterface
  public interface Source<T> {
    Page<T> page(int limit, Cursor after);
  }

  /// The page that the request asks for. `query` names the list, with whatever filters it. Throws
  /// [ProblemException] 400 for a limit outside 1 to [#MAX_LIMIT] and for a token of another list.
  public static <T> Page<T> read(Request request, String query, Source<T> source) {
    int limit = limit(request);
    Optional<String> token = request.query("after");
    if (token.isEmpty()) {
      return source.page(limit, Cursor.START);
    }
    Cursor after = cursor(request, query, token.get());
    try {
      return source.page(limit, after);
    } catch (IllegalArgumentException e) {
      // The ports promise this for a cursor that the store did not make.
      throw refused();
    }
  }

  /// The token of the next page; empty after the last.
  public static Optional<String> next(Request request, String query, Page<?> page) {
    return page.hasMore() ? Optional.of(token(request, query, page.next())) : Optional.empty();
  }

  static int limit(Request request) {
    String text = request.query("limit").orElse(Integer.toString(DEFAULT_LIMIT));
    int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.invalidParameter("limit", "must be a whole number from 1 to " + MAX_LIMIT)
          .toException();
    }
    return limit;
  }

  private static String token(Request request, String query, Cursor cursor) {
    byte[] text = (binding(request, query) + cursor.text()).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  private static Cursor cursor(Request request, String query, String token) {
    if (token.isEmpty() || token.length() > MAX_TOKEN) {
      throw refused();
    }
    String text;
    try {
      text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw refused();
    }
    if (text.length() <= BINDING || !text.startsWith(binding(request, query))) {
      throw refused();
    }
    return new Cursor(text.substring(BINDING));
  }

  private static String binding(Request request, String query) {
    String owner =
        request.caller() instanceof Caller.Operator ? "operator" : request.key().issuer().text();
    String bound = owner + "\n" + query;
    return Digests.sha256Hex(bound.getBytes(StandardCharsets.UTF_8)).substring(0, BINDING);
  }

  private static ProblemException refused() {
    return Problem.invalidParameter("after", "must be the next of a page of this very list")
        .toException();
  }
}
