package io.github.lambdaimage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.message.LambdaImageException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // Links are a right of few there.
class LinkedFilesTest {

  @TempDir Path directory;
  private Path from;

  @BeforeEach
  void makeFrom() throws Exception {
    from = Files.createDirectory(directory.resolve("from"));
  }

  @Test
  void keepAChainOfLinksAsItIs() throws Exception {
    write("from/lib/libx.so.1.2");
    link("from/lib/libx.so.1", "libx.so.1.2");
    link("from/lib/libx.so", "libx.so.1");

    assertThat(all())
        .containsExactly(
            "lib/libx.so -> libx.so.1", "lib/libx.so.1 -> libx.so.1.2", "lib/libx.so.1.2");
  }

  /** As Hugging Face's hub has it: 4 GB, not 8. */
  @Test
  void keepTheLinksOfAModelHub() throws Exception {
    write("from/blobs/4f2a");
    link("from/snapshots/v1/model.bin", "../../blobs/4f2a");
    link("from/snapshots/v2/model.bin", "../../blobs/4f2a");
    link("from/latest", "snapshots/v2");

    assertThat(all())
        .containsExactly(
            "blobs/4f2a",
            "latest => snapshots/v2",
            "snapshots/v1/model.bin -> ../../blobs/4f2a",
            "snapshots/v2/model.bin -> ../../blobs/4f2a");
  }

  @Test
  void makeAbsoluteLinksInsideRelative() throws Exception {
    write("from/a/b/file");
    link("from/c/file", from.resolve("a/b/file").toString());
    link("from/folder", from.resolve("a/b").toString());
    link("from/a/self", from.toString());

    assertThat(all())
        .containsExactly("a/b/file", "a/self => ..", "c/file -> ../a/b/file", "folder => a/b");
  }

  @Test
  void followLinksToWhatIsElsewhere() throws Exception {
    write("elsewhere/file");
    write("elsewhere/folder/data");
    link("elsewhere/folder/same", "data");
    link("from/file", "../elsewhere/file");
    link("from/folder", directory.resolve("elsewhere/folder").toString());

    assertThat(all()).containsExactly("file", "folder/data", "folder/same -> data");
    assertThat(LinkedFiles.list(from, patterns(List.of(), List.of())).get("folder/data"))
        .isEqualTo(new Source.PlainFile(from.resolve("folder/data")));
  }

  @Test
  void followALinkToWhatThePatternsLeaveOut() throws Exception {
    write("from/v1/model.onnx");
    write("from/v1/notes.txt");
    link("from/current", "v1");
    link("from/best.onnx", "v1/model.onnx");

    assertThat(included("current/**")).containsExactly("current/model.onnx", "current/notes.txt");
    assertThat(included("best.onnx")).containsExactly("best.onnx");
    assertThat(included("**/*.onnx"))
        .containsExactly("best.onnx -> v1/model.onnx", "current => v1", "v1/model.onnx");
    assertThat(included("v1/**")).containsExactly("v1/model.onnx", "v1/notes.txt");
    assertThat(included("v1/**", "current")).contains("current => v1").hasSize(3);
    assertThat(excluded("v1/**"))
        .containsExactly("best.onnx", "current/model.onnx", "current/notes.txt");
    assertThat(excluded("current", "*.onnx")).containsExactly("v1/model.onnx", "v1/notes.txt");
  }

  @Test
  void keepALinkToAFolderWhoseFilesAreWantedThereAndHere() throws Exception {
    write("from/v1/model.onnx");
    write("from/v1/notes.txt");
    link("from/current", "v1");

    assertThat(included("v1/model.onnx", "current/model.onnx"))
        .containsExactly("current => v1", "v1/model.onnx");
    assertThat(included("v1/model.onnx", "current/notes.txt"))
        .containsExactly("current/notes.txt", "v1/model.onnx");
  }

  @Test
  void skipALinkInAChainThatIsLeftOut() throws Exception {
    write("from/libx.so.1.2");
    link("from/libx.so.1", "libx.so.1.2");
    link("from/libx.so", "libx.so.1");

    assertThat(excluded("libx.so.1")).containsExactly("libx.so -> libx.so.1.2", "libx.so.1.2");
  }

  /** What ".." means behind a link, only the file system knows. */
  @Test
  void sayTheRealWayWhereALinkLeadsThroughAnother() throws Exception {
    write("from/a/b/file");
    write("from/a/sibling");
    link("from/x", "a/b");
    link("from/through", "x/file");
    link("from/above", "x/../sibling");

    assertThat(all())
        .containsExactly(
            "a/b/file", "a/sibling", "above -> a/sibling", "through -> a/b/file", "x => a/b");
  }

  @Test
  void keepALinkThatLeadsBack() throws Exception {
    write("from/a/file");
    link("from/a/back", "..");
    link("from/here", ".");

    assertThat(all()).containsExactly("a/back => ..", "a/file", "here => .");
    assertThat(included("a/file")).containsExactly("a/file");
  }

  @Test
  void refuseToFollowALinkThatLeadsBack() throws Exception {
    write("from/a/file");
    Path link = link("from/outside", "..");

    assertThatThrownBy(this::all)
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<extraFiles>: the symbolic link '%s' leads back to a directory that contains it. Remove it, or leave it out with <excludes>.",
            link);
    assertThat(excluded("outside")).containsExactly("a/file");
  }

  @Test
  void refuseALinkToNothingUnlessItIsLeftOut() throws Exception {
    write("from/file");
    Path link = link("from/drafts/model", "missing");
    link("from/drafts/self", "self");

    assertThatThrownBy(this::all)
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<extraFiles>: the symbolic link '%s' leads to nothing that can be read. Mend it, or leave it out with <excludes>.",
            link);
    assertThat(excluded("drafts/**")).containsExactly("file");
    assertThat(included("file")).containsExactly("file");
  }

  @Test
  void refuseWhatIsNoFileUnlessItIsLeftOut() throws Exception {
    write("from/file");
    Path socket = from.resolve("socket");
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(socket));

      assertThatThrownBy(this::all)
          .isInstanceOf(LambdaImageException.class)
          .hasMessage(
              "<extraFiles>: '%s' is not a regular file. Leave it out with <excludes>.", socket);
      assertThat(excluded("socket")).containsExactly("file");
    }
  }

  @Test
  void startAtADirectoryThatIsALinkItself() throws Exception {
    write("from/a/file");
    link("from/a/same", "file");
    Path start = link("start", "from/a");

    assertThat(LinkedFiles.list(start, patterns(List.of(), List.of())))
        .containsEntry("file", new Source.PlainFile(start.resolve("file")))
        .containsEntry("same", new Source.Link(start.resolve("same"), "file", false));
  }

  private List<String> all() throws LambdaImageException {
    return listed(patterns(List.of(), List.of()));
  }

  private List<String> included(String... includes) throws LambdaImageException {
    return listed(patterns(List.of(includes), List.of()));
  }

  private List<String> excluded(String... excludes) throws LambdaImageException {
    return listed(patterns(List.of(), List.of(excludes)));
  }

  private static AntPatterns patterns(List<String> includes, List<String> excludes) {
    return new AntPatterns(includes, excludes);
  }

  /** A link to a file with {@code ->}, one to a directory with {@code =>}. */
  private List<String> listed(AntPatterns patterns) throws LambdaImageException {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, Source> file : LinkedFiles.list(from, patterns).entrySet()) {
      lines.add(
          file.getValue() instanceof Source.Link link
              ? file.getKey() + (link.toDirectory() ? " => " : " -> ") + link.text()
              : file.getKey());
    }
    return lines;
  }

  private void write(String path) throws Exception {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, path);
  }

  private Path link(String path, String target) throws Exception {
    Path link = directory.resolve(path);
    Files.createDirectories(link.getParent());
    return Files.createSymbolicLink(link, Path.of(target));
  }
}
