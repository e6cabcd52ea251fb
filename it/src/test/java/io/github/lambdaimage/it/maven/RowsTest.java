package io.github.lambdaimage.it.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {

  @TempDir private Path directory;

  @Test
  void aRowHasValuesByTheirKeys() throws IOException {
    List<Row> rows =
        rows(
            """
            # Whatever.
            [for-java-17]
            from: @registry@/java:17
            says: The base has
              Java 8: name
            # In the middle.
              another one.
            says: robot:secret@host

            [empty]
            """);

    assertThat(rows).extracting(Row::name).containsExactly("for-java-17", "empty");
    Row row = rows.get(0);
    assertThat(row.text("from")).isEqualTo("localhost:5000/java:17");
    assertThat(row.all("says"))
        .containsExactly("The base has Java 8: name another one.", "robot:secret@host");
    assertThat(row.all("warns")).isEmpty();
    assertThat(row.text("architecture", "arm64")).isEqualTo("arm64");
    assertThatThrownBy(() -> row.text("says")).hasMessage("[for-java-17] has 2 values for 'says'");
    assertThatThrownBy(() -> row.text("to")).hasMessage("[for-java-17] has 0 values for 'to'");
  }

  @Test
  void whatIsNoRowIsRefused() {
    assertThatThrownBy(() -> rows("says: before any row\n")).hasMessageContaining("'says: before");
    assertThatThrownBy(() -> rows("[one]\nsays no more\n")).hasMessageContaining("'says no more'");
    assertThatThrownBy(() -> rows("[one]\n[one]\n")).hasMessageContaining("'[one]'");
    assertThatThrownBy(() -> rows("[one]\nfrom: @absent@/java\n"))
        .hasMessage("Nothing stands for '@absent@'");
  }

  private List<Row> rows(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("rows.txt"), text);
    return Rows.read(file, Map.of("registry", "localhost:5000"));
  }
}
