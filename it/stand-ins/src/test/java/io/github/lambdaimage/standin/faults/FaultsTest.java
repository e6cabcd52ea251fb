package io.github.lambdaimage.standin.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.standin.registry.Client;
import io.github.lambdaimage.standin.registry.RegistryServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

  private static final int STRUCK = 503;

  private final Faults faults = new Faults();
  private final RegistryServer server = RegistryServer.builder().behind(faults).start();
  private final Client client = new Client(server);

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "TAG_LOOKUP, GET, manifests/1.0, GET, manifests/sha256:0",
    "TAG_LOOKUP, HEAD, manifests/1.0, PUT, manifests/1.0",
    "BLOB_HEAD, HEAD, blobs/sha256:0, GET, blobs/sha256:0",
    "MOUNT, POST, blobs/uploads/?from=b&mount=c, POST, blobs/uploads/",
    "MOUNT, POST, blobs/uploads/?mount=c&from=b, POST, blobs/uploads/?digest=c",
    "UPLOAD_START, POST, blobs/uploads/, POST, blobs/uploads/?from=b&mount=c",
    "UPLOAD, PUT, blobs/uploads/1?digest=c, PATCH, blobs/uploads/1",
    "MANIFEST, PUT, manifests/1.0, GET, manifests/1.0",
    "REFERRERS, GET, referrers/sha256:0, GET, manifests/sha256:0",
    "ARTIFACT, PUT, manifests/sha256:0, PUT, manifests/sha256-0"
  })
  void aStepIsKnownByItsRequest(
      Step step, String method, String path, String otherMethod, String otherPath)
      throws IOException {
    faults.at("a", step, Fault.UNAVAILABLE, Faults.ALWAYS);
    assertThat(status(otherMethod, "a/" + otherPath)).isNotEqualTo(STRUCK);
    assertThat(status(method, "b/" + path)).isNotEqualTo(STRUCK);
    assertThat(status(method, "a/" + path)).isEqualTo(STRUCK);
    assertThat(faults.strikes("a")).isEqualTo(1);
    assertThat(faults.strikes("b")).isZero();
  }

  @Test
  void furtherTagsAreAnotherStepThanTheFirst() throws IOException {
    faults
        .at("a", Step.TAG, Fault.UNAVAILABLE, 1)
        .at("b", Step.MANIFEST, Fault.UNAVAILABLE, Faults.ALWAYS);
    assertThat(status("PUT", "a/manifests/1.0")).isNotEqualTo(STRUCK);
    assertThat(status("PUT", "a/manifests/latest")).isEqualTo(STRUCK);
    assertThat(status("PUT", "a/manifests/latest")).isNotEqualTo(STRUCK);

    assertThat(status("PUT", "b/manifests/1.0")).isEqualTo(STRUCK);
    assertThat(status("PUT", "b/manifests/latest")).isNotEqualTo(STRUCK);
    assertThat(status("PUT", "b/manifests/1.0")).isEqualTo(STRUCK);
    assertThat(faults.strikes("b")).isEqualTo(2);
  }

  @Test
  void faultsAtTheSameStepStrikeOneAfterTheOther() throws IOException {
    faults
        .at("a", Step.UPLOAD_START, Fault.UNAVAILABLE, 2)
        .at("a", Step.UPLOAD_START, Fault.BAD_GATEWAY, 1);
    assertThat(status("POST", "a/blobs/uploads/")).isEqualTo(503);
    assertThat(status("POST", "a/blobs/uploads/")).isEqualTo(503);
    assertThat(status("POST", "a/blobs/uploads/")).isEqualTo(502);
    assertThat(status("POST", "a/blobs/uploads/")).isEqualTo(202);
    assertThat(faults.strikes("a")).isEqualTo(3);
  }

  private int status(String method, String path) throws IOException {
    return client.send(method, "/v2/" + path, "").statusCode();
  }
}
