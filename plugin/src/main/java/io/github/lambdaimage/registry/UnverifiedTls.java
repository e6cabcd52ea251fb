package io.github.lambdaimage.registry;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS without verified certificates, for registries that the user lists as insecure. */
final class UnverifiedTls {

  /** One for all connections: connections are kept open per factory. */
  private @Nullable SSLSocketFactory factory;

  void applyTo(HttpsURLConnection connection) {
    connection.setSSLSocketFactory(factory());
    connection.setHostnameVerifier((host, session) -> true);
  }

  synchronized SSLSocketFactory factory() {
    SSLSocketFactory trusting = factory;
    if (trusting == null) {
      trusting = trustingEverybody();
      factory = trusting;
    }
    return trusting;
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
