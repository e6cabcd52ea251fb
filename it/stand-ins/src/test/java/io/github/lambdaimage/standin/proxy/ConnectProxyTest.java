package io.github.lambdaimage.standin.proxy;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.standin.ecr.EcrServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class ConnectProxyTest {

  private static final String REGISTRY = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
  private static final String API = "api.ecr.eu-central-1.amazonaws.com";

  @Test
  void namesOfAwsLeadToTheStandIn() throws Exception {
    try (EcrServer server = EcrServer.builder().tls().apiTls().registryHost(REGISTRY).start();
        ConnectProxy proxy = server.startProxy()) {
      HttpClient client = client(server, proxy);

      HttpResponse<String> registry = get(client, "https://" + REGISTRY + "/v2/");
      assertThat(registry.statusCode()).isEqualTo(401);
      assertThat(registry.headers().firstValue("WWW-Authenticate").orElseThrow())
          .contains("realm=\"https://" + REGISTRY + "/\"");
      HttpResponse<String> api = get(client, "https://" + API + "/");
      assertThat(api.statusCode()).isEqualTo(403);
      assertThat(api.body()).contains("MissingAuthenticationTokenException");

      assertThatThrownBy(() -> get(client, "https://example.com/")).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> get(client, "https://" + API + ":8443/"))
          .isInstanceOf(IOException.class);
      assertThat(proxy.hosts()).startsWith(REGISTRY, API, "example.com").endsWith(API);
    }
  }

  @Test
  void whatIsNoConnectIsRefused() throws Exception {
    try (EcrServer server = EcrServer.start();
        ConnectProxy proxy = server.startProxy()) {
      HttpClient client = HttpClient.newBuilder().proxy(ProxySelector.of(proxy.address())).build();
      assertThat(get(client, "http://" + REGISTRY + "/").statusCode()).isEqualTo(502);
    }
  }

  private static HttpResponse<String> get(HttpClient client, String uri) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), ofString());
  }

  private static HttpClient client(EcrServer server, ConnectProxy proxy) throws Exception {
    return HttpClient.newBuilder()
        .proxy(ProxySelector.of(proxy.address()))
        .sslContext(trusting(server.certificatePem()))
        .build();
  }

  private static SSLContext trusting(String pem) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "ecr",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
