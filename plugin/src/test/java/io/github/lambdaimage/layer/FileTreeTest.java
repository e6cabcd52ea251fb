package io.github.lambdaimage.layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.lambdaimage.message.LambdaImageException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {

  private final Path directory;

  FileTreeTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void listsFilesByTheirSlashedPathInOrder() throws Exception {
    Path z = write("z");
    Path inB = write("b/c/d");
    Path a = write("a");

    assertThat(FileTree.list(directory))
        .containsExactly(entry("a", a), entry("b/c/d", inB), entry("z", z));
  }

  @Test
  void isEmptyWithoutADirectory() throws Exception {
    assertThat(FileTree.list(directory.resolve("missing"))).isEmpty();
    assertThat(FileTree.list(write("file"))).isEmpty();
  }

  @Test
  void ignoresEmptyDirectories() throws Exception {
    write("a");
    Files.createDirectories(directory.resolve("empty/emptier"));

    assertThat(FileTree.list(directory)).containsOnlyKeys("a");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Links are a right of few there.
  void followsLinksToFilesAndDirectories() throws Exception {
    Path file = write("elsewhere/file");
    Path links = Files.createDirectory(directory.resolve("links"));
    Files.createSymbolicLink(links.resolve("directory"), file.getParent());
    Files.createSymbolicLink(links.resolve("link"), file);

    assertThat(FileTree.list(links)).containsOnlyKeys("directory/file", "link");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Links are a right of few there.
  void followsALinkThatIsTheDirectoryItself() throws Exception {
    write("elsewhere/a/b");
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("elsewhere"));

    assertThat(FileTree.list(link)).containsExactly(entry("a/b", link.resolve("a/b")));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Links are a right of few there.
  void refusesALinkThatLeadsBack() throws Exception {
    Files.createDirectory(directory.resolve("a"));
    Path link = Files.createSymbolicLink(directory.resolve("a/back"), directory);

    assertThatThrownBy(() -> FileTree.list(directory))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "Cannot list '%s': the symbolic link '%s' leads back to a directory that contains it. Remove the link.",
            directory, link)
        .hasCauseInstanceOf(FileSystemLoopException.class);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Links are a right of few there.
  void refusesALinkThatPointsToNothing() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("missing"));

    assertThatThrownBy(() -> FileTree.list(directory))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "Cannot list '%s': the symbolic link '%s' points to nothing. Make every file below it a readable one.",
            directory, link);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Links are a right of few there.
  void refusesALinkThatPointsToItself() throws Exception {
    Files.createSymbolicLink(directory.resolve("link"), Path.of("link"));

    assertThatThrownBy(() -> FileTree.list(directory))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("points to nothing");
  }

  @Test
  void refusesWhatIsNoFile() throws Exception {
    Path socket = directory.resolve("socket");
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(socket));

      assertThatThrownBy(() -> FileTree.list(directory))
          .isInstanceOf(LambdaImageException.class)
          .hasMessage(
              "Cannot list '%s': '%s' is not a regular file. Make every file below it a readable one.",
              directory, socket);
    }
  }

  @Test
  void takesNamesThatOnlyLookUndecoded() throws Exception {
    write("why?");

    assertThat(FileTree.list(directory)).containsOnlyKeys("why?");
  }

  /** The name is Latin-1: no locale of UTF-8 can express it. */
  @Test
  @DisabledOnOs(OS.WINDOWS) // No such programs there.
  void refusesANameThatTheLocaleCannotExpress() throws Exception {
    run("sh", "-c", "printf x > \"$(printf 'gr\\366sse')\"");

    assertThatThrownBy(() -> FileTree.list(directory))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The file name 'gr")
        .hasMessageContaining("LC_ALL=C.UTF-8");
    assertThatThrownBy(() -> FileTree.entries(directory))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The file name 'gr");
  }

  @Test
  @EnabledOnOs(OS.LINUX) // Elsewhere each name is Unicode.
  void refusesANameOfWhichTheLocaleCannotExpressTheFirstLetter() throws Exception {
    run("sh", "-c", "printf x > \"$(printf '\\366l')\"");

    assertThatThrownBy(() -> FileTree.list(directory))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("LC_ALL=C.UTF-8");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // No such programs there.
  void refusesInThePosixLocaleWhatIsNotAscii() throws Exception {
    run("sh", "-c", "printf x > \"$(printf 'gr\\303\\266sse')\"");

    assertThat(listedInLocale("POSIX")).contains("LambdaImageException", "LC_ALL=C.UTF-8");
    assertThat(listedInLocale("C.UTF-8")).isEqualTo("1 files");
  }

  private String listedInLocale(String locale) throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Lister.class.getName());
    java.environment().put("LC_ALL", locale);
    java.environment().remove("JAVA_TOOL_OPTIONS");
    return run(java);
  }

  private String run(String... command) throws Exception {
    return run(new ProcessBuilder(command));
  }

  private String run(ProcessBuilder command) throws Exception {
    Process process = command.directory(directory.toFile()).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
  }

  /** Lists the directory in which it runs. */
  static final class Lister {

    private Lister() {}

    public static void main(String[] arguments) throws Exception {
      System.out.println(FileTree.list(Path.of("")).size() + " files");
    }
  }

  private Path write(String path) throws Exception {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }
}
