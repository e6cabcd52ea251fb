package io.github.lambdaimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.LayerListing;
import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasePlacesTest {

  /** Amazon Linux, and a Java behind a link. */
  private static final BaseFiles BASE =
      BaseFiles.of(
          List.of(
              new LayerListing(
                  List.of(
                      new Entry(Kind.LINK, "/lib64", "usr/lib64"),
                      new Entry(Kind.DIRECTORY, "/usr/lib64", "555"),
                      new Entry(Kind.DIRECTORY, "/etc", "755"),
                      new Entry(Kind.LINK, "/etc/ssl/certs", "../pki/tls/certs"),
                      new Entry(Kind.FILE, "/etc/pki/tls/certs/ca-bundle.crt", ""),
                      new Entry(Kind.LINK, "/etc/localtime", "../usr/share/zoneinfo/UTC"),
                      new Entry(Kind.LINK, "/var/lang", "/opt/jdk-21"),
                      new Entry(Kind.FILE, "/opt/jdk-21/bin/java", ""),
                      new Entry(Kind.LINK, "/var/run", "../run"),
                      new Entry(Kind.LINK, "/data", "mnt/nothing/yet"),
                      new Entry(Kind.DIRECTORY, "/root", "550"),
                      new Entry(Kind.DIRECTORY, "/tmp", "1777"),
                      new Entry(Kind.LINK, "/loop/a", "b"),
                      new Entry(Kind.LINK, "/loop/b", "a")))));

  private static final ImageName OTHER = other();

  private static ImageName other() {
    try {
      return ImageName.parse("eclipse-temurin:21");
    } catch (LambdaImageException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/var/lang/lib/security/java.security, /opt/jdk-21/lib/security/java.security",
    "/lib64/libx.so,                       /usr/lib64/libx.so",
    "/etc/ssl/certs/own.pem,               /etc/pki/tls/certs/own.pem",
    "/etc/localtime,                       /etc/localtime",
    "/var/run/x,                           /run/x",
    "/data/a/b,                            /mnt/nothing/yet/a/b",
    "/new/folder/file,                     /new/folder/file",
    "/opt/models/a,                        /opt/models/a",
    "/file,                                /file"
  })
  void areBehindTheLinksOfTheBase(String target, String place) throws Exception {
    FunctionFile file = file(target);

    assertThat(placed(file).files())
        .containsExactly(new FunctionFile(file.source(), place, 0644, null));
  }

  /** A layer that is shared has to be the same beside whatever others. */
  @Test
  void doNotMoveALayerThatTheBaseDoesNotMatterTo() throws Exception {
    FunctionLayer plain = FunctionLayer.of("extra files", List.of(file("/opt/models/a")));
    FunctionLayer moved = FunctionLayer.of("others", List.of(file("/lib64/libx.so")));
    ImageName aws = ImageName.parse("public.ecr.aws/lambda/java:21");
    BaseFiles closed = BASE.with(listing(new Entry(Kind.DIRECTORY, "/opt", "700")));

    assertThat(BasePlaces.of(List.of(plain, moved), aws, closed).get(0)).isEqualTo(plain);
    assertThat(BasePlaces.of(List.of(plain), OTHER, closed).get(0).directoryModes())
        .containsExactly(Map.entry("/opt", 0700));
  }

  private static LayerListing listing(Entry... entries) {
    return new LayerListing(List.of(entries));
  }

  @Test
  void leaveTheTaskRootAlone() throws Exception {
    FunctionLayer layer = FunctionLayer.of("classes", List.of(file("/var/task/A.class")));

    assertThat(BasePlaces.of(List.of(layer), OTHER, BASE)).containsExactly(layer);
  }

  @Test
  void haveTheModesOfTheirDirectories() throws Exception {
    assertThat(
            placed(file("/lib64/x"), file("/root/.aws/x"), file("/etc/x"), file("/tmp/a/b/x"))
                .directoryModes())
        .containsExactly(
            Map.entry("/root", 0550), Map.entry("/tmp", 01777), Map.entry("/usr/lib64", 0555));
  }

  /**
   * What was side by side is so no longer, but what leads through a link of the base still does.
   */
  @Test
  void keepLinksLeadingToWhatTheyLedTo() throws Exception {
    FunctionLayer layer =
        placed(
            file("/opt/native/libx.so.1"),
            link("/lib64/libx.so", "../opt/native/libx.so.1"),
            link("/lib64/liby.so", "liby.so.1"),
            file("/lib64/liby.so.1"),
            link("/opt/native/liby.so", "../../lib64/liby.so.1"),
            link("/opt/native/same.so", "libx.so.1"),
            link("/opt/all", "../lib64"));

    assertThat(layer.files())
        .filteredOn(file -> file.source() instanceof Source.Link)
        .extracting(file -> file.target() + " -> " + ((Source.Link) file.source()).text())
        .containsExactly(
            "/opt/all -> ../lib64",
            "/opt/native/liby.so -> ../../usr/lib64/liby.so.1",
            "/opt/native/same.so -> libx.so.1",
            "/usr/lib64/libx.so -> ../../opt/native/libx.so.1",
            "/usr/lib64/liby.so -> liby.so.1");
  }

  @Test
  void areForOneFileEach() {
    assertThatThrownBy(() -> placed(file("/lib64/libx.so"), file("/usr/lib64/libx.so")))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("Two files want the place '/usr/lib64/libx.so' in the image");
  }

  @Test
  void areNowhereInACircle() {
    assertThatThrownBy(() -> placed(file("/loop/a/x")))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "'/loop/a/x' has no place in the image: the symbolic links of the base lead in a circle there. Set another <into> in <extraFiles>.");
  }

  @ParameterizedTest
  @CsvSource({
    "public.ecr.aws/lambda/java:21,           /var/task/a,            false",
    "public.ecr.aws/lambda/java:21,           /opt/models/a,          false",
    "public.ecr.aws/lambda/java:21,           /opt/a,                 false",
    "public.ecr.aws/lambda/java:21,           /a,                     false",
    "public.ecr.aws/lambda/java:21,           /var/lang/lib/a,        true",
    "public.ecr.aws/lambda/java:21,           /usr/lib64/a,           true",
    "public.ecr.aws/lambda/java:21,           /optional/a,            true",
    "public.ecr.aws/lambda/provided:al2023,   /var/runtime/bootstrap, false",
    "r.test/ecr-public/lambda/java:21,        /opt/a,                 false",
    "r.test/mylambda/java:21,                 /opt/a,                 true",
    "r.test/lambda/orders:21,                 /opt/a,                 true",
    "eclipse-temurin:21,                      /opt/a,                 true",
    "eclipse-temurin:21,                      /var/task/a,            false"
  })
  void areLookedUpOnlyWhereTheyMayBeOthers(String base, String target, boolean matter)
      throws Exception {
    FunctionLayer layer = FunctionLayer.of("extra files", List.of(file(target)));

    assertThat(BasePlaces.matter(List.of(layer), ImageName.parse(base))).isEqualTo(matter);
  }

  private static FunctionLayer placed(FunctionFile... files) throws LambdaImageException {
    FunctionLayer layer = FunctionLayer.of("extra files", List.of(files));
    return BasePlaces.of(List.of(layer), OTHER, BASE).get(0);
  }

  private static FunctionFile file(String target) {
    return FunctionFile.readable(Path.of("file"), target);
  }

  private static FunctionFile link(String target, String text) {
    return FunctionFile.link(new Source.Link(Path.of("link"), text, false), target);
  }
}
