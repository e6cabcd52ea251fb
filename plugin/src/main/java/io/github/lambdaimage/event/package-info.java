/**
 * What AWS's services send to functions: one sample for each kind of event, with fields that can be
 * set. The samples are resources, as people would write them; what a service sends encoded (Base64,
 * gzip, JSON in a text) is encoded when the event is made, so that a field can be set behind that.
 */
@NullMarked
package io.github.lambdaimage.event;

import org.jspecify.annotations.NullMarked;
