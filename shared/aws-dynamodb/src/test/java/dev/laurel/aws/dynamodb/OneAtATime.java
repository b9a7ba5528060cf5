package dev.laurel.aws.dynamodb;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/// Sends a request only when the one before it is answered, for an endpoint whose single operations
/// are not atomic: moto loses additions and answers 500 when requests overlap. Callers still
/// contend with each other between their requests.
final class OneAtATime implements SdkHttpClient {
  private final SdkHttpClient client;
  private final ReentrantLock turn = new ReentrantLock();

  OneAtATime(SdkHttpClient client) {
    this.client = client;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = client.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        turn.lock();
        try {
          return prepared.call();
        } finally {
          turn.unlock();
        }
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  @Override
  public void close() {
    client.close();
  }
}
