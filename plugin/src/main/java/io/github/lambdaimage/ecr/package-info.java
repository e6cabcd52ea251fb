/**
 * Amazon ECR: who may push, where to, and what its answers mean. A package of its own, and the only
 * one that knows the AWS SDK, so that nobody who pushes elsewhere loads or waits for it.
 */
@NullMarked
package io.github.lambdaimage.ecr;

import org.jspecify.annotations.NullMarked;
