package io.github.lambdaimage.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.lambdaimage.image.ImageSummary.Publication;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.layer.LayerBlob;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryFilesTest {

  private static final Digest DIGEST = Digest.of("manifest".getBytes(UTF_8));

  @TempDir Path directory;

  @Test
  void readsBackWhatItWrote() throws Exception {
    ImageSummary built =
        new ImageSummary(
            DIGEST,
            DIGEST,
            ImageName.parse("public.ecr.aws/lambda/java:21").at(DIGEST),
            "arm64",
            "com.example.Outer$Inner::hand\\ler",
            "1970-01-01T00:00:00Z",
            List.of(
                new BuiltLayer("snapshot dependencies", new LayerBlob(DIGEST, DIGEST, 1, 2), true)),
            List.of(
                new CheckResult("handler", "fail", List.of(), List.of(), List.of()),
                new CheckResult(
                    "layout",
                    "warn",
                    List.of("two\nlines", "C:\\x = y"),
                    List.of("a warning"),
                    List.of("a note"))),
            null,
            List.of(),
            null);
    ImageSummary copying =
        new ImageSummary(
            DIGEST,
            DIGEST,
            built.base(),
            "arm64",
            "",
            built.created(),
            List.of(),
            List.of(),
            null,
            List.of(
                ImageName.parse("r.test/one:1").at(DIGEST),
                ImageName.parse("r.test/two@" + DIGEST)),
            null);
    ImageSummary published =
        built.published(
            new Publication("localhost:5000", "orders", List.of("1.0", "latest"), List.of()));
    ImageSummary attached =
        built.published(
            new Publication(
                "localhost:5000",
                "orders",
                List.of("1.0"),
                List.of(
                    new AttachedDocument("bom.json", "application/x", DIGEST, DIGEST),
                    new AttachedDocument("a\\b = c", "application/y", DIGEST, DIGEST))));

    ImageSummary cached =
        new ImageSummary(
            DIGEST,
            DIGEST,
            built.base(),
            "arm64",
            "",
            built.created(),
            List.of(),
            List.of(),
            published.publication(),
            List.of(),
            new StartupFigures(1210, 560, 14_200_000));

    for (ImageSummary summary : List.of(built, copying, published, attached, cached)) {
      SummaryFiles.write(directory, summary);

      assertThat(SummaryFiles.read(directory)).isEqualTo(summary);
    }
  }

  @Test
  void saysTheSameInBothFiles() throws Exception {
    ImageSummary summary =
        TestLayout.bare(
            new Publication("r.test", "orders", List.of("1.0"), List.of()), List.of(), null);
    SummaryFiles.write(directory, summary);

    assertThat(directory.resolve("image.properties"))
        .hasContent(
            """
            digest=%1$s
            imageId=%1$s
            base.reference=r.test/base:1
            base.digest=%1$s
            architecture=x86_64
            handler=a.B
            created=1970-01-01T00:00:00Z
            imageUri=r.test/orders@%1$s
            registry=r.test
            repository=orders
            tags=1.0
            # image.json %2$s
            # %3$s
            """
                .formatted(
                    DIGEST,
                    Digest.of(Files.readAllBytes(directory.resolve("image.json"))),
                    Digest.of(allButTheLastLine(directory.resolve("image.properties")))));
    JsonObject json = JsonObject.parse(Files.readAllBytes(directory.resolve("image.json")), "it");
    assertThat(json.object("base").text("digest")).isEqualTo(DIGEST.toString());
    assertThat(json.text("imageUri")).isEqualTo("r.test/orders@" + DIGEST);
    assertThat(json.texts("tags")).containsExactly("1.0");
  }

  @Test
  void listsWhatLiesBesideTheImage() throws Exception {
    ImageSummary summary =
        TestLayout.bare(
            new Publication(
                "r.test",
                "orders",
                List.of("1.0"),
                List.of(new AttachedDocument("bom.json", "application/x", DIGEST, DIGEST))),
            List.of(),
            null);
    SummaryFiles.write(directory, summary);

    JsonObject json = JsonObject.parse(Files.readAllBytes(directory.resolve("image.json")), "it");
    assertThat(json.objects("attached")).hasSize(1);
    assertThat(json.objects("attached").get(0).textMap())
        .containsExactly(
            entry("name", "bom.json"),
            entry("artifactType", "application/x"),
            entry("digest", DIGEST.toString()),
            entry("content", DIGEST.toString()));
    assertThat(directory.resolve("image.properties"))
        .content()
        .contains(
            "attached.0.name=bom.json\nattached.0.artifactType=application/x\nattached.0.digest="
                + DIGEST
                + "\nattached.0.content="
                + DIGEST
                + "\n# ");
  }

  @Test
  void tellsProgramsWhatWasCopiedAndWhatTheStartupCacheBrings() throws Exception {
    ImageName tools = ImageName.parse("r.test/tools:1").at(DIGEST);
    ImageSummary summary =
        TestLayout.bare(null, List.of(tools), new StartupFigures(1210, 560, 14_200_000));
    SummaryFiles.write(directory, summary);

    JsonObject json = JsonObject.parse(Files.readAllBytes(directory.resolve("image.json")), "it");
    assertThat(json.objects("copied")).hasSize(1);
    assertThat(json.objects("copied").get(0).textMap())
        .containsOnly(entry("reference", "r.test/tools:1"), entry("digest", DIGEST.toString()));
    JsonObject startup = json.object("startupCache");
    assertThat(startup.wholeNumber("initMillisWithout")).isEqualTo(1210);
    assertThat(startup.wholeNumber("initMillisWith")).isEqualTo(560);
    assertThat(startup.wholeNumber("size")).isEqualTo(14_200_000);
    assertThat(json.has("imageUri")).isFalse();
  }

  @Test
  void saysNothingOfWhatAnImageHasNot() throws Exception {
    SummaryFiles.write(directory, TestLayout.summary());

    JsonObject json = JsonObject.parse(Files.readAllBytes(directory.resolve("image.json")), "it");
    assertThat(json.has("copied")).isFalse();
    assertThat(json.has("startupCache")).isFalse();
    assertThat(json.has("attached")).isFalse();
  }

  private static byte[] allButTheLastLine(Path file) throws IOException {
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf("# ")).getBytes(UTF_8);
  }
}
