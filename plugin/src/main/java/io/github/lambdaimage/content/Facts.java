package io.github.lambdaimage.content;

import io.github.lambdaimage.elf.SymbolVersions;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What the bytes of files tell.
 *
 * @param multiRelease whether the manifest makes it a multi-release jar
 * @param classes one for each version that occurs
 * @param landmarks those of {@link Landmarks} that it has
 */
public record Facts(
    boolean multiRelease,
    List<ClassVersion> classes,
    List<NativeFile> natives,
    List<String> landmarks) {

  /** The form of the text. Raise it with every change to what is looked for. */
  static final int FORM = 7;

  /** As text, to be stored. */
  String text() {
    StringBuilder text = new StringBuilder().append(multiRelease).append('\n');
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
              it.needs(),
              it.path()));
    }
    for (String it : landmarks) {
      line(text, List.of("landmark", it));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, Collection<?> fields) {
    // No readable name in a jar has these characters.
    fields.forEach(it -> text.append(it.toString().replaceAll("[\t\n\r]", "?")).append('\t'));
    text.append('\n');
  }

  /**
   * Parses the text.
   *
   * @throws LambdaImageException when {@link #text} did not write it
   */
  static Facts parse(String text) throws LambdaImageException {
    String[] lines = text.split("\n", -1);
    List<ClassVersion> classes = new ArrayList<>();
    List<NativeFile> natives = new ArrayList<>();
    List<String> landmarks = new ArrayList<>();
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
                  SymbolVersions.parse(it[5]),
                  it[6],
                  Long.parseLong(it[4])));
        } else if (it[0].equals("landmark")) {
          landmarks.add(it[1]);
        } else {
          throw new IllegalArgumentException(it[0]);
        }
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new LambdaImageException("These are not the facts of a jar.", e);
    }
    return new Facts(
        Boolean.parseBoolean(lines[0]),
        List.copyOf(classes),
        List.copyOf(natives),
        List.copyOf(landmarks));
  }
}
