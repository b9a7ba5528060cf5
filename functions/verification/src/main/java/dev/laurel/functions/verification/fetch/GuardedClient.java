package dev.laurel.functions.verification.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/// Fetches one document from a host that a stranger names: https on port 443, public addresses
/// only, connected to the very address that was checked with the certificate checked for the name,
/// no proxy, no redirect, no cookie, and limits of time and bytes. Never throws for what it meets.
public final class GuardedClient {
  private static final int MAX_URL_LENGTH = 2048;

  /// Names of the Internet: at least two labels, the last of which is no number in any notation.
  private static final Pattern HOST =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)++(?!0x|[0-9]++$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  /// Names that are never of the Internet (RFC 6761, RFC 6762, RFC 8375 and ICANN's .internal).
  private static final Pattern LOCAL =
      Pattern.compile(".*\\.(?:localhost|local|internal|onion|test|invalid|home\\.arpa|arpa)");

  private static final Pattern TARGET = Pattern.compile("/[!-;=?-\\[\\]_a-z~]*+");

  private final HostNames names;
  private final AddressPolicy policy;
  private final Connector connector;
  private final FetchCache cache;
  private final InstantSource clock;

  public GuardedClient(
      HostNames names,
      AddressPolicy policy,
      Connector connector,
      FetchCache cache,
      InstantSource clock) {
    this.names = names;
    this.policy = policy;
    this.connector = connector;
    this.cache = cache;
    this.clock = clock;
  }

  /// What became of a fetch.
  public sealed interface Outcome {
    /// The bytes. The array belongs to the receiver.
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Fetched(byte[] body) implements Outcome {}

    /// The host says that there is nothing (404 or 410).
    record Missing() implements Outcome {}

    /// Not allowed, not reached or not usable, and why, in words.
    record Failed(String why) implements Outcome {}
  }

  /// Fetches a document of at most `maxBytes`, within what the budget leaves.
  public Outcome get(String url, int maxBytes, FetchBudget budget) {
    Optional<URI> allowed = allowed(url);
    if (allowed.isEmpty()) {
      return new Outcome.Failed("only https addresses of public hosts on port 443 are fetched.");
    }
    Optional<byte[]> kept = cache.get(url).filter(body -> body.length <= maxBytes);
    if (kept.isPresent()) {
      return new Outcome.Fetched(kept.get());
    }
    Optional<Instant> deadline = budget.take();
    if (deadline.isEmpty()) {
      return new Outcome.Failed("enough was fetched for one verification.");
    }
    try {
      return fetch(allowed.get(), maxBytes, deadline.get(), url);
    } catch (UnknownHostException e) {
      return new Outcome.Failed("its host's name has no address.");
    } catch (SocketTimeoutException e) {
      return new Outcome.Failed("its host did not answer in time.");
    } catch (SSLException e) {
      return new Outcome.Failed("its host did not prove its name.");
    } catch (IOException e) {
      return new Outcome.Failed("its host did not answer as it should.");
    }
  }

  private Outcome fetch(URI url, int maxBytes, Instant deadline, String key) throws IOException {
    String host = url.getHost();
    Duration left = Duration.between(clock.instant(), deadline);
    List<InetAddress> addresses = names.addresses(host, left);
    if (addresses.isEmpty()) {
      throw new UnknownHostException(host);
    }
    if (!addresses.stream().allMatch(policy::allows)) {
      return new Outcome.Failed("its host has an address that is not public.");
    }
    try (Connection connection = connector.connect(addresses.getFirst(), host, deadline)) {
      OutputStream out = connection.out();
      out.write(request(url).getBytes(StandardCharsets.US_ASCII));
      out.flush();
      HttpAnswer answer = HttpAnswer.read(connection.in(), maxBytes);
      return switch (answer.status()) {
        case 200 -> {
          cache.put(key, answer.body());
          yield new Outcome.Fetched(answer.body());
        }
        case 404, 410 -> new Outcome.Missing();
        default -> new Outcome.Failed("its host answered " + answer.status() + ".");
      };
    }
  }

  private static String request(URI url) {
    return "GET "
        + target(url)
        + " HTTP/1.1\r\nHost: "
        + url.getHost()
        + "\r\nAccept: application/did+json, application/vc, application/json, */*;q=0.1\r\n"
        + "Accept-Encoding: gzip\r\nUser-Agent: laurel-verifier\r\nConnection: close\r\n\r\n";
  }

  private static String target(URI url) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  /// The address taken apart, where it is one that may be fetched.
  private static Optional<URI> allowed(String url) {
    if (url.length() > MAX_URL_LENGTH || !url.startsWith("https://")) {
      return Optional.empty();
    }
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    String host = uri.getHost();
    boolean plain =
        host != null
            && host.length() <= 253
            && HOST.matcher(host).matches()
            && !LOCAL.matcher(host).matches()
            && uri.getRawUserInfo() == null
            && uri.getRawFragment() == null
            && (uri.getPort() == -1 || uri.getPort() == 443)
            && TARGET.matcher(target(uri)).matches()
            && !hasDots(uri.getRawPath());
    return plain ? Optional.of(uri) : Optional.empty();
  }

  /// A path that some reader would take for another one.
  private static boolean hasDots(String path) {
    String plain = path.replace("%2e", ".").replace("%2E", ".");
    return (plain + "/").contains("/../") || (plain + "/").contains("/./") || plain.contains("\\");
  }
}
