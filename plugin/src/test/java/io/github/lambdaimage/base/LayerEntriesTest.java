package io.github.lambdaimage.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerEntriesTest {

  @Test
  void areVisitedOneAfterTheOtherWithTheirContent() throws Exception {
    byte[] layer = new BaseLayer().file("etc/a", "one").file("etc/b", "two").gzip();
    List<String> visited = new ArrayList<>();

    LayerEntries.read(
        new ByteArrayInputStream(layer),
        (entry, content) ->
            visited.add(entry.getName() + ' ' + new String(content.readAllBytes(), UTF_8)));

    assertThat(visited).containsExactly("etc/a one", "etc/b two");
  }

  @Test
  void endWhereTheirVisitorHasSeenEnough() throws Exception {
    byte[] layer = new BaseLayer().file("etc/a").file("etc/b").gzip();

    assertThatThrownBy(
            () ->
                LayerEntries.read(
                    new ByteArrayInputStream(layer),
                    (entry, content) -> {
                      throw new IOException(entry.getName());
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("etc/a");
  }
}
