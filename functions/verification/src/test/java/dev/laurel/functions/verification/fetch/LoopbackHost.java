package dev.laurel.functions.verification.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A host on this machine that answers every request with the same behaviour, in plain text.
final class LoopbackHost implements AutoCloseable {
  /// What is written to each connection.
  interface Behaviour {
    void answer(OutputStream out) throws IOException;
  }

  private final ServerSocket server;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  LoopbackHost(Behaviour behaviour) {
    this(plain(), behaviour);
  }

  LoopbackHost(ServerSocket server, Behaviour behaviour) {
    this.server = server;
    Thread.ofVirtual().start(() -> serve(behaviour));
  }

  static ServerSocket plain() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Behaviour behaviour) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        requests.add(head(socket.getInputStream()));
        behaviour.answer(socket.getOutputStream());
        socket.getOutputStream().flush();
      } catch (IOException e) {
        // The client went away, which is what most tests are about.
      }
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        break;
      }
      head.append((char) c);
    }
    return head.toString();
  }

  List<String> requests() {
    return requests;
  }

  int port() {
    return server.getLocalPort();
  }

  /// Connects to this host whatever address is asked for, with the real deadline in force.
  Connector connector(InstantSource clock) {
    return (address, host, deadline) -> connection(clock, deadline);
  }

  private Connection connection(InstantSource clock, Instant deadline) throws IOException {
    DeadlineSocket socket = new DeadlineSocket(clock, deadline);
    socket.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
    return new Connection() {
      @Override
      public InputStream in() throws IOException {
        return socket.getInputStream();
      }

      @Override
      public OutputStream out() throws IOException {
        return socket.getOutputStream();
      }

      @Override
      public void close() throws IOException {
        socket.close();
      }
    };
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
