package io.github.lambdaimage.check;

import io.github.lambdaimage.base.BaseFiles;
import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.content.NativeFile.Libc;
import io.github.lambdaimage.elf.SymbolVersion;
import io.github.lambdaimage.elf.SymbolVersions;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The C library of a base, and its version.
 *
 * @param kinds empty if the base has no loader of either kind
 * @param versions including those of libstdc++; empty if they are not known
 * @param hasCpp whether it has libstdc++, or may have it
 */
record BaseLibraries(Set<Libc> kinds, SymbolVersions versions, boolean hasCpp) {

  /**
   * The libraries of a base: from the tag of AWS's bases, else from its layers.
   *
   * @throws LambdaImageException when the base's files are not available, and nothing is known
   */
  static BaseLibraries of(CheckedFunction subject, Findings findings) throws LambdaImageException {
    BaseImage base = subject.base().get();
    if (base.isOfAws()) {
      Optional<AmazonLinux> linux = AmazonLinux.of(base.name());
      SymbolVersions versions =
          linux.isPresent()
              ? linux.get().distribution().versions()
              : subject
                  .baseFiles(findings)
                  .map(BaseFiles::symbolVersions)
                  .orElse(SymbolVersions.NONE);
      return new BaseLibraries(EnumSet.of(Libc.GLIBC), versions, true);
    }
    BaseFiles files = subject.baseFiles();
    Set<Libc> kinds = EnumSet.noneOf(Libc.class);
    if (files.any(path -> path.contains("/ld-linux"))) {
      kinds.add(Libc.GLIBC);
    }
    if (files.any(path -> path.contains("/ld-musl-"))) {
      kinds.add(Libc.MUSL);
    }
    return new BaseLibraries(
        kinds,
        files.symbolVersions(),
        files.any(path -> path.endsWith("/" + SymbolVersion.CPP_LIBRARY)));
  }
}
