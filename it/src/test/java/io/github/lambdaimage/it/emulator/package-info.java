/** The plugin's own address, held against what AWS's emulator answers. */
@NullMarked
package io.github.lambdaimage.it.emulator;

import org.jspecify.annotations.NullMarked;
