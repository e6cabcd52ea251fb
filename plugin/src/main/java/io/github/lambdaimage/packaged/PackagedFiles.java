package io.github.lambdaimage.packaged;

import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;

/**
 * The files of a package, wherever they lie on this machine.
 *
 * @param files by their names in the package, {@code /} between the parts
 * @param executables the names of those that are programs
 */
record PackagedFiles(SortedMap<String, Path> files, Set<String> executables) {}
