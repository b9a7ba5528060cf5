package dev.laurel.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Ed25519 as the JDK computes it, remembered: what was signed or verified once in this process is
/// looked up from then on. Thousands of runs that sign the same bytes with the same keys pay for
/// one; every answer is the one that the JDK gave.
///
/// New pairs are always one and the same, so that what throwaway keys sign repeats too. A test that
/// needs pairs that differ asks the JDK's own provider by name.
public final class RememberedSignatures extends Provider {
  private static final long serialVersionUID = 1L;

  private static final String NAME = "RememberedSignatures";
  private static final String JDK = "SunEC";
  private static final String ALGORITHM = "Ed25519";

  /// About 200 bytes each; when they are used up, remembering begins anew.
  private static final int MOST = 200_000;

  private static final Map<String, byte[]> SIGNED = new ConcurrentHashMap<>();
  private static final Map<String, Boolean> VERIFIED = new ConcurrentHashMap<>();

  private RememberedSignatures() {
    super(NAME, "1", "remembers what the JDK computed");
    putService(new Remembering("Signature", Remembered.class, Remembered::new));
    putService(new Remembering("KeyPairGenerator", OnePair.class, OnePair::new));
  }

  /// Puts it before all other providers, until [#remove].
  public static void install() {
    Security.insertProviderAt(new RememberedSignatures(), 1);
  }

  /// Leaves signatures to the JDK again.
  public static void remove() {
    Security.removeProvider(NAME);
  }

  private final class Remembering extends Service {
    private final java.util.function.Supplier<Object> maker;

    Remembering(String type, Class<?> spi, java.util.function.Supplier<Object> maker) {
      super(RememberedSignatures.this, type, ALGORITHM, spi.getName(), null, null);
      this.maker = maker;
    }

    @Override
    public Object newInstance(@Nullable Object parameter) {
      return maker.get();
    }
  }

  private static <V> V remembered(Map<String, V> map, String key, Function<String, V> compute) {
    if (map.size() > MOST) {
      map.clear();
    }
    return map.computeIfAbsent(key, compute);
  }

  private static Signature jdk() {
    try {
      return Signature.getInstance(ALGORITHM, JDK);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has Ed25519", impossible);
    }
  }

  private static String text(byte[]... parts) {
    StringBuilder all = new StringBuilder();
    for (byte[] part : parts) {
      all.append(part.length).append(':').append(new String(part, StandardCharsets.ISO_8859_1));
    }
    return all.toString();
  }

  /// One signature under way.
  private static final class Remembered extends SignatureSpi {
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private @Nullable Key key;

    @Override
    protected void engineInitVerify(PublicKey publicKey) throws InvalidKeyException {
      begin(publicKey);
    }

    @Override
    protected void engineInitSign(PrivateKey privateKey) throws InvalidKeyException {
      begin(privateKey);
    }

    private void begin(Key with) throws InvalidKeyException {
      if (with.getEncoded() == null) {
        throw new InvalidKeyException("a key that cannot be read");
      }
      key = with;
      message.reset();
    }

    @Override
    protected void engineUpdate(byte b) {
      message.write(b);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) {
      message.write(bytes, offset, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
      byte[] bytes = message.toByteArray();
      message.reset();
      if (!(key instanceof PrivateKey secret)) {
        throw new SignatureException("not begun");
      }
      return remembered(SIGNED, text(secret.getEncoded(), bytes), any -> sign(secret, bytes))
          .clone();
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
      byte[] bytes = message.toByteArray();
      message.reset();
      if (!(key instanceof PublicKey open)) {
        throw new SignatureException("not begun");
      }
      return remembered(
          VERIFIED,
          text(open.getEncoded(), signature, bytes),
          any -> verify(open, bytes, signature));
    }

    private static byte[] sign(PrivateKey key, byte[] message) {
      try {
        Signature signature = jdk();
        signature.initSign(key);
        signature.update(message);
        return signature.sign();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private static boolean verify(PublicKey key, byte[] message, byte[] bytes) {
      try {
        Signature signature = jdk();
        signature.initVerify(key);
        signature.update(message);
        return signature.verify(bytes);
      } catch (GeneralSecurityException e) {
        return false;
      }
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
      throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException();
    }
  }

  /// Makes the same pair again and again.
  private static final class OnePair extends KeyPairGeneratorSpi {
    private static final KeyPair PAIR = pair();

    private static KeyPair pair() {
      try {
        return KeyPairGenerator.getInstance(ALGORITHM, JDK).generateKeyPair();
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException("every JDK has Ed25519", impossible);
      }
    }

    @Override
    public void initialize(int size, SecureRandom random) {}

    @Override
    public KeyPair generateKeyPair() {
      return PAIR;
    }
  }
}
