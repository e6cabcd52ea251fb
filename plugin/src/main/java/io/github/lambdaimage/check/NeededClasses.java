package io.github.lambdaimage.check;

import io.github.lambdaimage.content.ClassVersion;
import io.github.lambdaimage.content.CloserLook;
import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.layer.FileTree;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Classes that the function asks for, as far as this can be told without running it: the handler,
 * classes that the project's classes name, and providers of services; each with its superclasses
 * and interfaces, without which it cannot be loaded.
 */
final class NeededClasses {

  private static final String ROOT = FunctionFile.TASK_ROOT + "/";
  private static final String CLASS = ".class";

  private final TaskRoot taskRoot;
  private final FunctionJava java;

  /** Who asks for it, by the internal name. */
  private final Map<String, String> reasons = new HashMap<>();

  /** Versions of classes outside of jars that this Java does not load, by the internal name. */
  private final Map<String, ClassVersion> refused = new TreeMap<>();

  private NeededClasses(TaskRoot taskRoot, FunctionJava java) {
    this.taskRoot = taskRoot;
    this.java = java;
  }

  /** The classes that a function asks for on a Java. */
  static NeededClasses of(FunctionJava java) throws LambdaImageException {
    CheckedFunction subject = java.subject();
    try (TaskRoot taskRoot =
        TaskRoot.of(subject.image().layers(), JavaClasses.of(java.release()), BaseClasses.NONE)) {
      NeededClasses needed = new NeededClasses(taskRoot, java);
      if (subject.callsHandler()) {
        String handler = subject.image().handler().className();
        needed.add(handler.replace('.', '/'), "the handler '" + handler + "' needs it");
      }
      CloserLook look = new CloserLook(subject.cache());
      for (Part part : subject.parts().get()) {
        FunctionFile file = part.file();
        if (file == null) {
          needed.addFiles(loose(subject), part.name());
        } else if (file.source() instanceof Source.ModuleClasses module) {
          needed.addFiles(FileTree.list(module.path()), part.name());
        } else if (LibraryFolders.load(file.target())) {
          needed.addServices(look.providers(part), part.name());
        }
      }
      return needed;
    }
  }

  /** Who asks for a class, in a few words; empty if nobody is known to. */
  Optional<String> reason(String name) {
    return Optional.ofNullable(reasons.get(name));
  }

  /** The classes outside of jars with a version that the base's Java does not load. */
  List<String> looseOf(ClassVersion version) {
    return refused.entrySet().stream()
        .filter(it -> it.getValue().release() == version.release())
        .filter(it -> it.getValue().preview() == version.preview())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, Path> loose(CheckedFunction subject) {
    Map<String, Path> files = new TreeMap<>();
    subject
        .looseFiles()
        .filter(file -> file.target().startsWith(ROOT) && !(file.source() instanceof Source.Link))
        .forEach(file -> files.put(file.target().substring(ROOT.length()), file.source().path()));
    return files;
  }

  /** Adds the files of the project, or of a module of its build. */
  private void addFiles(Map<String, Path> files, String owner) throws LambdaImageException {
    for (Map.Entry<String, Path> file : files.entrySet()) {
      try {
        if (file.getKey().endsWith(CLASS)) {
          addReferred(file.getKey(), Files.readAllBytes(file.getValue()));
        } else if (CloserLook.isOfService(file.getKey())) {
          try (InputStream in = Files.newInputStream(file.getValue())) {
            addServices(List.copyOf(CloserLook.providers(in)), owner);
          }
        }
      } catch (IOException e) {
        throw new LambdaImageException(
            "'%s' cannot be read: %s. Make it readable."
                .formatted(file.getValue(), FailureReason.of(e)),
            e);
      }
    }
  }

  private void addReferred(String file, byte[] bytes) throws LambdaImageException {
    String name = file.substring(0, file.length() - CLASS.length());
    Optional<ClassVersion> version = ClassVersion.of(file, bytes);
    if (version.isPresent() && java.refuses(version.get())) {
      // A class that is never loaded asks for nothing: classes of a library that belong together.
      refused.put(name, version.get());
      return;
    }
    try {
      for (String referred : ReferredClasses.in(bytes)) {
        add(referred, "'" + name.replace('/', '.') + "' refers to it");
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      // It is not a class; another check reports it.
    }
  }

  private void addServices(List<String> providers, String owner) throws LambdaImageException {
    for (String provider : providers) {
      add(provider, owner + " names it in META-INF/services");
    }
  }

  private void add(String name, String reason) throws LambdaImageException {
    Deque<String> queue = new ArrayDeque<>(List.of(name));
    while (!queue.isEmpty()) {
      String next = queue.remove();
      if (!next.startsWith("java/") && reasons.putIfAbsent(next, reason) == null) {
        Optional<ClassFile> found = taskRoot.find(next);
        if (found.isPresent()) {
          queue.addAll(found.get().parents());
        }
      }
    }
  }
}
