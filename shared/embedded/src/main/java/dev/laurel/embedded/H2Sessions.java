package dev.laurel.embedded;

import dev.laurel.storage.StoreUnavailable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.api.ErrorCode;

/// A bounded pool of sessions of one database. A session that failed is not used again.
final class H2Sessions {
  // H2 writes one transaction at a time; more sessions only wait inside it.
  private static final int SESSIONS = 8;
  // A transaction takes a millisecond: who waits this long waits for a store that hangs.
  private static final long WAIT_SECONDS = 10;

  private final String url;
  private final Semaphore permits = new Semaphore(SESSIONS);
  private final ConcurrentLinkedDeque<H2Session> idle = new ConcurrentLinkedDeque<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final boolean forced;

  /// `forced` makes every [#commit] wait for the disk.
  H2Sessions(String url, boolean forced) {
    this.url = url;
    this.forced = forced;
  }

  /// Work with a session; it ends by [#commit] or leaves nothing changed.
  @FunctionalInterface
  interface Work<T> {
    T with(H2Session session) throws SQLException;
  }

  /// Runs the work in a transaction of its own. What it did not commit is rolled back.
  <T> T run(Work<T> work) {
    acquire();
    try {
      H2Session session = take();
      boolean sound = false;
      try {
        T answer = work.with(session);
        session.rollback();
        sound = true;
        return answer;
      } finally {
        if (sound) {
          idle.push(session);
        } else {
          session.close();
        }
      }
    } catch (SQLException failed) {
      throw new StoreUnavailable(
          failed.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
              ? "the embedded store is in use by another process"
              : "the embedded store failed with H2's error " + failed.getErrorCode(),
          failed);
    } finally {
      permits.release();
    }
  }

  /// Commits the session's transaction as durably as the pool was told to: handed to the operating
  /// system, or forced to the disk.
  void commit(H2Session session) throws SQLException {
    session.commit();
    session.statement(forced ? "CHECKPOINT SYNC" : "CHECKPOINT").execute();
  }

  /// Waits for running work, then closes the database.
  void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    permits.acquireUninterruptibly(SESSIONS);
    try (Connection last = connect();
        Statement shutdown = last.createStatement()) {
      shutdown.execute("SHUTDOWN");
    } catch (SQLException failed) {
      throw new StoreUnavailable("the embedded store did not close cleanly", failed);
    } finally {
      idle.clear();
      permits.release(SESSIONS);
    }
  }

  private void acquire() {
    try {
      if (!permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw unavailable("no session of the embedded store became free");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted before the embedded store was asked", interrupted);
    }
  }

  private H2Session take() throws SQLException {
    if (closed.get()) {
      throw unavailable("the embedded store is closed");
    }
    H2Session session = idle.poll();
    return session == null ? new H2Session(connect()) : session;
  }

  private Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url, "laurel", "");
    connection.setAutoCommit(false);
    return connection;
  }

  private static StoreUnavailable unavailable(String why) {
    return new StoreUnavailable(why, new IllegalStateException(why));
  }
}
