package io.github.lambdaimage.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A version of a library's functions, by its name in ELF files: {@code GLIBC_2.34}. A library with
 * this version has all earlier ones too.
 *
 * @param library the part before the number
 * @param numbers empty if the name has none
 */
public record SymbolVersion(String library, List<Integer> numbers)
    implements Comparable<SymbolVersion> {

  /** The C++ library. Under any other name it comes with the file, and has what the file needs. */
  public static final String CPP_LIBRARY = "libstdc++.so.6";

  /** Of glibc. */
  public static final String GLIBC = "GLIBC";

  /** Of libstdc++, the C++ library. */
  public static final String GLIBCXX = "GLIBCXX";

  /** Of libstdc++ too. */
  public static final String CXXABI = "CXXABI";

  /**
   * Of glibc: not for a function, but for a compact form of addresses, which its loader reads since
   * 2.36, and in some distributions earlier.
   *
   * @see <a href="https://sourceware.org/legacy-ml/libc-announce/2022/msg00003.html">glibc 2.36</a>
   */
  public static final String RELATIVE_RELOCATIONS = "GLIBC_ABI_DT_RELR";

  private static final List<String> LIBRARIES = List.of(GLIBC, GLIBCXX, CXXABI);

  private static final int MOST_NUMBERS = 4;
  private static final int MOST_DIGITS = 4;

  /** Parses a name; empty for other libraries, and for names without a number. */
  static Optional<SymbolVersion> of(String name) {
    if (name.equals(RELATIVE_RELOCATIONS)) {
      return Optional.of(new SymbolVersion(name, List.of()));
    }
    int end = name.indexOf('_');
    if (end < 0 || !LIBRARIES.contains(name.substring(0, end))) {
      return Optional.empty();
    }
    String[] parts = name.substring(end + 1).split("\\.", MOST_NUMBERS + 1);
    List<Integer> numbers = new ArrayList<>();
    for (String part : parts) {
      if (!isNumber(part)) {
        return Optional.empty();
      }
      numbers.add(Integer.valueOf(part));
    }
    return numbers.size() > MOST_NUMBERS
        ? Optional.empty()
        : Optional.of(new SymbolVersion(name.substring(0, end), List.copyOf(numbers)));
  }

  /** Whether a name is that of a version of the C++ library. */
  static boolean isOfCpp(String name) {
    return name.startsWith(GLIBCXX) || name.startsWith(CXXABI);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_DIGITS
        && text.chars().allMatch(it -> it >= '0' && it <= '9');
  }

  /** Whether it is of the C++ library. */
  public boolean isOfCpp() {
    return library.equals(GLIBCXX) || library.equals(CXXABI);
  }

  @Override
  public int compareTo(SymbolVersion other) {
    int order = library.compareTo(other.library);
    for (int i = 0; order == 0 && i < Math.min(numbers.size(), other.numbers.size()); i++) {
      order = Integer.compare(numbers.get(i), other.numbers.get(i));
    }
    return order == 0 ? Integer.compare(numbers.size(), other.numbers.size()) : order;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(library);
    for (int i = 0; i < numbers.size(); i++) {
      text.append(i == 0 ? '_' : '.').append(numbers.get(i));
    }
    return text.toString();
  }
}
