package dev.laurel.local;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/// Sends a request when the one before it is answered, for endpoints whose single operations are
/// not atomic: moto loses additions and answers 500 when requests overlap.
final class OneAtATime implements SdkHttpClient {
  private static final ReentrantLock TURN = new ReentrantLock();
  private final SdkHttpClient client;

  OneAtATime(SdkHttpClient client) {
    this.client = client;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = client.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        TURN.lock();
        try {
          return prepared.call();
        } finally {
          TURN.unlock();
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
