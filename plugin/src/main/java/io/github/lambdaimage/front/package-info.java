/**
 * What stands before a web function on AWS: API Gateway, a function URL or a load balancer.
 * Requests become the event that it would send, and what the function returns becomes the response
 * that it would make of it. Pure: no socket, no function.
 */
@NullMarked
package io.github.lambdaimage.front;

import org.jspecify.annotations.NullMarked;
