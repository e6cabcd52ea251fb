package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.base.ImageRole;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerBodyTest {

  private static final byte[] BYTES = "the layer".getBytes(UTF_8);
  private static final Descriptor LAYER = Descriptor.of("layer", BYTES);
  private static final String CURE =
      ". Try again; if it stays, the registry, or a proxy before it, is damaged.";

  private final ScriptedExchange wire = new ScriptedExchange();

  @Test
  void isTheLayer() throws Exception {
    LayerBody body = body("the layer", LAYER);

    assertThat(body.read()).isEqualTo('t');
    assertThat(body.readAllBytes()).asString().isEqualTo("he layer");
    assertThat(body.read()).isEqualTo(-1);
    body.close();
    assertThat(wire.closed).isOne();
    assertThat(wire.abandoned).isZero();
  }

  /** Whoever sends it on has not sent the last byte then. */
  @ParameterizedTest
  @CsvSource({"the LAYER", "the layer and more"})
  void isKnownToBeDamagedBeforeItsLastBytesAreGivenOut(String text) throws Exception {
    LayerBody body = body(text, LAYER);

    assertThat(body.readNBytes(4)).hasSize(4);
    assertThatThrownBy(() -> body.readNBytes(5)).isInstanceOf(BrokenSource.class);
  }

  @ParameterizedTest
  @CsvSource({
    "the layer and more, 9, with more than the 9 bytes that the manifest says",
    "the lay, 9, with 7 bytes of the 9 that the manifest says",
    "the layer, 10, with 9 bytes of the 10 that the manifest says",
    "the LAYER, 9, with other bytes than its digest says",
    "'', 9, with 0 bytes of the 9 that the manifest says"
  })
  void isNothingElse(String text, long size, String how) throws Exception {
    Descriptor layer = new Descriptor("layer", LAYER.digest(), size);
    LayerBody body = body(text, layer);

    assertThatThrownBy(body::readAllBytes)
        .isInstanceOfSatisfying(
            BrokenSource.class,
            e ->
                assertThat(e.failure())
                    .isExactlyInstanceOf(LambdaImageException.class)
                    .hasMessage(
                        "The registry 'r.test' gives out the layer '%s' of the base image 'r.test/jre:21' %s%s",
                        layer.digest(), how, CURE));
    body.close();
    assertThat(wire.abandoned).isOne();
  }

  /** Which may pass, unlike the faults above. */
  @Test
  void saysWhoseConnectionBroke() throws Exception {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError();
          }

          @Override
          public int read(byte[] bytes, int offset, int count) throws IOException {
            throw new SocketException("Connection reset");
          }
        };
    Request request = Request.get(URI.create("https://r.test/v2/jre/blobs/1"));
    Response response = new Response(request, 200, name -> null, broken, () -> {});

    assertThatThrownBy(() -> new LayerBody(response, ImageRole.BASE, name(), LAYER).read())
        .isInstanceOfSatisfying(
            BrokenSource.class,
            e ->
                assertThat(e.failure())
                    .isInstanceOf(RegistryException.class)
                    .hasMessage(
                        "The registry 'r.test' cannot be reached (GET https://r.test/v2/jre/blobs/1): the connection broke: Connection reset. Check the network, and try again."));
  }

  private LayerBody body(String text, Descriptor layer) throws Exception {
    wire.answers(200, text);
    return new LayerBody(
        wire.send(Request.get(URI.create("https://r.test/v2/jre/blobs/" + Digest.of(BYTES)))),
        ImageRole.BASE,
        name(),
        layer);
  }

  private static ImageName name() throws LambdaImageException {
    return ImageName.parse("r.test/jre:21");
  }
}
