package io.github.lambdaimage.runtime;

import io.github.lambdaimage.message.LambdaImageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The telemetry of one runtime, for extensions that have subscribed to it. They do so during init,
 * and receive earlier events too.
 */
final class Telemetry implements AutoCloseable {

  /** The number of events kept during init: the most that a subscriber receives at once. */
  static final int MOST_KEPT = 10_000;

  private final List<TelemetryEvent> ofStart = new ArrayList<>();

  /** The events of init that were too many, by type. */
  private final Map<String, DroppedEvents> tooMany = new HashMap<>();

  private final Map<String, TelemetrySubscriber> subscribers = new LinkedHashMap<>();
  private final List<TelemetrySubscriber> replaced = new ArrayList<>();
  private boolean starting = true;

  /** Publishes an event. */
  synchronized void publish(String type, Object record) {
    if (!starting && subscribers.isEmpty()) {
      return;
    }
    TelemetryEvent event = new TelemetryEvent(Instant.now(), type, record);
    if (starting && ofStart.size() < MOST_KEPT) {
      ofStart.add(event);
    } else if (starting) {
      tooMany.merge(type, new DroppedEvents(1, event.bytes().length), DroppedEvents::plus);
    }
    subscribers.values().forEach(it -> it.accept(event));
  }

  /** Whether extensions may still subscribe. */
  synchronized boolean isOpen() {
    return starting;
  }

  /**
   * Delivers events to an extension; a second subscription replaces the first, which still receives
   * what it waits for.
   *
   * @param extension its identifier
   * @throws LambdaImageException whose message is for the extension
   */
  synchronized void subscribe(String extension, TelemetryRequest request)
      throws LambdaImageException {
    TelemetrySubscriber before = subscribers.get(extension);
    if (before != null && before.request().equals(request)) {
      return;
    }
    if (before != null && before.request().api() != request.api()) {
      throw new LambdaImageException("The extension has subscribed by the other API already");
    }
    TelemetrySubscriber subscriber = TelemetrySubscriber.start(request);
    subscribers.put(extension, subscriber);
    if (before == null) {
      ofStart.forEach(subscriber::accept);
      tooMany.forEach(subscriber::drop);
    } else {
      before.end();
      replaced.add(before);
    }
  }

  /** Closes subscriptions. */
  synchronized void started() {
    starting = false;
    ofStart.clear();
    tooMany.clear();
  }

  /** Delivers all events so far, within a limited time. */
  void flush(Duration longest) {
    List<TelemetrySubscriber> all;
    synchronized (this) {
      all = new ArrayList<>(replaced);
      all.addAll(subscribers.values());
    }
    // All at once: a subscriber that does not accept events must not delay the next.
    all.forEach(TelemetrySubscriber::hurry);
    long end = System.nanoTime() + longest.toNanos();
    try {
      for (TelemetrySubscriber each : all) {
        each.awaitDelivered(Duration.ofNanos(end - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    replaced.forEach(TelemetrySubscriber::close);
    subscribers.values().forEach(TelemetrySubscriber::close);
  }
}
