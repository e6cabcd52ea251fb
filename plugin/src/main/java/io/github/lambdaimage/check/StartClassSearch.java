package io.github.lambdaimage.check;

import io.github.lambdaimage.check.ClassFile.Method;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * Looks for the class that Spring starts with. Spring itself reads it from the manifests of jars,
 * which classes in a folder usually do not have.
 */
final class StartClassSearch {

  private static final Set<String> APPLICATION =
      Set.of(
          "Lorg/springframework/boot/autoconfigure/SpringBootApplication;",
          "Lorg/springframework/boot/SpringBootConfiguration;");

  /** Other annotations of classes that Spring makes beans of. */
  private static final Set<String> CONFIGURATION =
      Set.of(
          "Lorg/springframework/boot/autoconfigure/SpringBootApplication;",
          "Lorg/springframework/boot/SpringBootConfiguration;",
          "Lorg/springframework/boot/autoconfigure/EnableAutoConfiguration;",
          "Lorg/springframework/context/annotation/Configuration;",
          "Lorg/springframework/context/annotation/ComponentScan;",
          "Lorg/springframework/context/annotation/Import;");

  /** The interface of beans that are registered without annotations. */
  private static final String INITIALIZER =
      "org/springframework/context/ApplicationContextInitializer";

  private final TaskRoot taskRoot;

  StartClassSearch(TaskRoot taskRoot) {
    this.taskRoot = taskRoot;
  }

  /**
   * The candidates of the project, else of the other modules of the build, else those in manifests
   * of jars; if the user names one of them, only that.
   *
   * @param said by the project's POM, if it does
   */
  List<String> all(@Nullable String said) throws LambdaImageException {
    List<String> found = ofBuild();
    if (found.isEmpty()) {
      found = among(taskRoot.libraries().toStartWith());
    }
    List<String> names = new ArrayList<>(taskRoot.ownStartClasses());
    if (said != null) {
      names.add(said.strip().replace('.', '/'));
    }
    for (String name : names) {
      Optional<String> meant = meant(name, found);
      if (meant.isPresent()) {
        return List.of(meant.get());
      }
    }
    return found;
  }

  /** The candidates of the project, else of the other modules of the build. */
  List<String> ofBuild() throws LambdaImageException {
    List<String> own = among(taskRoot.ownClasses());
    return own.isEmpty() ? among(taskRoot.libraries().ofModules()) : own;
  }

  /**
   * The class that a name stands for, if any. It need not be the named one: a class with only a
   * main method, as Kotlin's compiler makes one, stands for the class beside it.
   */
  private Optional<String> meant(String name, List<String> found) throws LambdaImageException {
    Optional<ClassFile> type = taskRoot.find(name);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    String binaryName = type.get().binaryName();
    if (found.isEmpty() || found.contains(binaryName) || isConfiguration(type.get())) {
      return Optional.of(binaryName);
    }
    List<String> beside =
        found.stream().filter(it -> packageOf(it).equals(packageOf(binaryName))).toList();
    return beside.size() == 1 ? Optional.of(beside.get(0)) : Optional.empty();
  }

  private static String packageOf(String name) {
    return name.substring(0, name.lastIndexOf('.') + 1);
  }

  private boolean isConfiguration(ClassFile type) throws LambdaImageException {
    return type.interfaces().contains(INITIALIZER)
        || isAnnotated(type, CONFIGURATION, new HashSet<>());
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
      if (type.annotations().stream().anyMatch(APPLICATION::contains)) {
        annotated.add(type);
      }
    }
    if (annotated.isEmpty()) {
      for (ClassFile type : types) {
        if (isAnnotated(type, APPLICATION, new HashSet<>())) {
          annotated.add(type);
        }
      }
    }
    List<ClassFile> runnable = annotated.stream().filter(StartClassSearch::hasMain).toList();
    return (runnable.size() == 1 ? runnable : annotated)
        .stream().map(ClassFile::binaryName).toList();
  }

  /**
   * Whether it has one of the annotations, or an annotation that has one, such as a company's own.
   */
  private boolean isAnnotated(ClassFile type, Set<String> annotations, Set<String> seen)
      throws LambdaImageException {
    for (String annotation : type.annotations()) {
      if (annotations.contains(annotation)) {
        return true;
      }
      String name = annotation.substring(1, annotation.length() - 1);
      boolean isKnown = name.startsWith("java/") || name.startsWith("org/springframework/");
      if (!isKnown && seen.add(name)) {
        Optional<ClassFile> meta = taskRoot.find(name);
        if (meta.isPresent() && isAnnotated(meta.get(), annotations, seen)) {
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
