package io.github.lambdaimage.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.elf.SmallLibraries;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaseFilesTest {

  /** Debian's, whose {@code /bin} is a link, with its {@code java} behind two more. */
  private static final String JAVA = "/usr/lib/jvm/java-17-openjdk-arm64/bin/java";

  @Test
  void followsLinksToTheProgramItself() throws Exception {
    BaseFiles files = debian();

    assertThat(files.resolve("/usr/bin/java")).contains(JAVA);
    assertThat(files.resolve("/bin/java")).contains(JAVA);
    assertThat(files.resolve("//usr/./bin/../bin/java/")).contains(JAVA);
    assertThat(files.resolve("/lib/jvm/default/bin/java")).contains(JAVA);
  }

  @Test
  void tellsLinksFromWhatOnlyLiesInALinkedFolder() throws Exception {
    BaseFiles files = debian();

    assertThat(files.isLink("/bin/java")).isTrue();
    assertThat(files.isLink("/bin")).isTrue();
    assertThat(files.isLink("/bin/busybox")).isFalse();
    assertThat(files.isLink(JAVA)).isFalse();
    assertThat(files.isLink("/absent/java")).isFalse();
  }

  /** As a base is whose maker has upgraded what the one below it has. */
  @Test
  void knowsTheVersionsOfTheCLibraryThatIsThereInTheEnd() throws Exception {
    byte[] libc = Files.readAllBytes(SmallLibraries.LIBC);

    assertThat(of(new BaseLayer().file("lib64/libc.so.6", libc)).symbolVersions())
        .hasToString("GLIBC_2.28");
    assertThat(
            of(
                    new BaseLayer().file("usr/lib64/libc-2.28.so", libc).file("etc/passwd"),
                    new BaseLayer().file("usr/lib64/.wh.libc-2.28.so", ""))
                .symbolVersions())
        .hasToString("");
  }

  @Test
  void findsFoldersThatHaveNoEntryOfTheirOwn() throws Exception {
    BaseFiles files = debian();

    assertThat(files.resolve("/usr/lib/jvm")).contains("/usr/lib/jvm");
    assertThat(files.resolve("/usr/lib/jv")).isEmpty();
    assertThat(files.resolve("/")).contains("");
  }

  @Test
  void findsNothingBehindALinkToNothingOrToItself() throws Exception {
    BaseFiles files =
        of(
            new BaseLayer()
                .link("a", "b")
                .link("b", "/a")
                .link("self", "self/self")
                .link("dangling", "../../../etc/absent")
                .link("up", "../../../etc/passwd")
                .file("etc/passwd"));

    assertThat(files.resolve("/a")).isEmpty();
    assertThat(files.resolve("/self")).isEmpty();
    assertThat(files.resolve("/dangling")).isEmpty();
    assertThat(files.isLink("/dangling")).isTrue();
    assertThat(files.resolve("/up")).contains("/etc/passwd");
    assertThat(files.resolve("/etc/passwd/etc")).isEmpty();
  }

  @Test
  void hidesWhatALaterLayerRemoves() throws Exception {
    BaseFiles files =
        of(
            new BaseLayer().file("opt/jre/bin/java").file("opt/jre-old/bin/java").file("etc/a"),
            new BaseLayer().file("opt/.wh.jre").file("etc/.wh.absent"));

    assertThat(files.resolve("/opt/jre/bin/java")).isEmpty();
    assertThat(files.resolve("/opt/jre")).isEmpty();
    assertThat(files.resolve("/opt/jre-old/bin/java")).isPresent();
    assertThat(files.resolve("/etc/a")).isPresent();
    assertThat(files.any(path -> path.contains(".wh."))).isFalse();
  }

  @Test
  void hidesAFolderBelowAnOpaqueOneButNotWhatItsOwnLayerHas() throws Exception {
    BaseFiles files =
        of(
            new BaseLayer().file("opt/old").file("opt/old-folder/file").file("optional"),
            new BaseLayer().file("opt/new").file("opt/.wh..wh..opq").file("opt/newer"));

    assertThat(files.resolve("/opt/old")).isEmpty();
    assertThat(files.resolve("/opt/old-folder")).isEmpty();
    assertThat(files.resolve("/opt/new")).isPresent();
    assertThat(files.resolve("/opt/newer")).isPresent();
    assertThat(files.resolve("/optional")).isPresent();
  }

  @Test
  void replacesWhatComesAgainAsSomethingElse() throws Exception {
    BaseFiles files =
        of(
            new BaseLayer().file("a/file").link("b", "a").link("c", "a"),
            new BaseLayer().file("a").directory("b").file("c"));

    assertThat(files.resolve("/a/file")).isEmpty();
    assertThat(files.resolve("/b")).contains("/b");
    assertThat(files.isLink("/c")).isFalse();
  }

  @Test
  void putsFilesOfALaterLayerWhereALinkOfAnEarlierOneLeads() throws Exception {
    BaseFiles files =
        of(
            new BaseLayer().directory("usr/bin").link("bin", "usr/bin").file("bin/old"),
            new BaseLayer().file("bin/java").file("bin/more/tool").file("bin/.wh.old"));

    assertThat(files.resolve("/bin/java")).contains("/usr/bin/java");
    assertThat(files.resolve("/usr/bin/java")).contains("/usr/bin/java");
    assertThat(files.resolve("/bin/more/tool")).contains("/usr/bin/more/tool");
    assertThat(files.resolve("/usr/bin/old")).isEmpty();
  }

  @Test
  void knowsWhereAFileOfALaterLayerBelongs() throws Exception {
    BaseFiles files =
        of(
            new BaseLayer()
                .link("var/lang", "../opt/jdk/current")
                .link("opt/jdk/current", "21")
                .file("opt/jdk/21/bin/java")
                .link("data", "/mnt/absent")
                .link("a", "b")
                .link("b", "a"));

    assertThat(files.landing("/var/lang/lib/security/x")).contains("/opt/jdk/21/lib/security/x");
    assertThat(files.landing("/var/lang")).contains("/var/lang");
    assertThat(files.landing("/data/new/x")).contains("/mnt/absent/new/x");
    assertThat(files.landing("/new/x")).contains("/new/x");
    assertThat(files.landing("/x")).contains("/x");
    assertThat(files.landing("/a/x")).isEmpty();
  }

  /** The last layer that has an entry of it decides, as where a container engine unpacks it. */
  @Test
  void knowsTheModesOfDirectories() throws Exception {
    BaseFiles files =
        of(
            new BaseLayer().directory("tmp", 01777).directory("root", 0750).file("opt/x"),
            new BaseLayer().directory("root", 0550).link("home", "root"));

    assertThat(files.mode("/tmp")).hasValue(01777);
    assertThat(files.mode("/root")).hasValue(0550);
    assertThat(files.mode("/opt")).isEmpty();
    assertThat(files.mode("/opt/x")).isEmpty();
    assertThat(files.mode("/absent")).isEmpty();
    assertThat(files.leadsToDirectory("/home")).isTrue();
    assertThat(files.leadsToDirectory("/root")).isTrue();
    assertThat(files.leadsToDirectory("/opt/x")).isFalse();
  }

  @Test
  void knowsTheVersionOfTheJavaThatAProgramBelongsTo() throws Exception {
    BaseFiles files = debian();

    assertThat(files.javaVersion(JAVA)).contains("17.0.15");
    assertThat(files.javaVersion("/usr/bin/busybox")).isEmpty();
  }

  @Test
  void knowsNoVersionFromFilesThatAreOnlyCalledAsThatOfAJava() throws Exception {
    BaseFiles files =
        of(
            new BaseLayer()
                .file("release", "JAVA_VERSION=\"11\"")
                .file("opt/release", "7")
                .file("opt/jre/release", "JAVA_VERSION=\"21\"")
                .file("opt/jre/bin/release", "8"));

    assertThat(files.javaVersion("/opt/product/bin/java")).isEmpty();
    assertThat(files.javaVersion("/opt/jre/bin/java")).contains("21");
  }

  private static BaseFiles debian() throws Exception {
    return of(
        new BaseLayer()
            .link("bin", "usr/bin")
            .link("lib", "usr/lib")
            .file("usr/bin/busybox")
            .file("usr/share/java/release", "JAVA_VERSION=\"17.0.15\""),
        new BaseLayer()
            .link("usr/bin/java", "/etc/alternatives/java")
            .link("etc/alternatives/java", JAVA)
            .link("usr/lib/jvm/default", "../../lib/jvm/java-17-openjdk-arm64")
            .link("usr/lib/jvm/java-17-openjdk-arm64/release", "../../../share/java/release")
            .file(JAVA.substring(1)));
  }

  /** What was remembered of the folder is of the link that was there. */
  @Test
  void placesFilesInADirectoryThatHasReplacedALink() throws Exception {
    BaseFiles files =
        of(
            new BaseLayer().directory("usr/lib64").link("lib64", "usr/lib64").file("lib64/x"),
            new BaseLayer().directory("lib64").file("lib64/y"));

    assertThat(files.resolve("/lib64/y")).contains("/lib64/y");
    assertThat(files.resolve("/usr/lib64/y")).isEmpty();
    assertThat(files.resolve("/usr/lib64/x")).contains("/usr/lib64/x");
  }

  @Test
  void placesFilesInADirectoryWhereALinkWasRemoved() throws Exception {
    BaseFiles files =
        of(
            new BaseLayer().directory("usr/lib64").link("lib64", "usr/lib64").file("lib64/x"),
            new BaseLayer().file(".wh.lib64").directory("lib64").file("lib64/y"));

    assertThat(files.resolve("/lib64/y")).contains("/lib64/y");
    assertThat(files.resolve("/usr/lib64/y")).isEmpty();
  }

  @Test
  void placesFilesBehindALinkThatHasReplacedNothing() throws Exception {
    BaseFiles files =
        of(
            new BaseLayer()
                .directory("usr/bin")
                .file("bin/.wh.absent")
                .link("bin", "usr/bin")
                .file("bin/java"));

    assertThat(files.resolve("/usr/bin/java")).contains("/usr/bin/java");
  }

  @Test
  void placesFilesInTheRootWhateverCameBefore() throws Exception {
    BaseFiles files = of(new BaseLayer().link("usr/bin/java", "/opt/java").file("init"));

    assertThat(files.resolve("/init")).contains("/init");
  }

  @Test
  void staysAsItIsWhenAnotherLayerIsPutOnTop() throws Exception {
    BaseFiles files = of(new BaseLayer().file("etc/a").file("etc/b"));

    BaseFiles more = files.with(new BaseLayer().file("etc/.wh.a").file("etc/c").listing());

    assertThat(files.inside("/etc")).containsOnlyKeys("/etc/a", "/etc/b");
    assertThat(more.inside("/etc")).containsOnlyKeys("/etc/b", "/etc/c");
  }

  @Test
  void tellsDirectoriesFromLinksToThem() throws Exception {
    BaseFiles files = of(new BaseLayer().directory("usr").link("link", "usr").file("usr/bin/env"));

    assertThat(files.isDirectory("/usr")).isTrue();
    assertThat(files.isDirectory("/usr/bin")).isTrue();
    assertThat(files.isDirectory("/link")).isFalse();
    assertThat(files.leadsToDirectory("/link")).isTrue();
    assertThat(files.isDirectory("/usr/bin/env")).isFalse();
    assertThat(files.isDirectory("/absent")).isFalse();
  }

  @Test
  void givesItsEntries() throws Exception {
    BaseFiles files = of(new BaseLayer().link("usr/bin/java", "/opt/java"));

    assertThat(files.entry("/usr/bin/java"))
        .contains(new Entry(Kind.LINK, "/usr/bin/java", "/opt/java"));
    assertThat(files.entry("/usr/bin")).isEmpty();
    assertThat(files.any(path -> path.endsWith("/java"))).isTrue();
    assertThat(files.any(path -> path.endsWith("/javac"))).isFalse();
  }

  private static BaseFiles of(BaseLayer... layers) throws Exception {
    List<LayerListing> listings = new ArrayList<>();
    for (BaseLayer layer : layers) {
      listings.add(layer.listing());
    }
    return BaseFiles.of(listings);
  }
}
