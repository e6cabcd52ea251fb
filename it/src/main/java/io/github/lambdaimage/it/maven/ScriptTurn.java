package io.github.lambdaimage.it.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The turn of a script among those of other invoker projects. The invoker plugin builds projects
 * side by side, but runs one script at a time, since each has the standard output for its log. A
 * script that waits for a Maven lets others have their turn.
 */
final class ScriptTurn {

  private static final String RUNNER = "org.apache.maven.shared.scriptinterpreter.ScriptRunner";
  private static final long MILLIS_BETWEEN_LOOKS = 10;

  private ScriptTurn() {}

  /**
   * Does what takes long in another thread. Whatever that prints it has to print to a stream that
   * it has from before.
   */
  static <T> T pausing(Callable<T> work) throws IOException {
    return pausing(turn(), work);
  }

  /**
   * The same.
   *
   * @param turn whose monitor this thread has
   */
  static <T> T pausing(Optional<Object> turn, Callable<T> work) throws IOException {
    FutureTask<T> task = new FutureTask<>(work);
    if (turn.isEmpty()) {
      task.run();
    } else {
      Thread thread = new Thread(task, Thread.currentThread().getName() + " waits");
      thread.setDaemon(true);
      thread.start();
      pause(task, turn.get());
    }
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error failed) {
        throw failed;
      }
      throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void pause(FutureTask<?> task, Object turn) throws IOException {
    PrintStream output = System.out;
    PrintStream errors = System.err;
    // The next script restores in its end what it finds in its beginning.
    System.setOut(console(FileDescriptor.out));
    System.setErr(console(FileDescriptor.err));
    try {
      while (!task.isDone()) {
        // Lets go of the lock meanwhile.
        turn.wait(MILLIS_BETWEEN_LOOKS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      System.setOut(output);
      System.setErr(errors);
    }
  }

  private static PrintStream console(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, UTF_8);
  }

  /** What the script holds by which it is run; none where that is not the invoker plugin. */
  private static Optional<Object> turn() {
    return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .map(StackFrame::getDeclaringClass)
                    .filter(type -> type.getName().equals(RUNNER))
                    .findFirst())
        .flatMap(ScriptTurn::lock)
        .filter(Thread::holdsLock);
  }

  private static Optional<Object> lock(Class<?> runner) {
    try {
      var field = runner.getDeclaredField("LOCK");
      field.setAccessible(true);
      return Optional.ofNullable(field.get(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "The invoker plugin's scripts do not wait for each other as they did: look whether "
              + ScriptTurn.class.getName()
              + " is still needed.",
          e);
    }
  }
}
