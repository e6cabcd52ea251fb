/**
 * Amazon ECR inside this process: its API and a registry that behaves as ECR's does, errors in the
 * words of the real service included, so that no test and no demo needs an AWS account.
 */
@NullMarked
package io.github.lambdaimage.standin.ecr;

import org.jspecify.annotations.NullMarked;
