package dev.laurel.functions.verification.fetch;

import static dev.laurel.functions.verification.fetch.LoopbackHost.ascii;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// A host on this machine with a certificate of its own for one name, made by the JDK's keytool.
final class TlsHost implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  /// The real time: handshakes are not what these tests slow down.
  private static final InstantSource EARLY = () -> Instant.EPOCH;

  private final KeyStore store;
  private final LoopbackHost host;

  TlsHost(String name) throws Exception {
    this.store = store(name);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    this.host =
        new LoopbackHost(
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
            out -> out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")));
  }

  private static KeyStore store(String name) throws Exception {
    Path folder = Files.createTempDirectory("tls");
    Path file = folder.resolve("store.p12");
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                tool,
                "-genkeypair",
                "-alias",
                "host",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-validity",
                "36500",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    Files.delete(file);
    Files.delete(folder);
    return store;
  }

  /// Trusts the host's certificate.
  Connector connector() throws IOException {
    try {
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return new TlsConnector(context.getSocketFactory(), host.port(), EARLY);
    } catch (java.security.GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /// Trusts whom the platform trusts.
  Connector distrustingConnector() {
    Connector platform =
        new TlsConnector((SSLSocketFactory) SSLSocketFactory.getDefault(), host.port(), EARLY);
    return (address, name, deadline) ->
        platform.connect(InetAddress.getLoopbackAddress(), name, deadline);
  }

  @Override
  public void close() {
    host.close();
  }
}
