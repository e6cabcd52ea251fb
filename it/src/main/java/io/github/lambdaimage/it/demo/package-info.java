/** The main job, shown from end to end with nothing but this repository, a JDK and Maven. */
@NullMarked
package io.github.lambdaimage.it.demo;

import org.jspecify.annotations.NullMarked;
