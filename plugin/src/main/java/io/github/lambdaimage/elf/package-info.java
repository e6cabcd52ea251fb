/**
 * ELF, Linux's format of machine code, as far as its headers and tables tell what a file needs and
 * provides: the function's files and the base's libraries are both read with it.
 */
@NullMarked
package io.github.lambdaimage.elf;

import org.jspecify.annotations.NullMarked;
