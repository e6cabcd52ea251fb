package io.github.lambdaimage.it.handlers;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The plugin's own classes. By reflection, since the plugin is on no class path of ours: its shaded
 * jar would shadow our libraries.
 */
public final class PluginClasses implements AutoCloseable {

  private static final String PACKAGE = "io.github.lambdaimage.";

  private final URLClassLoader loader;

  /** Those that this build has made. */
  public PluginClasses() throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(Path.of("../plugin/target/classes").toUri().toURL());
    try (Stream<Path> jars = Files.list(Path.of("target/libraries-of-the-plugin"))) {
      for (Path jar : jars.toList()) {
        urls.add(jar.toUri().toURL());
      }
    }
    loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** A class by its name within the plugin: {@code function.Handler}. */
  public Class<?> type(String name) throws ClassNotFoundException {
    return loader.loadClass(PACKAGE + name);
  }

  /** A new one of a class, by the constructor that takes everything. */
  public Object create(String name, @Nullable Object... arguments)
      throws ReflectiveOperationException {
    Constructor<?> constructor =
        Arrays.stream(type(name).getDeclaredConstructors())
            .filter(it -> it.getParameterCount() == arguments.length)
            .findFirst()
            .orElseThrow();
    return constructor.newInstance(arguments);
  }

  /** What a class makes of a text. */
  public Object parse(String name, String text) throws ReflectiveOperationException {
    return type(name).getMethod("parse", String.class).invoke(null, text);
  }

  /**
   * One of an interface.
   *
   * @param answer to each call of a method that it does not bring itself, by the arguments
   */
  public Object answering(String name, Function<Object[], @Nullable Object> answer)
      throws ClassNotFoundException {
    return Proxy.newProxyInstance(
        loader,
        new Class<?>[] {type(name)},
        (proxy, method, arguments) ->
            method.isDefault()
                ? InvocationHandler.invokeDefault(proxy, method, arguments)
                : answer.apply(arguments));
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
