package io.github.lambdaimage.runtime;

import io.github.lambdaimage.oci.JsonObject;

/**
 * Telemetry that an extension does not receive.
 *
 * @param count of the events
 * @param bytes of their JSON
 */
record DroppedEvents(int count, long bytes) {

  static final DroppedEvents NONE = new DroppedEvents(0, 0);

  DroppedEvents plus(DroppedEvents more) {
    return new DroppedEvents(count + more.count, bytes + more.bytes);
  }

  boolean isNone() {
    return count == 0;
  }

  /** The record of the event that tells of them. */
  JsonObject json() {
    return JsonObject.empty()
        .with("droppedBytes", bytes)
        .with("droppedRecords", count)
        .with("reason", "The extension did not take them in time.");
  }
}
