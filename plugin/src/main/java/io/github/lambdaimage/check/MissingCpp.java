package io.github.lambdaimage.check;

import io.github.lambdaimage.content.NativeFile;
import io.github.lambdaimage.elf.SymbolVersion;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;

/** Native code that needs libstdc++ when neither the base nor the function has it. */
final class MissingCpp {

  private final CheckedFunction subject;
  private final String machine;

  MissingCpp(CheckedFunction subject, String machine) {
    this.subject = subject;
    this.machine = machine;
  }

  /** What is wrong with a group, if anything is. */
  Optional<String> problem(NativeGroup group) throws LambdaImageException {
    for (NativeBuilds builds : NativeBuilds.of(group, machine)) {
      if (builds.all(it -> it.needs().hasCpp())) {
        NativeFile file = builds.first();
        return Optional.of(
            "%s has native code that needs the C++ library: '%s' needs '%s', which the base '%s' does not have, so that it would not be loaded (cannot open shared object file). Name a base with it in <from>, such as '%s' (%s), or install it in the base (Debian: libstdc++6)."
                .formatted(
                    group.owner(file).name(),
                    file.path(),
                    SymbolVersion.CPP_LIBRARY,
                    subject.image().from(),
                    AmazonLinux.successor(subject.image().from(), subject.hasRuntime()),
                    Distribution.AMAZON_LINUX_2023));
      }
    }
    return Optional.empty();
  }
}
