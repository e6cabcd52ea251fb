package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.check.ClassFile.Method;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Handler;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;

/**
 * Records as events, which one version of AWS's serialization cannot read: "no Creators, like
 * default constructor". The clients 2.9.0 and 2.10.1 depend on it, unless another version is
 * configured. The version in AWS's own bases is not known.
 */
final class RecordEvents {

  private static final String SERIALIZATION = "aws-lambda-java-serialization";
  private static final String BROKEN = "1.2.0";
  private static final String GOOD = "1.4.1";

  /** The runtime asks this service first: whoever provides it reads events in another way. */
  private static final String OWN_SERIALIZER =
      "META-INF/services/com.amazonaws.services.lambda.runtime.CustomPojoSerializer";

  private static final String RECORD = "java/lang/Record";
  private static final String METHOD_OF_INTERFACE = "handleRequest";

  private final TaskRoot taskRoot;

  RecordEvents(TaskRoot taskRoot) {
    this.taskRoot = taskRoot;
  }

  void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    Optional<ClassFile> event = event(subject.image().handler());
    if (event.isEmpty() || !RECORD.equals(event.get().superName())) {
      return;
    }
    Optional<String> place = placeOfBroken(subject, findings);
    if (place.isPresent() && !taskRoot.mayHaveFile(OWN_SERIALIZER)) {
      findings.problem(
          "<handler> '%s': its event '%s' is a record, which %s %s %s cannot read: each invocation would fail. Add 'com.amazonaws:%s:%s' to the dependencies, or make it a class."
              .formatted(
                  subject.image().handler(),
                  event.get().binaryName(),
                  SERIALIZATION,
                  BROKEN,
                  place.get(),
                  SERIALIZATION,
                  GOOD));
    }
  }

  /** The class of the event, if it is one of the function's. */
  private Optional<ClassFile> event(Handler handler) throws LambdaImageException {
    Optional<ClassFile> type = taskRoot.find(handler.className().replace('.', '/'));
    if (type.isEmpty()) {
      return Optional.empty();
    }
    Optional<Method> method =
        HandlerMethod.choose(
            Hierarchy.of(type.get(), taskRoot)
                .publicMethods(handler.methodName().orElse(METHOD_OF_INTERFACE)));
    if (method.isEmpty() || method.get().parameters().isEmpty()) {
      return Optional.empty();
    }
    String parameter = method.get().parameters().get(0);
    return parameter.startsWith("L")
        ? taskRoot.find(parameter.substring(1, parameter.length() - 1))
        : Optional.empty();
  }

  /**
   * The path of the version that cannot read records. The function's own jars come first; with a
   * client of its own, AWS's base has none.
   */
  private static Optional<String> placeOfBroken(CheckedFunction subject, Findings findings)
      throws LambdaImageException {
    boolean ofAws = subject.base().get().isOfAws() && !subject.image().startsRuntimeClient();
    if (ofAws) {
      return Optional.empty();
    }
    for (FunctionFile file : subject.files().toList()) {
      Dependency dependency = file.dependency();
      if (dependency != null && dependency.artifactId().equals(SERIALIZATION)) {
        return dependency.version().equals(BROKEN)
            ? Optional.of("among the function's jars")
            : Optional.empty();
      }
    }
    Optional<BaseFiles> base = subject.baseFiles(findings);
    String jar = "/" + SERIALIZATION + "-" + BROKEN + ".jar";
    return base.isPresent() && base.get().any(path -> path.endsWith(jar))
        ? Optional.of("in the base '" + subject.image().from() + "'")
        : Optional.empty();
  }
}
