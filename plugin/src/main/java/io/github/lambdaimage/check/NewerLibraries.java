package io.github.lambdaimage.check;

import io.github.lambdaimage.content.NativeFile;
import io.github.lambdaimage.elf.SymbolVersion;
import io.github.lambdaimage.elf.SymbolVersions;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.Optional;

/**
 * Native code that was linked with a newer glibc or libstdc++ than the base has: the loader refuses
 * it, whether or not it would call what is new.
 *
 * @see <a
 *     href="https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html">the
 *     loader's rule</a>
 */
final class NewerLibraries {

  private final CheckedFunction subject;
  private final SymbolVersions ofBase;
  private final String machine;
  private final boolean bringsCpp;

  /**
   * The check of a function.
   *
   * @param bringsCpp whether the function has a libstdc++ of its own, so that the base's may not be
   *     the one that is used
   */
  NewerLibraries(
      CheckedFunction subject, SymbolVersions ofBase, String machine, boolean bringsCpp) {
    this.subject = subject;
    this.ofBase = ofBase;
    this.machine = machine;
    this.bringsCpp = bringsCpp;
  }

  /** What is wrong with a group, if anything is. */
  Optional<String> problem(NativeGroup group) throws LambdaImageException {
    NativeFile worst = null;
    SymbolVersions needed = SymbolVersions.NONE;
    for (NativeBuilds builds : NativeBuilds.of(group, machine)) {
      if (!builds.isOfEveryBase() && builds.all(it -> missing(it).isPresent())) {
        NativeFile file = builds.first();
        worst = worst == null || isHigher(missing(file), missing(worst)) ? file : worst;
        needed = needed.plus(needs(file));
      }
    }
    return worst == null ? Optional.empty() : Optional.of(message(group, worst, needed));
  }

  /**
   * What may be wrong with a group that has no other fault: it contains a library that the base has
   * too. A loader such as JavaCPP's continues without it, and the base's is used; another may not.
   */
  Optional<String> doubt(NativeGroup group) {
    for (NativeBuilds builds : NativeBuilds.of(group, machine)) {
      NativeFile file = builds.first();
      if (builds.isOfEveryBase() && builds.all(it -> missing(it).isPresent())) {
        return Optional.of(
            "%s brings '%s', which %s. The base has a '%s' of its own, so that the function may well work: try it there."
                .formatted(
                    group.owner(file).name(),
                    file.path(),
                    lack(missing(file).orElseThrow()),
                    NativeBuilds.name(file)));
      }
    }
    return Optional.empty();
  }

  private SymbolVersions needs(NativeFile file) {
    return bringsCpp ? file.needs().withoutCpp() : file.needs();
  }

  private Optional<SymbolVersion> missing(NativeFile file) {
    return needs(file).missingFrom(ofBase);
  }

  private static boolean isHigher(Optional<SymbolVersion> one, Optional<SymbolVersion> other) {
    return one.isPresent() && (other.isEmpty() || one.get().compareTo(other.get()) > 0);
  }

  private String message(NativeGroup group, NativeFile file, SymbolVersions needed)
      throws LambdaImageException {
    SymbolVersion version = missing(file).orElseThrow();
    return "%s has native code for a newer Linux: '%s' %s, so that it would not be loaded (version `%s' not found). %s %s."
        .formatted(
            group.owner(file).name(),
            file.path(),
            lack(version),
            version,
            otherBase(needed),
            otherBuild(group.owner(file)));
  }

  private String lack(SymbolVersion version) {
    return "needs %s, and the %s of the base '%s' ends with %s"
        .formatted(
            version,
            version.isOfCpp() ? "libstdc++" : "glibc",
            subject.image().from(),
            ofBase.of(version.isOfCpp() ? version.library() : SymbolVersion.GLIBC).orElseThrow());
  }

  private String otherBase(SymbolVersions needed) throws LambdaImageException {
    Optional<Distribution> with = Distribution.with(needed);
    if (with.isPresent() && with.get().compareTo(Distribution.AMAZON_LINUX_2023) <= 0) {
      return "Name a base with it in <from>, such as '%s' (%s), or"
          .formatted(
              AmazonLinux.successor(subject.image().from(), subject.hasRuntime()),
              Distribution.AMAZON_LINUX_2023);
    }
    return with.isPresent()
        ? "No base of AWS's has it, but one of %s has: name such a one in <from>%s, or"
            .formatted(
                with.get(),
                subject.hasRuntime()
                    ? ""
                    : ", with <runtimeInterfaceClient>true</runtimeInterfaceClient>")
        : "No base of AWS's has it:";
  }

  private static String otherBuild(NativeGroup.Owner owner) {
    return owner.dependency() == null
        ? "build it on a Linux as old as the base's"
        : "take a version of '%s:%s' that is made for an older Linux"
            .formatted(owner.dependency().groupId(), owner.dependency().artifactId());
  }
}
