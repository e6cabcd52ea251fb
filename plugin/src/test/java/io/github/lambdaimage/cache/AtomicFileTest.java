package io.github.lambdaimage.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path directory;

  @Test
  void isWholeHoweverManyWriteIt() throws Exception {
    Path file = directory.resolve("file");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      byte[] content = new byte[100_000];
      Arrays.fill(content, (byte) i);
      writers.add(
          threads.submit(
              () -> {
                for (int round = 0; round < 25; round++) {
                  AtomicFile.write(file, content);
                  byte[] read = Files.readAllBytes(file);
                  byte[] whole = new byte[100_000];
                  Arrays.fill(whole, read[0]);
                  assertThat(read).isEqualTo(whole);
                }
                return null;
              }));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    threads.shutdown();

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }
}
