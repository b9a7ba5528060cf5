package dev.laurel.functions.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.laurel.tlog.Hash;
import dev.laurel.tlog.NoteSignature;
import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.witness.AddCheckpoint;
import dev.laurel.tlog.witness.WitnessAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Speaks to a server on loopback that answers as it is told.
final class HttpWitnessTest {
  private static final VerifierKey KEY = VerifierKey.cosigner("w.example", new byte[32]);
  private static final AddCheckpoint MESSAGE =
      new AddCheckpoint(3, List.of(Hash.EMPTY_ROOT), "log\n4\n\n".getBytes(StandardCharsets.UTF_8));

  private final AtomicReference<String> asked = new AtomicReference<>("");
  private HttpServer server;
  private int status = 200;
  private byte[] body = new byte[0];

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String sent =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.set(exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n" + sent);
          if (status == 302) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
          }
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private WitnessAnswer answer(int code, String text) {
    status = code;
    body = text.getBytes(StandardCharsets.UTF_8);
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/prefix");
    return new HttpWitness(new Settings.WitnessAddress(KEY, url)).add(MESSAGE);
  }

  @Test
  void add_cosigned_answersTheSignatures() {
    NoteSignature line = KEY.signature(1, new byte[64]);
    assertThat(answer(200, line.line() + "\n"))
        .isEqualTo(new WitnessAnswer.Cosigned(List.of(line)));
    assertThat(asked.get()).isEqualTo("POST /prefix/add-checkpoint\n" + MESSAGE.text());
    assertThat(AddCheckpoint.parse(MESSAGE.text().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Optional.of(MESSAGE));
  }

  @Test
  void add_otherSize_isAConflict() {
    assertThat(answer(409, "17\n")).isEqualTo(new WitnessAnswer.Conflict(17));
  }

  @Test
  void add_refusals_areToldByTheirStatus() {
    for (int code : new int[] {302, 403, 404, 422, 500}) {
      assertThat(answer(code, "no\n"))
          .isInstanceOfSatisfying(
              WitnessAnswer.Refused.class, r -> assertThat(r.status()).isEqualTo(code));
    }
    assertThat(asked.get()).as("redirects are not followed").doesNotContain("elsewhere");
  }

  @Test
  void add_answerWithoutEndOrServer_isRefused() {
    assertThat(answer(200, "x".repeat(100_000))).isInstanceOf(WitnessAnswer.Refused.class);
    server.stop(0);
    assertThat(answer(200, "")).isEqualTo(new WitnessAnswer.Refused(0, "no answer"));
  }
}
