package io.github.lambdaimage.it.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The table: runs of a function, each with the requests that it gets one after the other. */
public final class Battery {

  /** Where it is, from the module's folder. */
  public static final Path FILE = Path.of("src/emulator/battery.json");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final ObjectNode table;

  private Battery(ObjectNode table) {
    this.table = table;
  }

  public static Battery read(Path file) throws IOException {
    return new Battery((ObjectNode) JSON.readTree(Files.readAllBytes(file)));
  }

  /** In the order of the file. */
  public List<BatteryRun> runs() {
    List<BatteryRun> runs = new ArrayList<>();
    table.path("runs").forEach(run -> runs.add(new BatteryRun((ObjectNode) run)));
    return runs;
  }

  /** Why the plugin answers otherwise, by the names that rows use. */
  public JsonNode reasons() {
    return table.path("reasons");
  }

  /** What holds for all answers of a status, unless their row has a whole one. */
  public JsonNode always() {
    return table.path("always");
  }

  /**
   * What the plugin has to answer: what its row has in {@code ours}, or the emulator's answer with
   * what always holds; where {@code ours} has no status, it is what differs from that.
   */
  public ObjectNode expected(ObjectNode row) {
    JsonNode ours = row.path("ours");
    if (ours.has("status")) {
      return (ObjectNode) ours;
    }
    ObjectNode expected = row.path("emulator").deepCopy();
    ObjectNode headers = (ObjectNode) expected.path("headers");
    for (JsonNode rule : always()) {
      if (rule.path("status").asInt() == expected.path("status").asInt()) {
        rule.path("headers").properties().forEach(it -> headers.set(it.getKey(), it.getValue()));
      }
    }
    ours.path("headers").properties().forEach(it -> headers.set(it.getKey(), it.getValue()));
    if (ours.has("body")) {
      expected.set("body", ours.path("body"));
    }
    return expected;
  }

  /**
   * Writes it.
   *
   * @param recorded the emulator's version
   */
  void write(Path file, String recorded) throws IOException {
    table.put("recorded", recorded);
    Files.write(file, JSON.writeValueAsBytes(table));
  }
}
