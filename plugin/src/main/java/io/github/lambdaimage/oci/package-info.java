/**
 * The terms of the OCI image specification as values: digest, descriptor, image name, manifest and
 * their JSON, which is also used for events and responses. Nothing here knows where bytes come from
 * or go to.
 */
@NullMarked
package io.github.lambdaimage.oci;

import org.jspecify.annotations.NullMarked;
