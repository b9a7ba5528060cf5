package dev.laurel.functions.verification.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The machine's own resolver. It has no time limit of its own: a question that takes too long is
/// left to end by itself.
public final class SystemHostNames implements HostNames {
  @Override
  public List<InetAddress> addresses(String host, Duration within) throws UnknownHostException {
    FutureTask<List<InetAddress>> asked =
        new FutureTask<>(() -> List.of(InetAddress.getAllByName(host)));
    Thread.ofVirtual().start(asked);
    try {
      return asked.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new UnknownHostException("no address in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("interrupted");
    }
  }
}
