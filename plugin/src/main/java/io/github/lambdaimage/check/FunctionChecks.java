package io.github.lambdaimage.check;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.base.BaseContents;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.content.FunctionParts;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.image.CheckResult;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.image.Inspection;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks a function before its image is built. */
public final class FunctionChecks implements Inspection {

  private final CheckSettings settings;
  private final BaseContents contents;
  private final CacheDirectory cache;
  private final Clock clock;
  private final Path javaHome;

  /**
   * All checks.
   *
   * @param cache remembers what was found in jars
   * @param javaHome of the Java that runs Maven, which knows the classes of older releases
   */
  public FunctionChecks(
      CheckSettings settings,
      BaseContents contents,
      CacheDirectory cache,
      Clock clock,
      Path javaHome) {
    this.settings = settings;
    this.contents = contents;
    this.cache = cache;
    this.clock = clock;
    this.javaHome = javaHome;
  }

  /**
   * The results of the checks, without those that are off.
   *
   * @throws LambdaImageException when the base, or a file as such, cannot be read
   */
  @Override
  public List<CheckResult> inspect(FunctionImage image, Pending<BaseImage> base)
      throws LambdaImageException {
    Pending<List<Part>> parts =
        Pending.start(
            "lambda-image-parts",
            () -> looksIntoJars() ? FunctionParts.read(image.layers(), cache) : List.of());
    CheckedFunction subject = new CheckedFunction(image, parts, base, contents, cache);
    List<CheckResult> results = new ArrayList<>();
    Map<String, Level> unreadable = new HashMap<>();
    boolean looked = false;
    for (Check check : Check.values()) {
      Level level = settings.levels().of(check);
      if (level != Level.OFF) {
        Findings findings = new Findings(level, unreadable);
        if (Check.INTO_ALL_JARS.contains(check) && !looked) {
          looked = true;
          tellUnreadable(subject, findings);
        }
        inspector(check).inspect(subject, findings);
        results.add(findings.result(check));
      }
    }
    // Even if it was not needed: no thread should outlive the build.
    var unused = parts.get();
    return List.copyOf(results);
  }

  /** Reports unreadable files; a function with its own runtime need not read jars and classes. */
  private static void tellUnreadable(CheckedFunction subject, Findings findings)
      throws LambdaImageException {
    List<Part> parts = subject.parts().get();
    if (parts.stream().anyMatch(it -> !it.unreadable().isEmpty()) && !subject.hasRuntime()) {
      parts.forEach(part -> part.unreadable().forEach(findings::unreadable));
    }
  }

  private boolean looksIntoJars() {
    return Check.INTO_JARS.stream().anyMatch(it -> settings.levels().of(it) != Level.OFF);
  }

  private Inspector inspector(Check check) {
    return switch (check) {
      case HANDLER -> this::inspectHandler;
      case JAVA_VERSION -> new JavaVersionCheck(new Origin(settings.content()));
      case NATIVE -> new NativeCheck();
      case SIZE -> new SizeCheck();
      case LAYOUT -> new LayoutCheck();
      case SECRETS -> new SecretsCheck(settings.allowedSecrets());
      case ENVIRONMENT -> new EnvironmentCheck();
      case BASE -> new BaseCheck(clock);
    };
  }

  /** Checks the handler; a custom runtime reads it in its own way, and a server has none. */
  private void inspectHandler(CheckedFunction subject, Findings findings)
      throws LambdaImageException {
    if (!subject.callsHandler() || subject.hasRuntime()) {
      return;
    }
    Origin origin = new Origin(settings.content());
    try (TaskRoot taskRoot =
        TaskRoot.of(subject.image().layers(), javaOf(subject), BaseClasses.of(subject))) {
      Optional<String> problem =
          new HandlerCheck(taskRoot, origin).problem(subject.image().handler());
      if (problem.isEmpty()) {
        new FrameworkCheck(taskRoot, origin).inspect(subject.image(), findings);
        new RecordEvents(taskRoot).inspect(subject, findings);
      }
      // The handler may be in a file that cannot be read.
      List<String> unreadable = taskRoot.unreadable();
      unreadable.forEach(findings::unreadable);
      if (problem.isPresent() && unreadable.isEmpty()) {
        findings.problem(problem.get());
      }
      taskRoot.leftOpen().ifPresent(findings::note);
    }
  }

  /** If the base's Java is not known, the check of its version says so. */
  private JavaClasses javaOf(CheckedFunction subject) throws LambdaImageException {
    Optional<Integer> release = BaseJava.of(subject, Findings.ofNobody());
    return release.isPresent()
        ? JavaClasses.of(release.get(), javaHome)
        : JavaClasses.ofAnyRelease();
  }

  /**
   * The project's classes that can be the handler: public, concrete, and with one of Lambda's
   * interfaces, directly or not.
   *
   * @throws LambdaImageException when a class or a jar cannot be read
   */
  public static List<String> handlers(List<FunctionLayer> layers) throws LambdaImageException {
    try (TaskRoot taskRoot = TaskRoot.of(layers)) {
      return new HandlerCandidates(taskRoot).implementations();
    }
  }

  /**
   * The handlers among some classes, wherever they are.
   *
   * @param classes internal names, such as {@code com/example/Orders}
   */
  public static List<String> handlersAmong(List<FunctionLayer> layers, Set<String> classes)
      throws LambdaImageException {
    try (TaskRoot taskRoot = TaskRoot.of(layers)) {
      return new HandlerCandidates(taskRoot).implementations(classes);
    }
  }

  /**
   * Whether one of these names is that of a class or a file in a function.
   *
   * @param names such as {@code com.example.Server}, and absolute paths in the image
   */
  public static boolean hasAny(List<FunctionLayer> layers, List<String> names)
      throws LambdaImageException {
    try (TaskRoot taskRoot = TaskRoot.of(layers)) {
      for (String name : names) {
        if (hasFile(layers, name) || taskRoot.find(name.replace('.', '/')).isPresent()) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean hasFile(List<FunctionLayer> layers, String target) {
    for (FunctionLayer layer : layers) {
      if (layer.files().stream().anyMatch(file -> file.target().equals(target))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a handler's class is in a function. */
  public static boolean hasClass(List<FunctionLayer> layers, Handler handler)
      throws LambdaImageException {
    try (TaskRoot taskRoot = TaskRoot.of(layers)) {
      return taskRoot.find(handler.className().replace('.', '/')).isPresent();
    }
  }
}
