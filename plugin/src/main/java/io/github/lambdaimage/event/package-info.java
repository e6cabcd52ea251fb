/**
 * What AWS's services send to functions: one sample for each kind of event, with fields that can be
 * set. The samples are resources in plain text; what a service sends encoded (Base64, gzip, JSON in
 * a text) is encoded when the event is made, so that a field inside it can be set.
 */
@NullMarked
package io.github.lambdaimage.event;

import org.jspecify.annotations.NullMarked;
