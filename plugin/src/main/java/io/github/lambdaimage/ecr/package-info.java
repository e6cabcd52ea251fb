/**
 * Amazon ECR: who may push, where to, and what its answers mean. It is a package of its own, and
 * the only one that knows the AWS SDK, so that pushes elsewhere do not load it or wait for it.
 */
@NullMarked
package io.github.lambdaimage.ecr;

import org.jspecify.annotations.NullMarked;
