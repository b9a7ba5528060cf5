package dev.laurel.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/// An HTTP client without a network: a function answers. Priming runs the real service clients over
/// it before a snapshot is taken, and tests let it fail as a service would.
public final class CannedHttpClient implements SdkHttpClient {
  private final Answers answers;

  public CannedHttpClient(Answers answers) {
    this.answers = answers;
  }

  /// What stands in for the service.
  @FunctionalInterface
  public interface Answers {
    /// The answer to one request; an [IOException] is a broken connection.
    Answer answer(HttpExecuteRequest request) throws IOException;
  }

  /// One answer of a service.
  public record Answer(int status, Map<String, String> headers, String body) {
    public Answer {
      headers = Map.copyOf(headers);
    }

    /// An answer without headers beyond its media type.
    public static Answer of(int status, String mediaType, String body) {
      return new Answer(status, Map.of("content-type", mediaType), body);
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        Answer answer = answers.answer(request);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        SdkHttpResponse.Builder response =
            SdkHttpResponse.builder()
                .statusCode(answer.status())
                .putHeader("content-length", Integer.toString(body.length));
        answer.headers().forEach(response::putHeader);
        return HttpExecuteResponse.builder()
            .response(response.build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
            .build();
      }

      @Override
      public void abort() {}
    };
  }

  @Override
  public String clientName() {
    return "Canned";
  }

  @Override
  public void close() {}
}
