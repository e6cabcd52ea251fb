/**
 * What stands in front of a web function on AWS: API Gateway, a function URL or a load balancer. A
 * request becomes the event that it would send, and the function's response becomes the HTTP
 * response that it would make. Pure functions: no sockets, no invocations.
 */
@NullMarked
package io.github.lambdaimage.front;

import org.jspecify.annotations.NullMarked;
