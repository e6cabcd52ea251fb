package io.github.lambdaimage.packaged;

import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;

/**
 * The files of a package, wherever they are on this machine.
 *
 * @param files by their names in the package, with {@code /}
 * @param executables the names of the executable ones
 */
record PackagedFiles(SortedMap<String, Path> files, Set<String> executables) {}
