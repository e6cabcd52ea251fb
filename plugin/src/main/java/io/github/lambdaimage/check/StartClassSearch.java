package io.github.lambdaimage.check;

import io.github.lambdaimage.check.ClassFile.Method;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * Looks for the class that Spring is to start with. Spring itself asks for it the manifests of
 * jars, and there is none where classes lie in a folder.
 */
final class StartClassSearch {

  private static final Set<String> ANNOTATIONS =
      Set.of(
          "Lorg/springframework/boot/autoconfigure/SpringBootApplication;",
          "Lorg/springframework/boot/SpringBootConfiguration;");

  private final TaskRoot taskRoot;

  StartClassSearch(TaskRoot taskRoot) {
    this.taskRoot = taskRoot;
  }

  /** Those of the project, else of the other modules of the build, else such as manifests name. */
  List<String> all() throws LambdaImageException {
    List<String> found = own();
    if (found.isEmpty()) {
      found = among(taskRoot.moduleClasses());
    }
    return found.isEmpty() ? among(taskRoot.startClasses()) : found;
  }

  /** Those of the project. */
  List<String> own() throws LambdaImageException {
    return among(taskRoot.ownClasses());
  }

  private List<String> among(Collection<String> names) throws LambdaImageException {
    List<ClassFile> types = new ArrayList<>();
    for (String name : names) {
      Optional<ClassFile> type = taskRoot.find(name);
      if (type.isPresent() && !type.get().is(Opcodes.ACC_ANNOTATION)) {
        types.add(type.get());
      }
    }
    List<ClassFile> annotated = new ArrayList<>();
    for (ClassFile type : types) {
      if (type.annotations().stream().anyMatch(ANNOTATIONS::contains)) {
        annotated.add(type);
      }
    }
    if (annotated.isEmpty()) {
      for (ClassFile type : types) {
        if (isAnnotatedByAnother(type, new HashSet<>())) {
          annotated.add(type);
        }
      }
    }
    List<ClassFile> runnable = annotated.stream().filter(StartClassSearch::hasMain).toList();
    return (runnable.size() == 1 ? runnable : annotated)
        .stream().map(ClassFile::binaryName).toList();
  }

  /** Whether one of its annotations has Spring's, as companies have their own of. */
  private boolean isAnnotatedByAnother(ClassFile type, Set<String> seen)
      throws LambdaImageException {
    for (String annotation : type.annotations()) {
      if (ANNOTATIONS.contains(annotation)) {
        return true;
      }
      String name = annotation.substring(1, annotation.length() - 1);
      boolean isKnown = name.startsWith("java/") || name.startsWith("org/springframework/");
      if (!isKnown && seen.add(name)) {
        Optional<ClassFile> meta = taskRoot.find(name);
        if (meta.isPresent() && isAnnotatedByAnother(meta.get(), seen)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasMain(ClassFile type) {
    for (Method method : type.methods()) {
      if (method.name().equals("main")
          && method.is(Opcodes.ACC_STATIC)
          && method.descriptor().equals("([Ljava/lang/String;)V")) {
        return true;
      }
    }
    return false;
  }
}
