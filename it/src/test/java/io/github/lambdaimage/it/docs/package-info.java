/** What the documentation says is checked here against what it speaks of. */
@NullMarked
package io.github.lambdaimage.it.docs;

import org.jspecify.annotations.NullMarked;
