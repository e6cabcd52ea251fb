package io.github.lambdaimage.check;

import io.github.lambdaimage.content.NativeFile;
import io.github.lambdaimage.content.NativeFile.Libc;
import io.github.lambdaimage.elf.SymbolVersion;
import io.github.lambdaimage.elf.SymbolVersions;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private static final String CPP = "libstdc++.so.6";

  private final Subject subject;
  private final SymbolVersions ofBase;
  private final String machine;
  private final boolean bringsCpp;

  private NewerLibraries(
      Subject subject, SymbolVersions ofBase, String machine, boolean bringsCpp) {
    this.subject = subject;
    this.ofBase = ofBase;
    this.machine = machine;
    this.bringsCpp = bringsCpp;
  }

  /** With the function's own libstdc++ in it, the base's may not be the one that counts. */
  static NewerLibraries of(Subject subject, BaseLibraries base, String machine)
      throws LambdaImageException {
    boolean bringsCpp =
        subject.parts().get().stream()
            .flatMap(part -> part.facts().natives().stream())
            .anyMatch(it -> it.machine().equals(machine) && name(it).startsWith(CPP));
    return new NewerLibraries(subject, base.versions(), machine, bringsCpp);
  }

  /** What is wrong with a group, if anything is. */
  Optional<String> problem(NativeGroup group) throws LambdaImageException {
    NativeFile worst = null;
    SymbolVersions needed = SymbolVersions.NONE;
    for (List<NativeFile> choices : byName(group)) {
      // Of several builds of one library, the jar takes one that loads.
      if (choices.stream().allMatch(it -> missing(it).isPresent())) {
        NativeFile file = choices.get(0);
        worst = worst == null || isHigher(missing(file), missing(worst)) ? file : worst;
        needed = needed.plus(needs(file));
      }
    }
    return worst == null ? Optional.empty() : Optional.of(message(group, worst, needed));
  }

  private List<List<NativeFile>> byName(NativeGroup group) {
    Map<String, List<NativeFile>> byName = new LinkedHashMap<>();
    for (NativeFile file : group.files(machine)) {
      if (file.libc() != Libc.MUSL) {
        byName.computeIfAbsent(name(file), it -> new ArrayList<>()).add(file);
      }
    }
    return List.copyOf(byName.values());
  }

  private static String name(NativeFile file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
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
    return "%s has native code for a newer Linux: '%s' needs %s, and the %s of the base '%s' ends with %s, so that it would not be loaded (version `%s' not found). %s %s."
        .formatted(
            group.name(),
            file.path(),
            version,
            version.isOfCpp() ? "libstdc++" : "glibc",
            subject.image().from(),
            ofBase.of(version.library()).orElseThrow(),
            version,
            otherBase(needed),
            otherBuild(group));
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

  private static String otherBuild(NativeGroup group) {
    return group.dependency() == null
        ? "build it on a Linux as old as the base's"
        : "take a version of '%s:%s' that is made for an older Linux"
            .formatted(group.dependency().groupId(), group.dependency().artifactId());
  }
}
