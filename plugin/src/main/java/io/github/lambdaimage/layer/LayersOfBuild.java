package io.github.lambdaimage.layer;

import io.github.lambdaimage.oci.Digest;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What the layers of one build were packed into, whichever module had them first. The functions of
 * a reactor share libraries: one module reads them to find their layer, and the others recognise it
 * by what the file system says.
 */
public final class LayersOfBuild {

  private final Clock clock;
  private final ConcurrentMap<Digest, LayerBlob> blobs = new ConcurrentHashMap<>();

  /**
   * No layers yet.
   *
   * @param clock the one that the file system's times come from
   */
  public LayersOfBuild(Clock clock) {
    this.clock = clock;
  }

  /**
   * What a layer with these files was packed into, or {@code null} if this build has not packed it.
   */
  @Nullable LayerBlob find(LayerState state) {
    return blobs.get(state.key());
  }

  /** The current time, in milliseconds since the epoch. */
  long now() {
    return clock.millis();
  }

  /**
   * Records what a layer was packed into, if a later change would show.
   *
   * @param begun the moment before its files were read
   */
  void note(LayerState state, LayerBlob blob, long begun) {
    if (state.wasSettledAt(begun)) {
      blobs.put(state.key(), blob);
    }
  }
}
