package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The TLS of registries with a certificate that Java trusts. */
class VerifiedTlsTest {

  private static final URI URI_OF_REGISTRY = URI.create("https://registry.test/v2/");

  private final List<Opened> opened = new ArrayList<>();

  /** The JDK keeps connections open per factory, and may make a factory for each thread. */
  @Test
  void isOneFactoryWhateverTheJdkMakes() throws Exception {
    Transport transport = new Transport(new Opening(), Set.of(), Progress.NONE);

    for (int i = 0; i < 2; i++) {
      transport.send(Request.get(URI_OF_REGISTRY)).close();
    }

    assertThat(opened).hasSize(2);
    SSLSocketFactory first = opened.get(0).getSSLSocketFactory();
    assertThat(opened.get(1).getSSLSocketFactory()).isSameAs(first);
    assertThat(first).isNotSameAs(opened.get(0).own).isNotSameAs(opened.get(1).own);
  }

  /** Opens connections that have a factory each. */
  private final class Opening implements Proxies {

    @Override
    public @Nullable HttpProxy find(URI uri) {
      return null;
    }

    @Override
    public HttpURLConnection open(URI uri) {
      try {
        Opened connection = new Opened(uri.toURL());
        opened.add(connection);
        return connection;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Answers without a connection. */
  private static final class Opened extends HttpsURLConnection {

    private final SSLSocketFactory own;

    private Opened(URL url) throws NoSuchAlgorithmException {
      super(url);
      own = SSLContext.getDefault().getSocketFactory();
      setSSLSocketFactory(own);
    }

    @Override
    public int getResponseCode() {
      return HTTP_NO_CONTENT;
    }

    @Override
    public InputStream getInputStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public void connect() {}

    @Override
    public void disconnect() {}

    @Override
    public boolean usingProxy() {
      return false;
    }

    @Override
    public String getCipherSuite() {
      return "";
    }

    @Override
    public Certificate[] getLocalCertificates() {
      return new Certificate[0];
    }

    @Override
    public Certificate[] getServerCertificates() {
      return new Certificate[0];
    }
  }
}
