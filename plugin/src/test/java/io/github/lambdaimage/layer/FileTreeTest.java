package io.github.lambdaimage.layer;

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
  void followsLinksToFilesAndDirectories() throws Exception {
    Path file = write("elsewhere/file");
    Path links = Files.createDirectory(directory.resolve("links"));
    Files.createSymbolicLink(links.resolve("directory"), file.getParent());
    Files.createSymbolicLink(links.resolve("link"), file);

    assertThat(FileTree.list(links)).containsOnlyKeys("directory/file", "link");
  }

  @Test
  void followsALinkThatIsTheDirectoryItself() throws Exception {
    write("elsewhere/a/b");
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("elsewhere"));

    assertThat(FileTree.list(link)).containsExactly(entry("a/b", link.resolve("a/b")));
  }

  @Test
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
  void refusesALinkThatPointsToNothing() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("missing"));

    assertThatThrownBy(() -> FileTree.list(directory))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "Cannot list '%s': the symbolic link '%s' points to nothing. Make every file below it a readable one.",
            directory, link);
  }

  @Test
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

  private Path write(String path) throws Exception {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }
}
