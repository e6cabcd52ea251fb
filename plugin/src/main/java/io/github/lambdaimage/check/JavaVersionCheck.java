package io.github.lambdaimage.check;

import io.github.lambdaimage.content.ClassVersion;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.function.LambdaImageException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the base's Java loads the classes of the project and of its dependencies. */
final class JavaVersionCheck implements Inspector {

  private static final String OPTIONS = "JAVA_TOOL_OPTIONS";

  @Override
  public void inspect(Subject subject, Findings findings) throws LambdaImageException {
    if (subject.hasRuntime()) {
      return;
    }
    Optional<Integer> java = BaseJava.of(subject);
    if (java.isEmpty()) {
      findings.note(
          "Which Java the base '%s' has cannot be told, so the classes are not held against it. Name it by tag, or by tag and digest."
              .formatted(subject.image().from()));
      return;
    }
    boolean previews =
        subject.image().environment().getOrDefault(OPTIONS, "").contains("--enable-preview");
    for (Part part : subject.parts().get()) {
      newest(part, java.get()).ifPresent(it -> findings.problem(tooNew(part, it, java.get())));
      preview(part, java.get(), previews)
          .ifPresent(it -> findings.problem(preview(part, it, java.get())));
    }
  }

  private static Optional<ClassVersion> newest(Part part, int java) {
    return loaded(part, java)
        .filter(it -> it.release() > java)
        .max(Comparator.comparingInt(ClassVersion::release));
  }

  private static Optional<ClassVersion> preview(Part part, int java, boolean enabled) {
    return loaded(part, java)
        .filter(it -> it.preview() && (it.release() < java || (it.release() == java && !enabled)))
        .findFirst();
  }

  /** What the runtime reads: folders of a multi-release jar only up to its own release. */
  private static Stream<ClassVersion> loaded(Part part, int java) {
    return part.facts().classes().stream()
        .filter(
            it ->
                it.multiRelease() == 0
                    || (part.facts().multiRelease() && it.multiRelease() <= java));
  }

  private static String tooNew(Part part, ClassVersion version, int java) {
    String cure =
        part.file() == null
            ? "Set <maven.compiler.release> to %d, or name a base with Java %d in <from>."
                .formatted(java, version.release())
            : "Take a version of it that is made for Java %d, or name a base with Java %d in <from>."
                .formatted(java, version.release());
    return "The class '%s'%s needs Java %d, and the base has Java %d: the function would fail with UnsupportedClassVersionError. %s"
        .formatted(version.className(), where(part, version), version.release(), java, cure);
  }

  private static String preview(Part part, ClassVersion version, int java) {
    String start =
        "The class '%s'%s uses preview features of Java %d, "
            .formatted(version.className(), where(part, version), version.release());
    return version.release() < java
        ? start
            + "which no other release loads, and the base has Java %d. Compile without '--enable-preview', or name a base with Java %d in <from>."
                .formatted(java, version.release())
        : start
            + "which are not enabled. Set <%s>--enable-preview</%s> in <environment>, or compile without them."
                .formatted(OPTIONS, OPTIONS);
  }

  private static String where(Part part, ClassVersion version) {
    String more = version.count() == 1 ? "" : " (and %d more)".formatted(version.count() - 1);
    return (part.file() == null ? "" : " in " + part.name()) + more;
  }
}
