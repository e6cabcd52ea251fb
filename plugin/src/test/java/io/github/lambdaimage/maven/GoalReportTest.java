package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.engine.ContainerEngine;
import io.github.lambdaimage.engine.LoadedImage;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.AttachedDocument;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.image.ImageSummary;
import io.github.lambdaimage.image.TestLayout;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.registry.AttachedArtifact;
import io.github.lambdaimage.registry.PublishedBlob;
import io.github.lambdaimage.registry.PublishedBlob.Outcome;
import io.github.lambdaimage.registry.PublishedImage;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalReportTest {

  @TempDir Path directory;
  private final RecordedLog log = RecordedLog.normal();
  private final GoalReport report = new GoalReport(log.console());
  private ImageSummary image;
  private ImageLayout layout;

  @BeforeEach
  void prepare() throws Exception {
    image = TestLayout.summary();
    layout = TestLayout.write(directory, image);
  }

  @Test
  void tellsOfABuild() {
    report.built(new Assembly(null, layout, List.of(), false, false, null));

    assertLines(
        "[INFO] com.example.Handler::handleRequest for arm64 on public.ecr.aws/lambda/java:21@<base>",
        "[INFO]   dependencies              19.3 MB  cached",
        "[INFO]   resources                   812 B  cached",
        "[INFO]   classes                    4.3 kB  built",
        "[INFO] Built <digest> in <directory>");
  }

  @Test
  void tellsThatNothingChanged() {
    report.built(new Assembly(null, layout, List.of(), true, false, image));

    assertLines(
        "[INFO] com.example.Handler::handleRequest for arm64 on public.ecr.aws/lambda/java:21@<base>",
        "[INFO]   dependencies              19.3 MB  cached",
        "[INFO]   resources                   812 B  cached",
        "[INFO]   classes                    4.3 kB  cached",
        "[INFO] Up to date: <digest> in <directory>");
  }

  @Test
  void tellsOfAFirstPush() throws Exception {
    Assembly assembly =
        new Assembly(null, layout, List.of("classes", "labels"), false, false, image);

    report.rebuilt(assembly);
    report.published(
        assembly,
        published(
            19_306_100, Outcome.MOUNTED, Outcome.UPLOADED, Outcome.UPLOADED, Outcome.UPLOADED));

    assertLines(
        "[INFO] The project changed since the last build (classes, labels): the image was built anew.",
        "[INFO] com.example.Handler::handleRequest for arm64 on public.ecr.aws/lambda/java:21@<base>",
        "[INFO]   base, 2 layers             169 MB  1 mounted, 1 already there",
        "[INFO]   dependencies              19.3 MB  cached, uploaded",
        "[INFO]   resources                   812 B  cached, uploaded",
        "[INFO]   classes                    4.3 kB  built, uploaded",
        "[INFO] Published as 1.0, latest, sent 19.3 MB",
        "[INFO] registry.test/orders@<digest>");
  }

  @Test
  void tellsWhatLiesBesideTheImage() throws Exception {
    PublishedImage published =
        published(
            0,
            Outcome.ALREADY_THERE,
            Outcome.ALREADY_THERE,
            Outcome.ALREADY_THERE,
            Outcome.ALREADY_THERE);
    AttachedDocument bill =
        new AttachedDocument(
            "bom.json", "application/vnd.cyclonedx+json", digest("manifest"), digest("bill"));

    report.published(
        Assembly.asItIs(layout),
        new PublishedImage(
            published.layout(),
            published.layers(),
            0,
            List.of(
                new AttachedArtifact(bill, 48_210, AttachedArtifact.Outcome.ATTACHED),
                new AttachedArtifact(bill, 812, AttachedArtifact.Outcome.ATTACHED_BY_TAG),
                new AttachedArtifact(bill, 1, AttachedArtifact.Outcome.ALREADY_THERE))));

    assertThat(log.lines())
        .endsWith(
            "[INFO]   bom.json                  48.2 kB  application/vnd.cyclonedx+json, attached",
            "[INFO]   bom.json                    812 B  application/vnd.cyclonedx+json, attached by a tag",
            "[INFO]   bom.json                      1 B  application/vnd.cyclonedx+json, already there",
            "[INFO] Already there as 1.0, latest, sent 0 B",
            "[INFO] " + published.layout().summary().imageUri());
  }

  @Test
  void tellsOfAPushOfWhatIsThere() throws Exception {
    Assembly assembly = Assembly.asItIs(layout);

    report.rebuilt(assembly);
    report.published(
        assembly,
        published(
            0,
            Outcome.ALREADY_THERE,
            Outcome.ALREADY_THERE,
            Outcome.ALREADY_THERE,
            Outcome.ALREADY_THERE));

    assertLines(
        "[INFO] com.example.Handler::handleRequest for arm64 on public.ecr.aws/lambda/java:21@<base>",
        "[INFO]   base, 2 layers             169 MB  already there",
        "[INFO]   dependencies              19.3 MB  cached, already there",
        "[INFO]   resources                   812 B  cached, already there",
        "[INFO]   classes                    4.3 kB  cached, already there",
        "[INFO] Already there as 1.0, latest, sent 0 B",
        "[INFO] registry.test/orders@<digest>");
  }

  @Test
  void tellsOfAnArchive() throws Exception {
    Path archive = directory.resolve("image.tar");
    try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
      file.setLength(188_000_000);
    }

    report.archived(archive.toFile(), List.of("orders:1.0", "orders:latest"));

    assertLines(
        "[INFO] Wrote <directory>/image.tar (188 MB)",
        "[INFO] Load it with 'docker load -i <directory>/image.tar' as orders:1.0, orders:latest");
  }

  @Test
  void tellsHowToRunWhatWasLoaded() {
    LoadedImage loaded =
        new LoadedImage(
            new ContainerEngine("podman", Path.of("/usr/bin/podman")),
            List.of("orders:1.0", "orders:latest"),
            Architecture.ARM64,
            "");

    report.loaded(loaded, true, "amd64");

    assertLines(
        "[INFO] Loaded into podman as orders:1.0, orders:latest",
        "[INFO] This machine (amd64) runs it by emulation, which the engine must have.",
        "[INFO] Run it, and invoke it in another shell:",
        "[INFO]   podman run --rm -p 9000:8080 --platform linux/arm64 orders:1.0",
        "[INFO]   curl http://localhost:9000/2015-03-31/functions/function/invocations -d '{}'");
  }

  /** AWS's client by itself ends with a NullPointerException in the engine's hands. */
  @Test
  void leavesAnImageWithoutAwsEmulatorToMaven() {
    LoadedImage loaded =
        new LoadedImage(
            new ContainerEngine("/opt/my engine/podman", Path.of("/opt/my engine/podman")),
            List.of("orders:1.0"),
            Architecture.ARM64,
            "");

    report.loaded(loaded, false, "aarch64");

    assertLines(
        "[INFO] Loaded into /opt/my engine/podman as orders:1.0",
        "[INFO] Run it, and invoke it in another shell:",
        "[INFO]   mvn lambda-image:run -Dlambda-image.runWith=engine -Dlambda-image.engine='/opt/my engine/podman'",
        "[INFO]   curl http://localhost:9000/2015-03-31/functions/function/invocations -d '{}'");
  }

  @Test
  void keepsSilentAboutEmulationWhereThereIsNone() {
    LoadedImage loaded =
        new LoadedImage(
            new ContainerEngine("docker", Path.of("/usr/bin/docker")),
            List.of("orders:1.0"),
            Architecture.ARM64,
            "");

    report.loaded(loaded, true, "aarch64");

    assertThat(log.lines()).hasSize(4).contains("[INFO]   docker run --rm -p 9000:8080 orders:1.0");
  }

  /** The base's two layers, then the function's. */
  private PublishedImage published(
      long bytesSent, Outcome base, Outcome dependencies, Outcome resources, Outcome classes)
      throws Exception {
    List<PublishedBlob> blobs = new ArrayList<>();
    blobs.add(blob(digest("lower"), 120_000_000, base));
    blobs.add(blob(digest("upper"), 49_000_000, Outcome.ALREADY_THERE));
    List<Outcome> outcomes = List.of(dependencies, resources, classes);
    for (int i = 0; i < outcomes.size(); i++) {
      var layer = image.layers().get(i).blob();
      blobs.add(blob(layer.digest(), layer.size(), outcomes.get(i)));
    }
    ImageLayout noted =
        layout.published(
            new ImageSummary.Publication(
                "registry.test", "orders", List.of("1.0", "latest"), List.of()));
    return new PublishedImage(noted, blobs, bytesSent);
  }

  private static PublishedBlob blob(Digest digest, long size, Outcome outcome) {
    return new PublishedBlob(new Descriptor("layer", digest, size), outcome);
  }

  private static Digest digest(String content) {
    return Digest.of(content.getBytes(StandardCharsets.UTF_8));
  }

  private void assertLines(String... lines) {
    assertThat(log.lines())
        .containsExactly(List.of(lines).stream().map(this::filled).toArray(String[]::new));
  }

  private String filled(String line) {
    return line.replace("<digest>", image.digest().toString())
        .replace("<base>", digest("base").toString())
        .replace("<directory>", directory.toString());
  }
}
