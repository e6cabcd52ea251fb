package io.github.lambdaimage.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

/** What is asked of STS goes by the client that was handed in, which leads through the proxy. */
class ProfileCredentialsTest {

  private static final String ENDPOINT = "aws.endpointUrlSts";

  private static final String BASE =
      """
      [profile base]
      aws_access_key_id = AKIABASE
      aws_secret_access_key = secret
      """;

  @TempDir Path directory;

  /** Whose signature a request had, and what it asked. */
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private final List<String> connections = new CopyOnWriteArrayList<>();
  private HttpServer sts;

  @BeforeEach
  void start() throws IOException {
    sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sts.createContext("/", this::answer);
    sts.start();
    System.setProperty(ENDPOINT, "http://127.0.0.1:" + sts.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    System.clearProperty(ENDPOINT);
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    sts.stop(0);
  }

  @Test
  void assumeTheRoleOfAProfile() {
    AwsCredentials found =
        credentials(
            BASE
                + """
                [profile push]
                role_arn = arn:aws:iam::123456789012:role/push
                source_profile = base
                external_id = 42
                role_session_name = robot
                duration_seconds = 900
                region = eu-west-1
                """);

    assertThat(found.accessKeyId()).isEqualTo("ASIA1");
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0))
        .startsWith("AKIABASE eu-west-1 Action=AssumeRole&")
        .contains("RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fpush")
        .contains("RoleSessionName=robot", "ExternalId=42", "DurationSeconds=900");
    assertThat(connections).hasSize(1);
  }

  @Test
  void assumeARoleByAnother() {
    AwsCredentials found =
        credentials(
            BASE
                + """
                [profile between]
                role_arn = arn:aws:iam::123456789012:role/between
                source_profile = base
                [profile push]
                role_arn = arn:aws:iam::444455556666:role/push
                source_profile = between
                """);

    assertThat(found.accessKeyId()).isEqualTo("ASIA2");
    assertThat(asked.get(0)).startsWith("AKIABASE eu-central-1 ").contains("role%2Fbetween");
    assertThat(asked.get(1)).startsWith("ASIA1 eu-central-1 ").contains("role%2Fpush");
    assertThat(asked.get(1)).contains("RoleSessionName=lambda-image-maven-plugin");
    assertThat(connections).hasSize(2);
  }

  @Test
  void assumeARoleWithWhatTheEnvironmentHas() {
    System.setProperty("aws.accessKeyId", "AKIAENV");
    System.setProperty("aws.secretAccessKey", "secret");

    credentials(
        """
        [profile push]
        role_arn = arn:aws:iam::123456789012:role/push
        credential_source = Environment
        """);

    assertThat(asked.get(0)).startsWith("AKIAENV ");
  }

  @Test
  void showAWebIdentity() throws Exception {
    Path token = Files.writeString(directory.resolve("token"), "the-token");

    AwsCredentials found =
        credentials(
            """
            [profile push]
            role_arn = arn:aws:iam::123456789012:role/push
            web_identity_token_file = %s
            """
                .formatted(token));

    assertThat(found.accessKeyId()).isEqualTo("ASIA1");
    assertThat(asked.get(0))
        .startsWith("nobody Action=AssumeRoleWithWebIdentity&")
        .contains("WebIdentityToken=the-token");
    assertThat(connections).hasSize(1);
  }

  @Test
  void areWhatTheProfileHas() {
    assertThat(credentials(BASE.replace("base", "push")).accessKeyId()).isEqualTo("AKIABASE");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "source_profile = missing",
        "source_profile = push",
        "source_profile = base\ncredential_source = Environment",
        "credential_source = Nowhere",
        "sso_session = missing\nsource_profile = base",
      })
  void areMissedAsTheSdkSaysIt(String setting) {
    assertThatThrownBy(
            () ->
                credentials(
                    BASE
                        + "[profile push]\nrole_arn = arn:aws:iam::123456789012:role/push\n"
                        + setting
                        + "\n"))
        .isInstanceOf(RuntimeException.class)
        .hasMessageMatching("(?s).*\\S.*");
    assertThat(asked).isEmpty();
  }

  private AwsCredentials credentials(String profiles) {
    ProfileFile file =
        ProfileFile.builder()
            .content(new ByteArrayInputStream(profiles.getBytes(UTF_8)))
            .type(ProfileFile.Type.CONFIGURATION)
            .build();
    AwsClients clients =
        new AwsClients(
            Region.EU_CENTRAL_1,
            UrlConnectionHttpClient.create(
                uri -> {
                  connections.add(uri.toString());
                  return open(uri);
                }));
    return new ProfileCredentials(file, clients).of("push").resolveCredentials();
  }

  private static HttpURLConnection open(URI uri) {
    try {
      return (HttpURLConnection) uri.toURL().openConnection();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String signature = exchange.getRequestHeaders().getFirst("Authorization");
    String[] scope = signature == null ? new String[0] : signature.split("[=/]", 6);
    asked.add((signature == null ? "nobody" : scope[1] + " " + scope[3]) + " " + body);
    String operation = body.replaceFirst(".*Action=(\\w+).*", "$1");
    byte[] answer =
        """
        <%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%1$sResult>
        <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/push/x</Arn><AssumedRoleId>A:x</AssumedRoleId></AssumedRoleUser>
        <Credentials><AccessKeyId>ASIA%2$s</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
        <SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
        </%1$sResult></%1$sResponse>
        """
            .formatted(operation, asked.size())
            .getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
