package io.github.lambdaimage.layer;

import io.github.lambdaimage.oci.Digest;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What the layers of one build were packed into, whichever module had them first. The functions of
 * a reactor share libraries: one of them reads these to find their layer, and the others see by
 * what the file system says of them that it is theirs.
 */
public final class LayersOfBuild {

  private final Clock clock;
  private final ConcurrentMap<Digest, LayerBlob> blobs = new ConcurrentHashMap<>();

  /**
   * None yet.
   *
   * @param clock the one that the file system's times come from
   */
  public LayersOfBuild(Clock clock) {
    this.clock = clock;
  }

  /** What a layer with these files was packed into, or {@code null} if none was in this build. */
  @Nullable LayerBlob find(LayerState state) {
    return blobs.get(state.key());
  }

  /** The moment, in milliseconds since the epoch. */
  long now() {
    return clock.millis();
  }

  /**
   * Notes what a layer was packed into, if a change since would show.
   *
   * @param begun the moment before its files were read
   */
  void note(LayerState state, LayerBlob blob, long begun) {
    if (state.wasSettledAt(begun)) {
      blobs.put(state.key(), blob);
    }
  }
}
