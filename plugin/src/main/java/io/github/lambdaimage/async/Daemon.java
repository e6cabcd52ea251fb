package io.github.lambdaimage.async;

import java.util.concurrent.ThreadFactory;

/** Threads that do not keep Maven from ending, whatever hangs in them. */
public final class Daemon {

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

  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
