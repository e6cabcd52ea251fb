package io.github.lambdaimage.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventKindsTest {

  @Test
  void theIndexHasEverySampleOnce() throws Exception {
    List<String> names = EventKinds.read().list().stream().map(EventKind::name).toList();
    Set<String> files;
    try (var list = Files.list(Path.of("src/main/resources/io/github/lambdaimage/event/samples"))) {
      files =
          list.map(file -> String.valueOf(file.getFileName()))
              .filter(name -> name.endsWith(".json"))
              .map(name -> name.substring(0, name.length() - ".json".length()))
              .collect(Collectors.toSet());
    }

    assertThat(names).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(files);
  }

  @Test
  void whatTheIndexDerivesIsInTheSample() throws Exception {
    EventKinds kinds = EventKinds.read();
    for (EventKind kind : kinds.list()) {
      for (Derivation derivation : kind.derived()) {
        assertThat(kinds.sample(kind).has(derivation.target())).as(kind.name()).isTrue();
        assertThat(kinds.sample(kind).has(derivation.source())).as(kind.name()).isTrue();
      }
    }
  }

  @Test
  void theManualHasEveryKind() throws Exception {
    List<String> rows =
        EventKinds.read().list().stream()
            .map(
                kind ->
                    "| `%s` | %s | %s |"
                        .formatted(
                            kind.name(),
                            kind.sender(),
                            kind.eventClass().map(name -> "`" + name + "`").orElse("")))
            .toList();

    assertThat(Files.readAllLines(Path.of("../docs/run.md"))).containsAll(rows);
  }
}
