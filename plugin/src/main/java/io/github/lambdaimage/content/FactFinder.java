package io.github.lambdaimage.content;

import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.layer.ManifestFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds {@link Facts} in one file after another. */
final class FactFinder {

  private static final String TASK_ROOT = FunctionFile.TASK_ROOT + "/";
  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d{1,4})/.+");

  /** Java knows of such folders since. */
  private static final int FIRST_VERSIONED = 9;

  /** No packages; the last two are for the class loaders of other programs. */
  private static final Pattern NO_PACKAGE = Pattern.compile("(?:META|BOOT|WEB)-INF/.*");

  private static final String MODULE = "module-info.class";

  private static final int CLASS_MAGIC = 0xCAFEBABE;
  private static final int CLASS_HEADER = 8;

  /** Class files of Java 1 have major version 45; each release since adds one. */
  private static final int BEFORE_JAVA_1 = 44;

  private static final int PREVIEW = 0xFFFF;

  private final Map<String, ClassVersion> classes = new LinkedHashMap<>();
  private final List<NativeFile> natives = new ArrayList<>();
  private final List<String> landmarks = new ArrayList<>();
  private final List<String> noClasses = new ArrayList<>();
  private boolean multiRelease;

  /**
   * Looks into a file.
   *
   * @param name in the jar, or where the file is in the image
   */
  void add(String name, long size, FileBytes file) throws IOException {
    if (Landmarks.ALL.contains(name)) {
      landmarks.add(name);
    }
    if (name.endsWith(".class")) {
      addClass(name, file);
    } else if (name.equals(ManifestFile.NAME)) {
      addManifest(file);
    } else if (size > 0) {
      Optional<NativeFile> code = MachineCode.in(file.head(MachineCode.HEAD), file, name, size);
      code.ifPresent(natives::add);
    }
  }

  Facts facts() {
    return new Facts(
        multiRelease, List.copyOf(classes.values()), List.copyOf(natives), List.copyOf(landmarks));
  }

  /** The names of files that would be loaded as classes, by their names, and are none. */
  List<String> noClasses() {
    return noClasses;
  }

  private void addManifest(FileBytes file) throws IOException {
    try (var in = file.open()) {
      String value = new Manifest(in).getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE);
      multiRelease = value != null && value.strip().equalsIgnoreCase("true");
    }
  }

  /**
   * A module's descriptor is not loaded from the class path, and a file of the image only from the
   * task root; what is no class file neither.
   */
  private void addClass(String target, FileBytes file) throws IOException {
    String name = target.startsWith(TASK_ROOT) ? target.substring(TASK_ROOT.length()) : target;
    Matcher versioned = VERSIONED.matcher(name);
    int folder = versioned.matches() ? Integer.parseInt(versioned.group(1)) : 0;
    if (name.startsWith("/")
        || name.equals(MODULE)
        || name.endsWith("/" + MODULE)
        || (folder < FIRST_VERSIONED && NO_PACKAGE.matcher(name).matches())) {
      return;
    }
    byte[] head = file.head(CLASS_HEADER);
    if (head.length < CLASS_HEADER || ByteBuffer.wrap(head).getInt() != CLASS_MAGIC) {
      noClasses.add(target);
      return;
    }
    boolean preview = Short.toUnsignedInt(ByteBuffer.wrap(head).getShort(4)) == PREVIEW;
    int release = ByteBuffer.wrap(head).getShort(6) - BEFORE_JAVA_1;
    classes.merge(
        folder + " " + release + " " + preview,
        new ClassVersion(folder, release, preview, 1, name),
        (known, more) -> known.plusOne());
  }
}
