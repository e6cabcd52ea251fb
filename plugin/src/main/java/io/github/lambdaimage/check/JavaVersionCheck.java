package io.github.lambdaimage.check;

import io.github.lambdaimage.content.ClassVersion;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the base's Java loads the classes of the project and of its dependencies. */
final class JavaVersionCheck implements Inspector {

  private static final String OPTIONS = "JAVA_TOOL_OPTIONS";

  private final Origin origin;

  JavaVersionCheck(Origin origin) {
    this.origin = origin;
  }

  @Override
  public void inspect(Subject subject, Findings findings) throws LambdaImageException {
    if (subject.hasRuntime()) {
      return;
    }
    Optional<Integer> java = BaseJava.of(subject, findings);
    if (java.isEmpty()) {
      return;
    }
    for (Part part : subject.parts().get()) {
      newest(part, java.get()).ifPresent(it -> findings.problem(tooNew(part, it, java.get())));
      Optional<ClassVersion> preview = preview(part, java.get());
      if (preview.isPresent()
          && (preview.get().release() < java.get() || !enablesPreviews(subject))) {
        findings.problem(preview(part, preview.get(), java.get()));
      }
    }
  }

  private static boolean enablesPreviews(Subject subject) throws LambdaImageException {
    Map<String, String> environment = new HashMap<>(subject.base().get().environment());
    environment.putAll(subject.image().environment());
    return NamedFile.OPTIONS.stream()
        .anyMatch(it -> environment.getOrDefault(it, "").contains("--enable-preview"));
  }

  private static Optional<ClassVersion> newest(Part part, int java) {
    return loaded(part, java)
        .filter(it -> it.release() > java)
        .max(Comparator.comparingInt(ClassVersion::release));
  }

  /** One that needs attention; what is too new is reported already. */
  private static Optional<ClassVersion> preview(Part part, int java) {
    return loaded(part, java)
        .filter(it -> it.preview() && it.release() <= java)
        .min(Comparator.comparingInt(ClassVersion::release));
  }

  /** What the runtime reads: folders of a multi-release jar only up to its own release. */
  private static Stream<ClassVersion> loaded(Part part, int java) {
    return part.facts().classes().stream()
        .filter(
            it ->
                it.multiRelease() == 0
                    || (part.facts().multiRelease() && it.multiRelease() <= java));
  }

  private String tooNew(Part part, ClassVersion version, int java) {
    String cure =
        isBuiltHere(part)
            ? "%s, or name a base with Java %s in <from>."
                .formatted(origin.cureForRelease(java), version.release())
            : "Take a version of it that is made for Java %s, or name a base with Java %s in <from>."
                .formatted(java, version.release());
    return "The class '%s'%s needs Java %s, and the base has Java %s: the function would fail with UnsupportedClassVersionError. %s"
        .formatted(version.className(), where(part, version), version.release(), java, cure);
  }

  private static boolean isBuiltHere(Part part) {
    Dependency dependency = part.dependency();
    return part.file() == null
        || (dependency != null && dependency.stability() == Dependency.Stability.MODULE);
  }

  private static String preview(Part part, ClassVersion version, int java) {
    String start =
        "The class '%s'%s uses preview features of Java %s, "
            .formatted(version.className(), where(part, version), version.release());
    return version.release() < java
        ? start
            + "which no other release loads, and the base has Java %s. Compile without '--enable-preview', or name a base with Java %s in <from>."
                .formatted(java, version.release())
        : start
            + "which are not enabled. Set <%s>--enable-preview</%s> in <environment>, or compile without them."
                .formatted(OPTIONS, OPTIONS);
  }

  private static String where(Part part, ClassVersion version) {
    String more = version.count() == 1 ? "" : " (and %s more)".formatted(version.count() - 1);
    return (part.file() == null ? "" : " in " + part.name()) + more;
  }
}
