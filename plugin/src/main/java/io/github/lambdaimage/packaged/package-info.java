/**
 * What a build has packed for Lambda (a zip, a jar or a folder in the form of Lambda's deployment
 * package) as the files of a function: an image has them in layers of their own, which a package in
 * one piece could not share or keep.
 */
@NullMarked
package io.github.lambdaimage.packaged;

import org.jspecify.annotations.NullMarked;
