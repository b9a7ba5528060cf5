package dev.laurel.functions.verification.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// TLS to a given address, whose certificate must be good for the host's name (RFC 9110 4.3.4).
public final class TlsConnector implements Connector {
  private final SSLSocketFactory factory;
  private final int port;
  private final InstantSource clock;

  /// On port 443, trusting whom the platform trusts.
  public TlsConnector(InstantSource clock) {
    this((SSLSocketFactory) SSLSocketFactory.getDefault(), 443, clock);
  }

  TlsConnector(SSLSocketFactory factory, int port, InstantSource clock) {
    this.factory = factory;
    this.port = port;
    this.clock = clock;
  }

  @Override
  public Connection connect(InetAddress address, String host, Instant deadline) throws IOException {
    DeadlineSocket plain = new DeadlineSocket(clock, deadline);
    try {
      plain.open(new InetSocketAddress(address, port));
      SSLSocket tls = (SSLSocket) factory.createSocket(plain, host, port, true);
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setServerNames(List.of(new SNIHostName(host)));
      parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      return new Secured(tls, plain);
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  /// TLS over a plain connection. Only the latter is closed: a TLS socket would first read what the
  /// other side has to say.
  private record Secured(SSLSocket tls, DeadlineSocket plain) implements Connection {
    @Override
    public InputStream in() throws IOException {
      return tls.getInputStream();
    }

    @Override
    public OutputStream out() throws IOException {
      return tls.getOutputStream();
    }

    @Override
    public void close() throws IOException {
      plain.close();
    }
  }
}
