package io.github.lambdaimage.ecr;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.TagMutability;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tag mutability of a repository that was not looked up: it is asked only if a tag would have
 * to move.
 */
final class LazyMutability implements TagMutability {

  private final Supplier<Pending<Optional<EcrRepository>>> lookUp;
  private final Consumer<String> warnings;
  private @Nullable Pending<Optional<EcrRepository>> asked;

  LazyMutability(Supplier<Pending<Optional<EcrRepository>>> lookUp, Consumer<String> warnings) {
    this.lookUp = lookUp;
    this.warnings = warnings;
  }

  /** Asked for each layer that may be sent ahead, so the answer is kept. */
  @Override
  public synchronized boolean isImmutable(String tag) {
    boolean first = asked == null;
    try {
      return answer().filter(found -> found.isImmutable(tag)).isPresent();
    } catch (LambdaImageException e) {
      // A caller who may push need not be allowed to ask; then the registry refuses the tag later.
      if (first) {
        warnings.accept(
            "Whether the tag '%s' may be moved is not known. %s".formatted(tag, e.getMessage()));
      }
      return false;
    }
  }

  @Override
  public synchronized String cure(String tag) throws LambdaImageException {
    Optional<EcrRepository> found = answer();
    return found.isPresent() ? found.get().cure(tag) : TagMutability.super.cure(tag);
  }

  private Optional<EcrRepository> answer() throws LambdaImageException {
    Pending<Optional<EcrRepository>> pending = asked;
    if (pending == null) {
      pending = lookUp.get();
      asked = pending;
    }
    return pending.get();
  }
}
