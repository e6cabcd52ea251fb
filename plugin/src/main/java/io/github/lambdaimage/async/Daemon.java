package io.github.lambdaimage.async;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that do not keep Maven from ending, even if they hang. */
public final class Daemon {

  private static final long IDLE_SECONDS = 5;

  private Daemon() {}

  /** Starts work on a thread of its own. */
  public static Thread start(String name, Runnable work) {
    Thread thread = thread(name, work);
    thread.start();
    return thread;
  }

  /** Makes the threads of an executor. */
  public static ThreadFactory threads(String name) {
    return work -> thread(name, work);
  }

  /** An executor with as many threads as there is work, each kept for a while to be reused. */
  public static Executor reused(String name) {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        threads(name));
  }

  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
