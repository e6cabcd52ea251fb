package io.github.lambdaimage.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What the files' own bytes say.
 *
 * @param multiRelease whether the manifest makes a multi-release jar of it
 * @param classes one for each version that occurs
 */
public record Facts(boolean multiRelease, List<ClassVersion> classes, List<NativeFile> natives) {

  /** Raise it with every change to what is looked for. */
  private static final String HEADING = "facts 2";

  /** The last line: without it, the text is not all there. */
  private static final String END = "end";

  /** As text, to be remembered. */
  byte[] bytes() {
    StringBuilder text = new StringBuilder(HEADING + "\t" + multiRelease + "\n");
    for (ClassVersion it : classes) {
      line(
          text,
          List.of(
              "class", it.multiRelease(), it.release(), it.preview(), it.count(), it.example()));
    }
    for (NativeFile it : natives) {
      line(
          text,
          List.of(
              "native",
              it.platform().name(),
              it.machine(),
              it.libc().name(),
              it.size(),
              it.path()));
    }
    return text.append(END).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder text, Collection<?> fields) {
    // No name in a jar that anybody means to be read holds one of these.
    fields.forEach(it -> text.append(it.toString().replaceAll("[\t\n\r]", "?")).append('\t'));
    text.append('\n');
  }

  /**
   * Reads the text back.
   *
   * @throws IOException when it is not one that {@link #bytes} of this version gives
   */
  static Facts parse(byte[] text) throws IOException {
    String[] lines = new String(text, StandardCharsets.UTF_8).split("\n", -1);
    String[] heading = lines[0].split("\t", -1);
    if (heading.length != 2 || !heading[0].equals(HEADING)) {
      throw new IOException("it is of another version");
    }
    if (!lines[lines.length - 1].equals(END)) {
      throw new IOException("it is damaged");
    }
    List<ClassVersion> classes = new ArrayList<>();
    List<NativeFile> natives = new ArrayList<>();
    try {
      for (int i = 1; i < lines.length - 1; i++) {
        String[] it = lines[i].split("\t", -1);
        if (it[0].equals("class")) {
          classes.add(
              new ClassVersion(
                  Integer.parseInt(it[1]),
                  Integer.parseInt(it[2]),
                  Boolean.parseBoolean(it[3]),
                  Integer.parseInt(it[4]),
                  it[5]));
        } else if (it[0].equals("native")) {
          natives.add(
              new NativeFile(
                  NativeFile.Platform.valueOf(it[1]),
                  it[2],
                  NativeFile.Libc.valueOf(it[3]),
                  it[5],
                  Long.parseLong(it[4])));
        } else {
          throw new IllegalArgumentException(it[0]);
        }
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IOException("it is damaged", e);
    }
    return new Facts(Boolean.parseBoolean(heading[1]), List.copyOf(classes), List.copyOf(natives));
  }
}
