package io.github.lambdaimage.runtime;

import io.github.lambdaimage.oci.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A telemetry event.
 *
 * @param type such as {@code platform.start}, {@code function} or {@code extension}
 * @param record an object, or the line that was printed
 */
record TelemetryEvent(Instant time, String type, Object record) {

  private static final String PLATFORM = "platform";

  /** The category of a type, which extensions subscribe to. */
  static String category(String type) {
    return type.startsWith(PLATFORM + ".") ? PLATFORM : type;
  }

  byte[] bytes() {
    return JsonObject.empty()
        .with(
            "time",
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(time))
        .with("type", type)
        .with("record", record)
        .bytes();
  }
}
