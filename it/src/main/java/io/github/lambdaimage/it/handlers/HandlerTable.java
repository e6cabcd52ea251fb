package io.github.lambdaimage.it.handlers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The rows of {@code src/handlers/handlers.csv}. */
public final class HandlerTable {

  /** Tests run in the module's folder. */
  static final Path FOLDER = Path.of("src/handlers");

  private HandlerTable() {}

  public static List<HandlerRow> rows() throws IOException {
    try (Stream<String> lines = Files.lines(FOLDER.resolve("handlers.csv"))) {
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(HandlerRow::parse)
          .toList();
    }
  }
}
