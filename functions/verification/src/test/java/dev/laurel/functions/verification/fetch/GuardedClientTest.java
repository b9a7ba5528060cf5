package dev.laurel.functions.verification.fetch;

import static dev.laurel.functions.verification.fetch.LoopbackHost.ascii;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.functions.verification.fetch.GuardedClient.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardedClientTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String URL = "https://good.example/a/did.json?x=1";
  private static final int LIMIT = 64 * 1024;

  private final AtomicLong millis = new AtomicLong();
  private final InstantSource clock = () -> NOW.plusMillis(millis.get());
  private final FetchCache cache = new FetchCache(clock);
  private final AtomicInteger questions = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();

  private final HostNames names =
      (host, within) -> {
        questions.incrementAndGet();
        return List.of(InetAddress.getByName("93.184.216.34"));
      };

  /// A client that must never come as far as to connect.
  private GuardedClient unconnected(HostNames names) {
    Connector connector =
        (address, host, deadline) -> {
          connections.incrementAndGet();
          throw new IOException("connected");
        };
    return new GuardedClient(names, AddressPolicy.publicOnly(), connector, cache, clock);
  }

  private GuardedClient client(LoopbackHost host) {
    return new GuardedClient(
        names, AddressPolicy.publicOnly(), host.connector(clock), cache, clock);
  }

  private Outcome get(LoopbackHost.Behaviour behaviour) {
    try (LoopbackHost host = new LoopbackHost(behaviour)) {
      return client(host).get(URL, LIMIT, new FetchBudget(clock));
    }
  }

  private static LoopbackHost.Behaviour text(String answer) {
    return out -> out.write(ascii(answer));
  }

  private static String body(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
    return new String(((Outcome.Fetched) outcome).body(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String why(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).why();
  }

  @Test
  void get_goodAnswer_givesItsBytesAndAsksForNoMoreThanThat() {
    try (LoopbackHost host =
        new LoopbackHost(text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"))) {
      assertThat(body(client(host).get(URL, LIMIT, new FetchBudget(clock)))).isEqualTo("{}");
      assertThat(host.requests())
          .singleElement()
          .asString()
          .startsWith("GET /a/did.json?x=1 HTTP/1.1\r\nHost: good.example\r\n")
          .doesNotContainIgnoringCase("cookie", "authorization", "referer", "forwarded");
    }
  }

  @Test
  void get_chunkedOrUntilTheEnd_givesItsBytes() {
    assertThat(
            body(
                get(
                    text(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "2\r\n{\"\r\n5;x=y\r\na\":1}\r\n0\r\n\r\n"))))
        .isEqualTo("{\"a\":1}");
    cache.put(URL, new byte[LIMIT + 1]); // too large for this caller, so asked again
    assertThat(body(get(text("HTTP/1.0 200 \r\n\r\n{}")))).isEqualTo("{}");
  }

  @Test
  void get_gzip_isUnpackedWithinTheLimit() {
    assertThat(body(get(gzip(new byte[] {'{', '}'})))).isEqualTo("{}");
    cache.put(URL, new byte[LIMIT + 1]);
    assertThat(why(get(gzip(new byte[50 * 1024 * 1024])))).contains("as it should");
  }

  private static LoopbackHost.Behaviour gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out -> {
      out.write(ascii("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"));
      out.write(packed.toByteArray());
    };
  }

  @Test
  void get_missing_isToldFromFailed() {
    assertThat(get(text("HTTP/1.1 404 Not Found\r\n\r\n"))).isEqualTo(new Outcome.Missing());
    assertThat(get(text("HTTP/1.1 410 Gone\r\n\r\n"))).isEqualTo(new Outcome.Missing());
    assertThat(why(get(text("HTTP/1.1 500 Oh\r\n\r\n")))).contains("answered 500");
  }

  @ParameterizedTest
  @Tag("check-49")
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "0.0.0.0",
        "169.254.169.254",
        "10.1.2.3",
        "100.64.0.1",
        "192.168.0.1",
        "172.16.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "192.88.99.1",
        "::1",
        "::",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:93.184.216.34",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::5db8:d822",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2002:5db8:d822::1",
        "2001:0:4136::1",
        "2001:db8::1",
        "3fff::1",
        "100::1",
        "5f00::1"
      })
  void get_nameOfAnAddressThatIsNotPublic_isRefusedUnconnected(String address) throws Exception {
    InetAddress inner =
        InetAddress.getByName(address.contains(".") ? address : "[" + address + "]");
    boolean mapped = address.equals("::ffff:93.184.216.34");
    Outcome outcome =
        unconnected((host, within) -> List.of(inner)).get(URL, LIMIT, new FetchBudget(clock));
    // Java makes a mapped address the plain one, which is what would be connected to.
    assertThat(connections).hasValue(mapped ? 1 : 0);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  @Tag("check-50")
  void get_oneOfManyAddressesNotPublic_isRefused() throws Exception {
    List<InetAddress> both =
        List.of(InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1"));
    assertThat(why(unconnected((host, within) -> both).get(URL, LIMIT, new FetchBudget(clock))))
        .contains("not public");
    assertThat(connections).hasValue(0);
  }

  @Test
  @Tag("check-50")
  void get_nameThatChangesItsAddress_isConnectedWhereItWasChecked() throws Exception {
    InetAddress good = InetAddress.getByName("93.184.216.34");
    InetAddress bad = InetAddress.getByName("127.0.0.1");
    HostNames changing = (host, within) -> List.of(questions.getAndIncrement() == 0 ? good : bad);
    List<InetAddress> connected = new ArrayList<>();
    Connector connector =
        (address, host, deadline) -> {
          connected.add(address);
          throw new IOException("enough");
        };
    GuardedClient client =
        new GuardedClient(changing, AddressPolicy.publicOnly(), connector, cache, clock);
    client.get(URL, LIMIT, new FetchBudget(clock));
    assertThat(connected).containsExactly(good);
    assertThat(questions).hasValue(1);
    assertThat(why(client.get(URL, LIMIT, new FetchBudget(clock)))).contains("not public");
    assertThat(connected).hasSize(1);
  }

  @ParameterizedTest
  @Tag("check-51")
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void get_redirect_isNotFollowed(int status) {
    try (LoopbackHost host =
        new LoopbackHost(
            text(
                "HTTP/1.1 "
                    + status
                    + " Go\r\nLocation: https://good.example/b\r\nContent-Length: 0\r\n\r\n"))) {
      assertThat(why(client(host).get(URL, LIMIT, new FetchBudget(clock))))
          .contains("answered " + status);
      assertThat(host.requests()).hasSize(1);
    }
  }

  @Test
  @Tag("check-52")
  void get_endlessBody_isCutAtTheLimit() {
    byte[] block = new byte[8192];
    Arrays.fill(block, (byte) ' ');
    AtomicLong written = new AtomicLong();
    LoopbackHost.Behaviour endless =
        out -> {
          out.write(ascii("HTTP/1.1 200 OK\r\n\r\n"));
          while (true) {
            out.write(block);
            written.addAndGet(block.length);
          }
        };
    assertThat(why(get(endless))).contains("as it should");
    assertThat(written.get()).isLessThan(32L * 1024 * 1024);
  }

  @Test
  @Tag("check-52")
  void get_announcedGigabyte_isRefusedUnread() {
    assertThat(why(get(text("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"))))
        .contains("as it should");
    assertThat(why(get(text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40000000\r\n"))))
        .contains("as it should");
    assertThat(why(get(text("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(5_000) + "\r\n"))))
        .contains("as it should");
  }

  @Test
  @Tag("check-52")
  void get_oneByteAtATime_isCutAtItsTime() {
    InstantSource ticking = () -> NOW.plusMillis(millis.addAndGet(20));
    AtomicInteger written = new AtomicInteger();
    LoopbackHost.Behaviour dripping =
        out -> {
          while (true) {
            out.write('H');
            out.flush();
            written.incrementAndGet();
          }
        };
    try (LoopbackHost host = new LoopbackHost(dripping)) {
      GuardedClient client =
          new GuardedClient(
              names, AddressPolicy.publicOnly(), host.connector(ticking), cache, ticking);
      assertThat(why(client.get(URL, LIMIT, new FetchBudget(ticking)))).contains("in time");
    }
    assertThat(millis.get()).isBetween(3_000L, 4_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing of HTTP\r\n\r\n",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n{}"
      })
  void get_malformedAnswer_isAFailure(String answer) {
    assertThat(why(get(text(answer)))).contains("as it should");
  }

  @ParameterizedTest
  @Tag("check-49")
  @Tag("check-54")
  @ValueSource(
      strings = {
        "http://good.example/did.json",
        "https://good.example:8443/did.json",
        "https://user@good.example/did.json",
        "https://user:secret@good.example/did.json",
        "https://good.example/../did.json",
        "https://good.example/a/%2e%2e/did.json",
        "https://good.example/a/.%2E/did.json",
        "https://good.example/did.json#x",
        "https://localhost/did.json",
        "https://localhost./did.json",
        "https://a.localhost/did.json",
        "https://printer.local/did.json",
        "https://metadata.google.internal/did.json",
        "https://127.0.0.1/did.json",
        "https://127.1/did.json",
        "https://2130706433/did.json",
        "https://0x7f000001/did.json",
        "https://0x7f.0.0.0x1/did.json",
        "https://017700000001/did.json",
        "https://[::1]/did.json",
        "https://[::ffff:127.0.0.1]/did.json",
        "https://good_host.example/did.json",
        "https://good.example\\@evil.example/did.json",
        "https://good.example/a b",
        "https://good.example/a\r\nX: y",
        "https:///did.json",
        "https:good.example",
        "ftp://good.example/did.json",
        "file:///etc/passwd",
        ""
      })
  void get_addressOutsideOfTheRules_isRefusedUnasked(String url) {
    assertThat(why(unconnected(names).get(url, LIMIT, new FetchBudget(clock))))
        .contains("only https");
    assertThat(questions).hasValue(0);
    assertThat(connections).hasValue(0);
  }

  @Test
  void get_longAddress_isRefusedUnasked() {
    String url = "https://good.example/" + "a".repeat(2048);
    why(unconnected(names).get(url, LIMIT, new FetchBudget(clock)));
    assertThat(questions).hasValue(0);
  }

  @Test
  void get_beyondTheBudget_isRefusedUnasked() {
    GuardedClient client = unconnected(names);
    FetchBudget budget = new FetchBudget(clock);
    for (int i = 0; i < 8; i++) {
      client.get("https://good.example/" + i, LIMIT, budget);
    }
    assertThat(connections).hasValue(8);
    assertThat(why(client.get(URL, LIMIT, budget))).contains("enough was fetched");
    FetchBudget late = new FetchBudget(clock);
    millis.addAndGet(10_000);
    assertThat(why(client.get(URL, LIMIT, late))).contains("enough was fetched");
    assertThat(connections).hasValue(8);
  }

  @Test
  void get_nearTheEndOfTheBudget_hasOnlyWhatIsLeft() {
    List<Duration> given = new ArrayList<>();
    HostNames slow =
        (host, within) -> {
          given.add(within);
          throw new UnknownHostException(host);
        };
    FetchBudget budget = new FetchBudget(clock);
    GuardedClient client = unconnected(slow);
    assertThat(why(client.get(URL, LIMIT, budget))).contains("no address");
    millis.addAndGet(9_000);
    client.get(URL, LIMIT, budget);
    assertThat(given).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(1));
  }

  @Test
  void get_twiceWithinAMinute_asksOnce() {
    try (LoopbackHost host =
        new LoopbackHost(text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"))) {
      GuardedClient client = client(host);
      body(client.get(URL, LIMIT, new FetchBudget(clock)));
      body(client.get(URL, LIMIT, new FetchBudget(clock)));
      assertThat(host.requests()).hasSize(1);
      millis.addAndGet(60_000);
      body(client.get(URL, LIMIT, new FetchBudget(clock)));
      assertThat(host.requests()).hasSize(2);
    }
  }

  @Test
  void cache_neverGrowsBeyondItsLimits() {
    for (int i = 0; i < 1_000; i++) {
      cache.put("https://good.example/" + i, new byte[100]);
    }
    assertThat(cache.get("https://good.example/0")).isEmpty();
    assertThat(cache.get("https://good.example/" + (1_000 - FetchCache.MOST_ENTRIES))).isPresent();
    for (int i = 0; i < 5; i++) {
      cache.put("https://large.example/" + i, new byte[2 * 1024 * 1024]);
    }
    assertThat(cache.get("https://large.example/0")).isEmpty();
    assertThat(cache.get("https://large.example/4")).isPresent();
    assertThat(cache.get("https://good.example/999")).isEmpty();
  }

  @Test
  void read_connectionOfTls_demandsTheNameOfTheHost() throws Exception {
    try (TlsHost host = new TlsHost("good.example")) {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      Instant deadline = Instant.EPOCH.plusSeconds(60);
      try (Connection connection = host.connector().connect(loopback, "good.example", deadline)) {
        connection.out().write(ascii("GET / HTTP/1.1\r\n\r\n"));
        try (InputStream in = connection.in()) {
          assertThat(new String(in.readNBytes(12), java.nio.charset.StandardCharsets.US_ASCII))
              .isEqualTo("HTTP/1.1 200");
        }
      }
      GuardedClient client =
          new GuardedClient(names, AddressPolicy.publicOnly(), trusting(host), cache, clock);
      assertThat(why(client.get("https://evil.example/", LIMIT, new FetchBudget(clock))))
          .contains("did not prove its name");
      GuardedClient distrusting =
          new GuardedClient(
              names, AddressPolicy.publicOnly(), host.distrustingConnector(), cache, clock);
      assertThat(why(distrusting.get(URL, LIMIT, new FetchBudget(clock))))
          .contains("did not prove its name");
    }
  }

  private static Connector trusting(TlsHost host) {
    return (address, name, deadline) ->
        host.connector().connect(InetAddress.getLoopbackAddress(), name, deadline);
  }
}
