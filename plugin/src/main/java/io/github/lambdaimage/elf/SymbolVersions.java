package io.github.lambdaimage.elf;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The highest versions of glibc and libstdc++ that a file needs, or that a library or a base has.
 *
 * @param highest by the library
 */
public record SymbolVersions(SortedMap<String, SymbolVersion> highest) {

  /** No version of either library. */
  public static final SymbolVersions NONE = of(List.of());

  private static final SymbolVersion WITH_RELATIVE_RELOCATIONS =
      new SymbolVersion(SymbolVersion.GLIBC, List.of(2, 36));

  /** The highest of some names; names of other libraries are ignored. */
  static SymbolVersions of(Collection<String> names) {
    SortedMap<String, SymbolVersion> highest = new TreeMap<>();
    for (String name : names) {
      SymbolVersion.of(name).ifPresent(it -> add(it, highest));
    }
    return new SymbolVersions(highest);
  }

  /** Parses the text of {@link #toString}: names separated by a space. */
  public static SymbolVersions parse(String text) {
    return text.isEmpty() ? NONE : of(Arrays.asList(text.split(" ", -1)));
  }

  /** The higher version of both, for each library. */
  public SymbolVersions plus(SymbolVersions other) {
    SortedMap<String, SymbolVersion> both = new TreeMap<>(highest);
    other.highest.values().forEach(it -> add(it, both));
    return new SymbolVersions(both);
  }

  private static void add(SymbolVersion version, SortedMap<String, SymbolVersion> highest) {
    SymbolVersion known = highest.get(version.library());
    if (known == null || known.compareTo(version) < 0) {
      highest.put(version.library(), version);
    }
  }

  /** The version of a library, such as {@link SymbolVersion#GLIBC}. */
  public Optional<SymbolVersion> of(String library) {
    return Optional.ofNullable(highest.get(library));
  }

  /**
   * A version that a file with these needs, and that a base lacks. If the base does not have the
   * library, it may come from elsewhere, and is not reported.
   */
  public Optional<SymbolVersion> missingFrom(SymbolVersions base) {
    for (SymbolVersion needed : highest.values()) {
      if (base.lacks(needed)) {
        return Optional.of(needed);
      }
    }
    return Optional.empty();
  }

  private boolean lacks(SymbolVersion needed) {
    if (needed.library().equals(SymbolVersion.RELATIVE_RELOCATIONS)) {
      return of(needed.library()).isEmpty() && lacks(WITH_RELATIVE_RELOCATIONS);
    }
    Optional<SymbolVersion> there = of(needed.library());
    return there.isPresent() && there.get().compareTo(needed) < 0;
  }

  /** Whether libstdc++ is among the libraries. */
  public boolean hasCpp() {
    return highest.values().stream().anyMatch(SymbolVersion::isOfCpp);
  }

  /** Only the versions of glibc. */
  public SymbolVersions withoutCpp() {
    SortedMap<String, SymbolVersion> rest = new TreeMap<>(highest);
    rest.values().removeIf(SymbolVersion::isOfCpp);
    return new SymbolVersions(rest);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    highest.values().forEach(it -> text.append(text.isEmpty() ? "" : " ").append(it));
    return text.toString();
  }
}
