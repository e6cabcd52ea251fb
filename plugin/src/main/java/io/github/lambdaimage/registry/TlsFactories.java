package io.github.lambdaimage.registry;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * What makes TLS connections: one factory for all of a kind, since the JDK keeps connections open
 * per factory.
 */
final class TlsFactories {

  private TlsFactories() {}

  /** The JDK's own. Threads that ask the JDK for its first one at the same time get one each. */
  static SSLSocketFactory verified() {
    return Verified.FACTORY;
  }

  /** Without verified certificates, for registries that the user lists as insecure. */
  static SSLSocketFactory unverified() {
    return Unverified.FACTORY;
  }

  private static final class Verified {

    private static final SSLSocketFactory FACTORY = HttpsURLConnection.getDefaultSSLSocketFactory();
  }

  private static final class Unverified {

    private static final SSLSocketFactory FACTORY = trustingEverybody();
  }

  private static SSLSocketFactory trustingEverybody() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustEverybody()}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has TLS", e);
    }
  }

  private static final class TrustEverybody implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
