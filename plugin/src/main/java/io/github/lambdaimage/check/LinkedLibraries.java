package io.github.lambdaimage.check;

import io.github.lambdaimage.content.NativeFile;
import io.github.lambdaimage.content.NativeFile.Libc;
import io.github.lambdaimage.elf.SymbolVersion;
import io.github.lambdaimage.elf.SymbolVersions;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the base has the C library that native code was linked with. */
final class LinkedLibraries {

  /** The versions of the oldest base in use, CentOS 7: for these, the base need not be read. */
  private static final SymbolVersions EVERYWHERE =
      SymbolVersions.parse("GLIBC_2.17 GLIBCXX_3.4.19 CXXABI_1.3.7");

  private static final String NONE = "has no native code that the base would load";

  private final CheckedFunction subject;
  private final String machine;
  private final Findings findings;
  private final NativeFindings natives;

  LinkedLibraries(CheckedFunction subject, String machine, Findings findings) {
    this.subject = subject;
    this.machine = machine;
    this.findings = findings;
    this.natives = new NativeFindings(findings);
  }

  /** Checks groups that have code for the machine. */
  void inspect(List<NativeGroup> groups) throws LambdaImageException {
    List<NativeGroup> doubtful = new ArrayList<>();
    for (NativeGroup group : groups) {
      if (!loadsEverywhere(group.files(machine))) {
        doubtful.add(group);
      }
    }
    if (doubtful.isEmpty()) {
      return;
    }
    BaseLibraries base;
    try {
      base = BaseLibraries.of(subject, findings);
    } catch (LambdaImageException e) {
      findings.note("Which C library the base has cannot be told: " + e.getMessage());
      return;
    }
    boolean bringsCpp = bringsCpp();
    NewerLibraries newer = new NewerLibraries(subject, base.versions(), machine, bringsCpp);
    for (NativeGroup group : doubtful) {
      List<NativeFile> files = group.files(machine);
      if (!base.kinds().isEmpty() && base.kinds().stream().noneMatch(it -> loads(files, it))) {
        inspectKind(group, files, base.kinds().iterator().next());
      } else if (base.kinds().contains(Libc.GLIBC)) {
        Optional<String> problem = newer.problem(group);
        if (problem.isEmpty() && !base.hasCpp() && !bringsCpp) {
          problem = new MissingCpp(subject, machine).problem(group);
        }
        if (problem.isPresent()) {
          natives.tell(group.owner(files.get(0)), NONE, problem.get());
        } else {
          newer.doubt(group).ifPresent(findings::note);
        }
      }
    }
  }

  private boolean bringsCpp() throws LambdaImageException {
    return subject.parts().get().stream()
        .flatMap(part -> part.facts().natives().stream())
        .anyMatch(
            it ->
                it.machine().equals(machine)
                    && NativeBuilds.name(it).startsWith(SymbolVersion.CPP_LIBRARY));
  }

  /** Whether it loads on every base; AWS's bases have the C++ library, others need not. */
  private boolean loadsEverywhere(List<NativeFile> files) throws LambdaImageException {
    return loads(files, Libc.GLIBC)
        && loads(files, Libc.MUSL)
        && files.stream().allMatch(it -> it.needs().missingFrom(EVERYWHERE).isEmpty())
        && (subject.base().get().isOfAws() || files.stream().noneMatch(it -> it.needs().hasCpp()));
  }

  private void inspectKind(NativeGroup group, List<NativeFile> files, Libc ofBase)
      throws LambdaImageException {
    NativeGroup.Owner owner = group.owner(files.get(0));
    String start =
        "%s has native code for %s (such as '%s'), and the base '%s' has %s"
            .formatted(
                owner.name(),
                files.get(0).libc(),
                files.get(0).path(),
                subject.image().from(),
                ofBase);
    // musl's loader accepts some of them: only a try can tell whether all functions exist.
    if (files.stream().anyMatch(file -> file.libc() == Libc.MOSTLY_GLIBC)) {
      findings.note(start + ", which loads some of such files, not all. Try it there.");
    } else {
      natives.tell(
          owner,
          NONE,
          start
              + ": it would fail with UnsatisfiedLinkError. Take a version that is made for %s, or a base with %s."
                  .formatted(ofBase, files.get(0).libc()));
    }
  }

  private static boolean loads(List<NativeFile> files, Libc ofBase) {
    return files.stream()
        .map(NativeFile::libc)
        .anyMatch(
            it ->
                it == ofBase
                    || it == Libc.ANY
                    || (it == Libc.MOSTLY_GLIBC && ofBase == Libc.GLIBC));
  }
}
