package dev.laurel.functions.sequencer;

import dev.laurel.tlog.witness.AddCheckpoint;
import dev.laurel.tlog.witness.Witness;
import dev.laurel.tlog.witness.WitnessAnswer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A witness that is asked over HTTP (C2SP tlog-witness, `POST <prefix>/add-checkpoint`). A failure
/// of any kind is a refusal.
final class HttpWitness implements Witness {
  /// Longest wait for an answer: a checkpoint is published with or without it, and a batch's
  /// entries wait meanwhile.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// Longest answer read: a few cosignatures of ML-DSA-44 in base64, 3.3 kB each.
  private static final int MAX_ANSWER = 64 * 1024;

  private final String name;
  private final URI url;

  HttpWitness(Settings.WitnessAddress address) {
    this.name = address.key().name();
    this.url = URI.create(address.url() + "/add-checkpoint");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public WitnessAnswer add(AddCheckpoint message) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    message.text().getBytes(StandardCharsets.UTF_8)))
            .build();
    // A client per call: calls are seconds apart, and no connection may lie in a snapshot.
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    try {
      CompletableFuture<HttpResponse<byte[]>> answer =
          client.sendAsync(
              request,
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER));
      HttpResponse<byte[]> response = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return WitnessAnswer.of(response.statusCode(), response.body());
    } catch (ExecutionException | TimeoutException e) {
      return new WitnessAnswer.Refused(0, "no answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new WitnessAnswer.Refused(0, "interrupted");
    } finally {
      client.shutdownNow();
    }
  }
}
