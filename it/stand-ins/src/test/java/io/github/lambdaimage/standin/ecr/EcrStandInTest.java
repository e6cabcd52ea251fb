package io.github.lambdaimage.standin.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class EcrStandInTest {

  @Test
  void aScriptIsToldWhereEverythingIs() throws IOException {
    assertThat(output("--repository=orders", "--token=given"))
        .satisfiesExactly(
            api -> assertThat(api).matches("api=http://127\\.0\\.0\\.1:\\d+"),
            registry -> assertThat(registry).matches("registry=127\\.0\\.0\\.1:\\d+"));
    assertThat(output("--tls", "--api-tls", "--connect-proxy", "--registry-host=example.com"))
        .satisfiesExactly(
            api -> assertThat(api).matches("api=https://127\\.0\\.0\\.1:\\d+"),
            registry -> assertThat(registry).matches("registry=127\\.0\\.0\\.1:\\d+"),
            proxy -> assertThat(proxy).matches("proxy=http://127\\.0\\.0\\.1:\\d+"),
            certificate -> assertThat(certificate).matches("certificate=.+\\.pem"));
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertThatThrownBy(() -> output("--proxy")).hasMessage("No such option: '--proxy'");
    assertThatThrownBy(() -> output("--tls=yes")).hasMessage("No such option: '--tls='");
  }

  private static List<String> output(String... options) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EcrStandIn.run(InputStream.nullInputStream(), new PrintStream(bytes, true, UTF_8), options);
    return bytes.toString(UTF_8).lines().toList();
  }
}
