package io.github.lambdaimage.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.oci.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What the events of all fronts have in common. */
final class EventJson {

  static final String ACCOUNT = "012345678912";
  static final String API = "local";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private EventJson() {}

  /** The time as in access logs. */
  static String time(Instant time) {
    return TIME.format(time);
  }

  /** One value for each name. */
  static Map<String, String> single(
      Map<String, List<String>> values, Function<List<String>, String> choice) {
    Map<String, String> single = new LinkedHashMap<>();
    values.forEach((name, all) -> single.put(name, choice.apply(all)));
    return single;
  }

  static String last(List<String> values) {
    return values.isEmpty() ? "" : values.get(values.size() - 1);
  }

  static String joined(List<String> values) {
    return String.join(",", values);
  }

  static byte[] bytes(Map<String, Object> event) {
    return JsonValue.completeText(event).getBytes(UTF_8);
  }
}
