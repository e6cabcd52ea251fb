package io.github.lambdaimage.check;

import io.github.lambdaimage.content.ClassVersion;
import io.github.lambdaimage.content.CloserLook;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether the base's Java loads the classes of the project and of its dependencies. */
final class JavaVersionCheck implements Inspector {

  private static final String OPTIONS = "JAVA_TOOL_OPTIONS";

  private static final Comparator<ClassVersion> BY_RELEASE =
      Comparator.comparingInt(ClassVersion::release);

  private final Origin origin;

  JavaVersionCheck(Origin origin) {
    this.origin = origin;
  }

  @Override
  public void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    if (subject.hasRuntime()) {
      return;
    }
    Optional<Integer> java = BaseJava.of(subject, findings);
    if (java.isEmpty()) {
      return;
    }
    FunctionJava loading = new FunctionJava(java.get(), subject);
    NeededClasses needed = null;
    for (Part part : subject.parts().get()) {
      List<ClassVersion> unfit = new ArrayList<>();
      List<ClassVersion> loaded = loaded(part, java.get());
      for (ClassVersion version : loaded) {
        if (loading.refuses(version)) {
          unfit.add(version);
        }
      }
      if (unfit.isEmpty()) {
        continue;
      }
      if (unfit.size() == loaded.size() || (isBuiltHere(part) && !mayEmbedOthers(part))) {
        inspectAll(part, unfit, java.get(), findings);
      } else {
        needed = needed == null ? NeededClasses.of(loading) : needed;
        inspectSome(part, unfit, needed, java.get(), subject, findings);
      }
    }
  }

  /** Reports versions of which all classes of a jar are, or that the user compiles. */
  private void inspectAll(Part part, List<ClassVersion> unfit, int java, Findings findings) {
    unfit.stream()
        .filter(it -> it.release() > java)
        .max(BY_RELEASE)
        .ifPresent(it -> findings.problem(tooNew(part, it, java)));
    // Classes that are too new are reported already.
    unfit.stream()
        .filter(it -> it.release() <= java)
        .min(BY_RELEASE)
        .ifPresent(it -> findings.problem(preview(part, it, java)));
  }

  /**
   * Reports some of a jar's classes: a library may test whether they can be loaded, and work
   * without them.
   */
  private void inspectSome(
      Part part,
      List<ClassVersion> unfit,
      NeededClasses needed,
      int java,
      CheckedFunction subject,
      Findings findings)
      throws LambdaImageException {
    CloserLook look = new CloserLook(subject.cache());
    for (ClassVersion version : unfit) {
      List<String> names =
          part.file() == null ? needed.looseOf(version) : look.classes(part, List.of(version));
      for (String name : names) {
        Optional<String> reason = needed.reason(name);
        if (reason.isPresent()) {
          ClassVersion one = version.of(name);
          findings.problem(
              (version.release() > java ? tooNew(part, one, java) : preview(part, one, java))
                  + " It is needed: "
                  + reason.get()
                  + ".");
          return;
        }
      }
    }
    ClassVersion most = unfit.stream().max(Comparator.comparingInt(ClassVersion::count)).get();
    findings.note(
        "%s has %s for Java %s%s, which the base's Java %s does not load: '%s'%s. Neither the project nor a service names one, so that the function may well work without."
            .formatted(
                mayEmbedOthers(part) ? origin.name() : part.name(),
                most.count() == 1 ? "a class" : most.count() + " classes",
                most.release(),
                most.preview() ? " with preview features" : "",
                java,
                most.className(),
                most.count() == 1 ? "" : " and others"));
  }

  /**
   * The classes that the runtime reads: in a multi-release jar, only folders up to its own release.
   */
  private static List<ClassVersion> loaded(Part part, int java) {
    return part.facts().classes().stream()
        .filter(
            it ->
                it.multiRelease() == 0
                    || (part.facts().multiRelease() && it.multiRelease() <= java))
        .toList();
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

  /** Whether it may contain libraries among its classes, like a shaded jar in {@code <content>}. */
  private boolean mayEmbedOthers(Part part) {
    return part.file() == null && origin.content().isPresent();
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
