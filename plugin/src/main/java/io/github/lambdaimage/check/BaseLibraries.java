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
 * The C library of a base, and its versions.
 *
 * @param kinds none where the base has no loader of either
 * @param versions those of libstdc++ too; none where they cannot be told
 * @param hasCpp whether libstdc++ is there, or may be
 */
record BaseLibraries(Set<Libc> kinds, SymbolVersions versions, boolean hasCpp) {

  /**
   * Those of a base: as the tag says where it is AWS's, else what is in its layers.
   *
   * @throws LambdaImageException when the base's files cannot be had, and nothing is known
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
