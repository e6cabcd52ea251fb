package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.UnpackedSize;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.ExtraFiles;
import io.github.lambdaimage.layer.FunctionContents;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeCheckTest {

  private static final long MEGABYTE = 1_000_000;
  private static final long CLASS_SIZE = 10;

  @TempDir Path directory;
  private final List<Dependency> dependencies = new ArrayList<>();

  @BeforeEach
  void writeClass() throws IOException {
    file("classes/example/Hello.class", CLASS_SIZE);
  }

  @Test
  void refusesAnImageOfMoreThanTenGigabytesWithItsBase() throws Exception {
    file("models/large.bin", 9_800 * MEGABYTE);

    assertThat(image().baseSize(new UnpackedSize(199 * MEGABYTE, true)).problems(Check.SIZE))
        .isEmpty();
    assertThat(image().baseSize(new UnpackedSize(250 * MEGABYTE, true)).problems(Check.SIZE))
        .containsExactly(
            "The image would have 10.1 GB without compression (function 9.8 GB, base 250 MB), and Lambda takes at most 10 GB. Leave files out of <extraFiles>, read them from S3 or EFS, or take a smaller base.");
  }

  @Test
  void takesTenGigabytesAndNotAByteMore() throws Exception {
    file("models/large.bin", 9_800 * MEGABYTE - CLASS_SIZE);

    assertThat(image().baseSize(new UnpackedSize(200 * MEGABYTE, true)).problems(Check.SIZE))
        .isEmpty();
    assertThat(image().baseSize(new UnpackedSize(200 * MEGABYTE + 1, true)).problems(Check.SIZE))
        .hasSize(1);
  }

  @Test
  void saysAboutWhereTheBaseIsNotKnownToTheByte() throws Exception {
    assertThat(image().baseSize(new UnpackedSize(10_500 * MEGABYTE, false)).problems(Check.SIZE))
        .singleElement()
        .asString()
        .startsWith("The image would have about 10.5 GB without compression");
  }

  @Test
  void countsTheFunctionAloneWhereTheBaseIsNotKnown() throws Exception {
    CheckedImage image = image().baseSize(null);

    assertThat(image.problems(Check.SIZE)).isEmpty();
    assertThat(image.notes(Check.SIZE))
        .contains("The size of the base is not known, and not counted: The registry does not say.");
  }

  @Test
  void refusesAManifestThatLambdaDoesNotTake() throws Exception {
    assertThat(image().baseLayers(125).problems(Check.SIZE)).isEmpty();
    assertThat(image().baseLayers(200).problems(Check.SIZE))
        .singleElement()
        .asString()
        .matches(
            "The image's manifest would have about \\d{5} bytes, for 200 layers of the base and 1 of the function; Lambda takes fewer than 25400 bytes\\. Use a base image with fewer layers\\.");
  }

  @Test
  void warnsOfMoreLayersThanContainerEnginesTake() throws Exception {
    assertThat(image().baseLayers(126).warnings(Check.SIZE)).isEmpty();
    assertThat(image().baseLayers(127).warnings(Check.SIZE))
        .containsExactly(
            "The image would have 128 layers (127 of the base), and container engines stop at 127: 'load', and 'run' with an engine, would fail. Use a base image with fewer layers.");
  }

  @Test
  void tellsOnceOfALargeModelInSeveralFiles() throws Exception {
    file("models/part-1.bin", 300 * MEGABYTE);
    file("models/part-2.bin", 320 * MEGABYTE);

    assertThat(image().notes(Check.SIZE))
        .containsExactly(
            "The layer 'extra files' has 620 MB ('/opt/models/part-2.bin' alone 320 MB), and each change in it is a push of all of it. A model that changes apart from the code may better sit in S3, and be read at init.");
  }

  @Test
  void namesTheFirstOfEquallyLargeFiles() throws Exception {
    file("models/part-1.bin", 300 * MEGABYTE);
    file("models/part-2.bin", 300 * MEGABYTE);

    assertThat(image().notes(Check.SIZE))
        .singleElement()
        .asString()
        .contains("'/opt/models/part-1.bin' alone 300 MB");
  }

  @Test
  void takesALayerForLargeFromHalfAGigabyteOn() throws Exception {
    file("models/model.bin", 500 * MEGABYTE);
    assertThat(image().notes(Check.SIZE)).isEmpty();

    file("models/model.bin", 500 * MEGABYTE + 1);
    assertThat(image().notes(Check.SIZE)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "9999999,   less than 10 MB",
    "10000000,  about 10 MB",
    "19999999,  about 10 MB",
    "250000000, about 250 MB"
  })
  void roundsWhatWouldFitAZip(long total, String size) throws Exception {
    file("models/model.bin", total - CLASS_SIZE);

    assertThat(image().notes(Check.SIZE))
        .singleElement()
        .asString()
        .startsWith("The function has " + size + " and would fit a zip");
  }

  @Test
  void takesManyLibrariesForNoModel() throws Exception {
    Path jar = file("repository/large-1.0.jar", 600 * MEGABYTE);
    dependencies.add(
        new Dependency("example", "large", "1.0", "", jar, Dependency.Stability.RELEASE));

    assertThat(image().notes(Check.SIZE)).isEmpty();
  }

  @Test
  void tellsThatTheFunctionWouldFitAZip() throws Exception {
    assertThat(image().notes(Check.SIZE))
        .singleElement()
        .asString()
        .startsWith("The function has less than 10 MB and would fit a zip (at most 250 MB). ");

    file("models/small.bin", 123 * MEGABYTE);
    assertThat(image().notes(Check.SIZE))
        .singleElement()
        .asString()
        .startsWith("The function has about 120 MB and would fit a zip");

    file("models/more.bin", 128 * MEGABYTE);
    assertThat(image().notes(Check.SIZE)).isEmpty();
  }

  @Test
  void doesNotSpeakOfZipsToWhoBringsARuntimeOrABase() throws Exception {
    assertThat(image().base("example.com/jre:21", "{}").notes(Check.SIZE)).isEmpty();

    Path bootstrap = file("bootstrap", 10);
    CheckedImage image =
        new CheckedImage(
                directory,
                FunctionContents.layers(
                    directory.resolve("classes"),
                    List.of(),
                    List.of(ExtraFiles.of(bootstrap, "/var/runtime", List.of(), List.of(), "755"))))
            .base("public.ecr.aws/lambda/provided:al2023", CheckedImage.AWS);

    assertThat(image.notes(Check.SIZE)).isEmpty();
  }

  /** With what lies in {@code models}. */
  private CheckedImage image() throws Exception {
    Path models = directory.resolve("models");
    return new CheckedImage(
        directory,
        FunctionContents.layers(
            directory.resolve("classes"),
            dependencies,
            Files.exists(models)
                ? List.of(ExtraFiles.of(models, "/opt/models", List.of(), List.of(), null))
                : List.of()));
  }

  /** A file that has a size, but takes no place on a disk that knows sparse files. */
  private Path file(String name, long size) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(size);
    }
    return file;
  }
}
