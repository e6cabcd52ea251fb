package io.github.lambdaimage.runtime;

import io.github.lambdaimage.async.Daemon;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Delivers events to one extension: in batches, in order, and again if it did not accept them. */
final class TelemetrySubscriber implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final int TRIES = 5;
  private static final long PAUSE_MILLIS = 100;

  /** How many batches may wait; further events are dropped, as on Lambda. */
  private static final int MOST_BATCHES = 4;

  private final TelemetryRequest request;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(DEADLINE)
          .build();
  private final Thread thread;
  private final List<byte[]> waiting = new ArrayList<>();
  private long waitingBytes;
  private long oldest;
  private DroppedEvents dropped = DroppedEvents.NONE;
  private boolean hurries;
  private boolean sends;
  private boolean ends;
  private boolean closed;

  private TelemetrySubscriber(TelemetryRequest request) {
    this.request = request;
    this.thread = Daemon.start("lambda-image-telemetry", this::deliver);
  }

  /** Starts a thread that delivers. */
  static TelemetrySubscriber start(TelemetryRequest request) {
    return new TelemetrySubscriber(request);
  }

  TelemetryRequest request() {
    return request;
  }

  /** Receives an event, if it is for this extension. */
  synchronized void accept(TelemetryEvent event) {
    if (closed || ends || !request.takes(event.type())) {
      return;
    }
    byte[] bytes = event.bytes();
    if (waiting.size() >= MOST_BATCHES * request.maxItems()
        || waitingBytes >= (long) MOST_BATCHES * request.maxBytes()) {
      drop(new DroppedEvents(1, bytes.length));
      return;
    }
    if (waiting.isEmpty()) {
      oldest = System.nanoTime();
    }
    waiting.add(bytes);
    waitingBytes += bytes.length;
    notifyAll();
  }

  /** Tells it of events of a type that it cannot receive any more, after the next batch. */
  synchronized void drop(String type, DroppedEvents events) {
    if (request.takes(type)) {
      drop(events);
    }
  }

  /** Delivers the events so far, and accepts no more. */
  synchronized void end() {
    ends = true;
    hurry();
  }

  /** Delivers the events so far, even if they are few. */
  synchronized void hurry() {
    hurries = true;
    notifyAll();
  }

  /** Waits until everything is delivered, for a limited time. */
  synchronized void awaitDelivered(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (!closed && (!waiting.isEmpty() || sends)) {
      long rest = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (rest <= 0) {
        return;
      }
      wait(rest);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    thread.interrupt();
    notifyAll();
  }

  private void deliver() {
    try {
      while (true) {
        deliver(next());
      }
    } catch (InterruptedException e) {
      // It is closed.
      return;
    }
  }

  /** The next batch, as soon as it is large or old enough. */
  private synchronized List<byte[]> next() throws InterruptedException {
    sends = false;
    notifyAll();
    while (waiting.isEmpty() || !(hurries || isFull() || rest() <= 0)) {
      if (waiting.isEmpty()) {
        hurries = false;
        wait();
      } else {
        // The time may have run out since, and a wait of 0 would last forever.
        wait(Math.max(1, rest()));
      }
    }
    int count = 0;
    long bytes = 0;
    while (count < waiting.size() && count < request.maxItems() && bytes < request.maxBytes()) {
      bytes += waiting.get(count++).length;
    }
    List<byte[]> batch = List.copyOf(waiting.subList(0, count));
    waiting.subList(0, count).clear();
    waitingBytes -= bytes;
    oldest = System.nanoTime();
    sends = true;
    return batch;
  }

  private boolean isFull() {
    return waiting.size() >= request.maxItems() || waitingBytes >= request.maxBytes();
  }

  /** The remaining milliseconds, rounded up. */
  private long rest() {
    long rest = request.timeout().toNanos() - (System.nanoTime() - oldest);
    return rest <= 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(rest) + 1;
  }

  private void deliver(List<byte[]> batch) throws InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(request.destination())
            .timeout(DEADLINE)
            .header("Content-Type", "application/json")
            .method(request.method(), BodyPublishers.ofByteArray(array(batch)))
            .build();
    for (int tries = 1; tries <= TRIES; tries++) {
      try {
        if (http.send(post, BodyHandlers.discarding()).statusCode() < 400) {
          tellOfDropped();
          return;
        }
      } catch (IOException e) {
        // Nobody listens yet, or any more.
      }
      if (tries < TRIES) {
        Thread.sleep(tries * PAUSE_MILLIS);
      }
    }
    drop(new DroppedEvents(batch.size(), batch.stream().mapToLong(it -> it.length).sum()));
  }

  private static byte[] array(List<byte[]> batch) {
    ByteArrayOutputStream array = new ByteArrayOutputStream();
    char separator = '[';
    for (byte[] event : batch) {
      array.write(separator);
      array.writeBytes(event);
      separator = ',';
    }
    array.write(']');
    return array.toByteArray();
  }

  private synchronized void drop(DroppedEvents events) {
    dropped = dropped.plus(events);
  }

  private synchronized void tellOfDropped() {
    if (!dropped.isNone()) {
      DroppedEvents told = dropped;
      dropped = DroppedEvents.NONE;
      accept(new TelemetryEvent(Instant.now(), "platform.logsDropped", told.json()));
    }
  }
}
