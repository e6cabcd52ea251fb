package io.github.lambdaimage.it.handlers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What comes out otherwise than it should, of many that are tried side by side. */
public final class Differences {

  private Differences() {}

  /** Tries one. */
  @FunctionalInterface
  public interface Trial<T> {
    /** A text that is empty if all is as it should be. */
    String of(T one) throws Exception;
  }

  /**
   * Tries all.
   *
   * @param atOnce how many side by side
   * @return their texts, in their order
   */
  public static <T> String of(List<T> all, int atOnce, Trial<T> trial) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      List<Future<String>> texts = new ArrayList<>();
      for (T one : all) {
        texts.add(threads.submit(() -> trial.of(one)));
      }
      StringBuilder differences = new StringBuilder();
      for (Future<String> text : texts) {
        differences.append(text.get());
      }
      return differences.toString();
    } finally {
      threads.shutdownNow();
    }
  }
}
