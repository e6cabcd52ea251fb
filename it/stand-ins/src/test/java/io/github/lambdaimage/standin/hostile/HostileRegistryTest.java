package io.github.lambdaimage.standin.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.standin.registry.Client;
import io.github.lambdaimage.standin.registry.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostileRegistryTest {

  private final HostileRegistry registry = HostileRegistry.start();
  private final HostileBase base = registry.base("row/jre");

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void aBaseIsGoodUnlessItIsToldOtherwise() throws IOException {
    HttpResponse<String> tag = send("HEAD", "manifests/17");
    String digest = tag.headers().firstValue("Docker-Content-Digest").orElseThrow();
    HttpResponse<String> index = send("GET", "manifests/" + digest);

    assertThat(index.statusCode()).isEqualTo(200);
    assertThat(Sha256.of(index.body().getBytes(UTF_8))).isEqualTo(digest);
    assertThat(send("GET", "manifests/17").body()).isEqualTo(index.body());
    for (Part part : new Part[] {Part.MANIFEST, Part.CONFIG, Part.LAYER}) {
      byte[] content = base.content(part);
      String place = (part == Part.MANIFEST ? "manifests/" : "blobs/") + Sha256.of(content);
      assertThat(send("GET", place).body()).isEqualTo(new String(content, UTF_8));
    }
    assertThat(new String(base.content(Part.MANIFEST), UTF_8))
        .contains(Sha256.of(base.content(Part.CONFIG)))
        .contains("\"size\":" + base.content(Part.LAYER).length)
        .doesNotContain("CONFIG", "LAYER", "SIZE");
  }

  @Test
  void aDocumentMayBeAnotherAndItsDigestIsRightAllTheSame() throws IOException {
    base.replace(Part.CONFIG, "arm64", "m68k").document(Part.MANIFEST, "{\"config\":\"CONFIG\"}");

    String manifest = send("GET", "manifests/" + Sha256.of(base.content(Part.MANIFEST))).body();
    String config = Sha256.of(base.content(Part.CONFIG));
    assertThat(manifest).isEqualTo("{\"config\":\"" + config + "\"}");
    assertThat(send("GET", "blobs/" + config).body()).contains("m68k");
    assertThatThrownBy(() -> base.replace(Part.CONFIG, "arm64", "m68k"))
        .hasMessageStartingWith("No 'arm64' in {");
  }

  @Test
  void anAnswerMayBeAnotherInOneRepositoryAlone() throws IOException {
    base.answer(Part.TAG_CONTENT, HostileAnswer.status(429, "Retry-After: 7"));

    HttpResponse<String> refusal = send("GET", "manifests/17");
    assertThat(refusal.statusCode()).isEqualTo(429);
    assertThat(refusal.headers().firstValue("Retry-After")).contains("7");
    registry.base("row/other");
    assertThat(client().get("/v2/row/other/manifests/17").statusCode()).isEqualTo(200);
    assertThat(client().get("/v2/row/absent/manifests/17").statusCode()).isEqualTo(404);
    assertThat(client().get("/v2/").statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyMayBeAnyOther() throws IOException {
    String good = new String(base.content(Part.INDEX), UTF_8);
    assertThat(body(HostileAnswer.damaged())).hasSameSizeAs(good).isNotEqualTo(good);
    assertThat(body(HostileAnswer.andMore())).hasSize(good.length() * 2).startsWith(good);
    assertThat(body(HostileAnswer.shorter())).isEqualTo(good.substring(0, good.length() / 2));
    assertThat(body(HostileAnswer.body("{}"))).isEqualTo("{}");
    assertThatThrownBy(() -> body(HostileAnswer.half())).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> body(HostileAnswer.raw(""))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> body(HostileAnswer.raw("SSH-2.0\r\n")))
        .isInstanceOf(IOException.class);
  }

  private String body(HostileAnswer answer) throws IOException {
    base.answer(Part.TAG_CONTENT, answer);
    return send("GET", "manifests/17").body();
  }

  private HttpResponse<String> send(String method, String path) throws IOException {
    return client().send(method, "/v2/row/jre/" + path, "");
  }

  private Client client() {
    return new Client(URI.create("http://" + registry.authority()));
  }
}
