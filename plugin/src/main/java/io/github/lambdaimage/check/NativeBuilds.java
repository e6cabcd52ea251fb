package io.github.lambdaimage.check;

import io.github.lambdaimage.content.NativeFile;
import io.github.lambdaimage.content.NativeFile.Libc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Builds of one library for one machine and glibc, of which a loader uses one that loads: files of
 * one name in several folders, or {@code libx.so} and {@code libx.nodeps.so} in one.
 */
record NativeBuilds(List<NativeFile> files) {

  /** The library that is beside glibc on every Linux, since glibc needs it to end a thread. */
  private static final String GCC = "libgcc_s.so.1";

  private static final Pattern VARIANT = Pattern.compile("\\.[a-z]+(\\.so)$");

  /** The builds in a group. */
  static List<NativeBuilds> of(NativeGroup group, String machine) {
    Map<String, NativeBuilds> byName = new LinkedHashMap<>();
    for (NativeFile file : group.files(machine)) {
      if (file.libc() != Libc.MUSL) {
        String name = VARIANT.matcher(name(file)).replaceFirst("$1");
        byName.computeIfAbsent(name, it -> new NativeBuilds(new ArrayList<>())).files().add(file);
      }
    }
    return List.copyOf(byName.values());
  }

  /** Whether all of them have a fault. */
  boolean all(Predicate<NativeFile> fault) {
    return files.stream().allMatch(fault);
  }

  NativeFile first() {
    return files.get(0);
  }

  /** Whether every base has a matching one of its own. */
  boolean isOfEveryBase() {
    return name(first()).equals(GCC);
  }

  static String name(NativeFile file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
  }
}
