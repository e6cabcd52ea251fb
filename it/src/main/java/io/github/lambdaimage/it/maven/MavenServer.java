package io.github.lambdaimage.it.maven;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The other side of {@link ResidentMaven}: enters Maven where {@code bin/mvn} does, as often as it
 * is told to. It has the JDK and Maven's class loader on its class path, and nothing else.
 *
 * <p>A run is the number of arguments (four bytes) and each of them ({@link
 * DataInputStream#readUTF}); behind what Maven prints comes a line with the mark and the exit code.
 */
final class MavenServer {

  private static final String LAUNCHER = "org.codehaus.plexus.classworlds.launcher.Launcher";

  private MavenServer() {}

  /**
   * Runs Maven until the standard input ends.
   *
   * @param arguments the mark
   */
  public static void main(String[] arguments) throws Exception {
    Object launcher = Class.forName(LAUNCHER).getConstructor().newInstance();
    call(launcher, "setSystemClassLoader", ClassLoader.class, MavenServer.class.getClassLoader());
    Path configuration = Path.of(System.getProperty("classworlds.conf"));
    try (InputStream worlds = Files.newInputStream(configuration)) {
      call(launcher, "configure", InputStream.class, worlds);
    }
    serve(launcher, arguments[0]);
    System.exit(0);
  }

  private static void serve(Object launcher, String mark) throws Exception {
    DataInputStream runs = new DataInputStream(new FileInputStream(FileDescriptor.in));
    System.setIn(InputStream.nullInputStream());
    PrintStream output = System.out;
    PrintStream errors = System.err;
    Properties properties = (Properties) System.getProperties().clone();
    for (String[] run; (run = next(runs)) != null; ) {
      int exitCode = maven(launcher, run);
      System.out.flush();
      System.err.flush();
      output.println(mark + exitCode);
      output.flush();
      System.setOut(output);
      System.setErr(errors);
      // Maven makes system properties of what -D says.
      System.setProperties((Properties) properties.clone());
    }
  }

  private static String @Nullable [] next(DataInputStream runs) throws Exception {
    int count;
    try {
      count = runs.readInt();
    } catch (EOFException e) {
      return null;
    }
    String[] arguments = new String[count];
    for (int i = 0; i < count; i++) {
      arguments[i] = runs.readUTF();
    }
    return arguments;
  }

  private static int maven(Object launcher, String[] arguments) throws Exception {
    ClassLoader realm = (ClassLoader) call(launcher, "getMainRealm");
    Object world = call(launcher, "getWorld");
    Class<?> cli = (Class<?>) call(launcher, "getMainClass");
    Thread.currentThread().setContextClassLoader(realm);
    return (int)
        cli.getMethod("main", String[].class, world.getClass()).invoke(null, arguments, world);
  }

  private static Object call(Object target, String name) throws Exception {
    return target.getClass().getMethod(name).invoke(target);
  }

  private static void call(Object target, String name, Class<?> type, Object argument)
      throws Exception {
    target.getClass().getMethod(name, type).invoke(target, argument);
  }
}
