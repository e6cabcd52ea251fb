package io.github.lambdaimage.content;

import io.github.lambdaimage.content.NativeFile.Libc;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names in an ELF file that tell for which system and which C library it was linked.
 *
 * @param libraries that it needs, and its interpreter (the loader)
 * @param notes the text in its notes, where systems other than Linux put their names
 */
record LinkedNames(List<String> libraries, String notes) {

  static final LinkedNames NONE = new LinkedNames(List.of(), "");

  private static final Pattern OTHER_SYSTEM =
      Pattern.compile("(?s).*(Android|FreeBSD|NetBSD|OpenBSD|DragonFly)\0.*");

  /** With glibc, only number 6 was ever used on Linux for today's machines. */
  private static final Pattern OTHER_LIBC = Pattern.compile("lib[cm]\\.so\\.(?!6$)\\d.*");

  private static final List<String> OF_ANDROID = List.of("libandroid.so", "liblog.so", "libdl.so");

  /** Whether Linux servers do not load the file although its header looks like it. */
  boolean areOfOtherSystem() {
    return OTHER_SYSTEM.matcher(notes).matches()
        || libraries.stream().anyMatch(it -> OTHER_LIBC.matcher(it).matches())
        || libraries.stream().anyMatch(OF_ANDROID::contains);
  }

  /**
   * The C library. musl's loader treats names such as {@code libc.so.6} as its own, but not that of
   * glibc's loader.
   *
   * @see <a href="https://git.musl-libc.org/cgit/musl/tree/ldso/dynlink.c">load_library</a>
   */
  Libc libc() {
    if (libraries.stream().anyMatch(it -> it.contains("musl") || it.equals("libc.so"))) {
      return Libc.MUSL;
    }
    if (libraries.stream().anyMatch(it -> it.contains("ld-linux") || it.contains("ld64.so"))) {
      return Libc.GLIBC;
    }
    return libraries.contains("libc.so.6") ? Libc.MOSTLY_GLIBC : Libc.ANY;
  }
}
