/**
 * ELF, Linux's format of machine code, as far as its headers and tables tell what a file needs and
 * what it has to give: both the function's files and the base's libraries are in it.
 */
@NullMarked
package io.github.lambdaimage.elf;

import org.jspecify.annotations.NullMarked;
