/**
 * What a build has packed for Lambda (a zip, a jar or a folder in the form of Lambda's deployment
 * package) as the files of a function: an image has them in separate layers, which can be shared
 * and cached better than one package.
 */
@NullMarked
package io.github.lambdaimage.packaged;

import org.jspecify.annotations.NullMarked;
