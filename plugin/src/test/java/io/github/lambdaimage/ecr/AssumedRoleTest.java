package io.github.lambdaimage.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.lambdaimage.message.LambdaImageException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session of a role that the user names, with a stand-in for STS. */
class AssumedRoleTest {

  private static final String ROLE = "arn:aws:iam::123456789012:role/push";
  private static final String ASSUMED =
      """
      <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
      <Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
      <SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
      </AssumeRoleResult></AssumeRoleResponse>
      """;
  private static final String REFUSED =
      """
      <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
      <Code>AccessDenied</Code><Message>User: u is not authorized to perform: sts:AssumeRole on resource: %s</Message>
      </Error></ErrorResponse>
      """
          .formatted(ROLE);

  @TempDir Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private AwsSettings settings;
  private HttpServer sts;
  private int status = 200;
  private String answer = ASSUMED;

  @BeforeEach
  void start() throws Exception {
    sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sts.createContext(
        "/",
        exchange -> {
          asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.getResponseHeaders().set("Content-Type", "text/xml");
          exchange.sendResponseHeaders(status, answer.getBytes(UTF_8).length);
          exchange.getResponseBody().write(answer.getBytes(UTF_8));
          exchange.close();
        });
    sts.start();
    settings =
        new AwsSettings(folder)
            .withKey()
            .set("aws.endpointUrlSts", "http://127.0.0.1:" + sts.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    settings.close();
    sts.stop(0);
  }

  @Test
  void isOpenedWithTheCredentialsThatWereFound() throws Exception {
    AwsSession session = open("42");

    assertThat(session.credentials().resolveCredentials().accessKeyId()).isEqualTo("ASIAROLE");
    assertThat(session.source())
        .isEqualTo("the role '%s', assumed with AWS_ACCESS_KEY_ID of the environment", ROLE);
    assertThat(asked)
        .singleElement()
        .asString()
        .contains("Action=AssumeRole&", "role%2Fpush", "ExternalId=42")
        .contains("RoleSessionName=lambda-image-maven-plugin");
  }

  @Test
  void isRefusedWithWhatToAllow() {
    status = 403;
    answer = REFUSED;

    assertThatThrownBy(() -> open(null))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "The AWS credentials of the role '%s', assumed with AWS_ACCESS_KEY_ID of the environment cannot be used: ",
            ROLE)
        .hasMessageEndingWith(
            "Allow 'sts:AssumeRole' on '%s' in a policy of that caller.".formatted(ROLE));
  }

  private static AwsSession open(@Nullable String externalId) throws LambdaImageException {
    return AwsSession.open(AwsAccess.of("eu-west-1", null, ROLE, externalId), uri -> null);
  }
}
