package io.github.lambdaimage.content;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.message.LambdaImageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A function's parts as they are where nothing of them is new; counts what is opened again. */
public final class CountedParts {

  private CountedParts() {}

  /**
   * Parts that are known.
   *
   * @param repository for the cache
   * @param opened counts how often the files in one of them are asked for
   */
  public static List<Part> of(List<FunctionLayer> layers, Path repository, AtomicInteger opened)
      throws LambdaImageException {
    List<Part> counted = new ArrayList<>();
    for (Part part : FunctionParts.read(layers, CacheDirectory.in(repository))) {
      List<Member> members = part.members();
      TableOfContents table =
          part.file() == null
              ? TableOfContents.of(members)
              : TableOfContents.known(
                  part.contents(),
                  () -> {
                    opened.incrementAndGet();
                    return members;
                  });
      counted.add(new Part(part.file(), table, part.facts(), part.unreadable()));
    }
    return counted;
  }
}
