package io.github.lambdaimage.it.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The JDK's compiler, with class files in memory: a file system may not know the letters of their
 * names.
 *
 * @param folder has a folder for each module, with its sources
 */
record Compiler(Path folder, String classPath) {

  /** Class files by path, by the module that their source is in. */
  Map<String, Map<String, byte[]>> compile(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter log = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, UTF_8)) {
      ByModule output = new ByModule(files, folder.toAbsolutePath());
      boolean compiled =
          compiler
              .getTask(
                  log,
                  output,
                  null,
                  List.of("--release", "17", "-Xlint:none", "-proc:none", "-cp", classPath),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!compiled) {
        throw new IllegalStateException("The handlers of the table do not compile:\n" + log);
      }
      return output.modules();
    }
  }

  /** Keeps what the compiler writes. */
  private static final class ByModule extends ForwardingJavaFileManager<JavaFileManager> {

    private final Path folder;
    private final Map<String, Map<String, ByteArrayOutputStream>> written = new TreeMap<>();

    ByModule(JavaFileManager files, Path folder) {
      super(files);
      this.folder = folder;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      String path = className.replace('.', '/') + kind.extension;
      Path source = folder.relativize(Path.of(sibling.toUri()));
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      written
          .computeIfAbsent(source.getName(0).toString(), module -> new TreeMap<>())
          .put(path, content);
      return new SimpleJavaFileObject(URI.create("memory:/output"), kind) {
        @Override
        public OutputStream openOutputStream() {
          return content;
        }
      };
    }

    Map<String, Map<String, byte[]>> modules() {
      Map<String, Map<String, byte[]>> modules = new TreeMap<>();
      written.forEach(
          (module, files) -> {
            Map<String, byte[]> bytes = new TreeMap<>();
            files.forEach((path, content) -> bytes.put(path, content.toByteArray()));
            modules.put(module, bytes);
          });
      return modules;
    }
  }
}
