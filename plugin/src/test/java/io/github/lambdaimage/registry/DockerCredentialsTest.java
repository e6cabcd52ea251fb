package io.github.lambdaimage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerCredentialsTest {

  @TempDir Path home;

  @Test
  void neverSendsAStaleLoginToThePublicRegistryOfAws() throws Exception {
    Path config = Files.createDirectories(home.resolve(".docker")).resolve("config.json");
    // What "docker login" left for both, long ago.
    Files.writeString(
        config,
        """
        {"auths": {"public.ecr.aws": {"auth": "QVdTOnN0YWxl"}, "r.test": {"auth": "QVdTOnN0YWxl"}}}""");
    List<String> warnings = new ArrayList<>();
    DockerCredentials credentials = DockerCredentials.of(home, Map.of(), warnings::add);

    assertThat(credentials.find(RegistryHost.parse("r.test")))
        .contains(new Credential("AWS", "stale"));
    assertThat(credentials.find(RegistryHost.parse("R.test:443")))
        .contains(new Credential("AWS", "stale"));
    assertThat(credentials.find(RegistryHost.parse("public.ecr.aws"))).isEmpty();
  }
}
