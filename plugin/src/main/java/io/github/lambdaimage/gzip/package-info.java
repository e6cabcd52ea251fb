/**
 * Makes one gzip member on all cores, with the same bytes on every machine. It is our own because
 * the JDK deflates with whichever zlib it is linked with, and a digest must not depend on that.
 *
 * <p>{@code ParallelGzip} cuts its input into {@code DeflateBlock}s. {@code Prospect} says whether
 * deflating one is worth it; if not, its bytes are stored. Otherwise {@code DeflateEncoder} finds
 * repeated sequences. {@code DynamicBlock} collects these and the bytes between them, up to 2^15
 * tokens, and writes them with two {@code HuffmanCode}s, which {@code CodeLengths} describes
 * before, itself in a third; {@code MatchSymbols} knows the symbols, {@code BitWriter} the bits.
 *
 * <p>Why the lengths of codes always fit, whatever the input:
 *
 * <ul>
 *   <li>There are codes of the longest length L for all symbols: 286 and 30 of at most 2^15, 19 of
 *       at most 2^7.
 *   <li>{@code HuffmanCode.limit} first cuts everything that is deeper than L, which makes the sum
 *       of 2^-length exceed 1. Each step of the first loop lengthens one code by a bit and so makes
 *       the sum smaller, in the end at most 1, because with every code at length L it is below 1:
 *       as long as it exceeds 1, there is a code shorter than L to lengthen.
 *   <li>A step at length d takes 2^-(d+1). All steps are as small as possible: a shorter code is
 *       lengthened only if none of length L-1 is left. If the last step has taken more than
 *       necessary, the second loop shortens codes, from the short ones to the long ones, each only
 *       if the sum stays at most 1. The missing amount is a multiple of 2^-L and below the last
 *       step, and each such step of the first loop has left codes of length d+1 and above behind,
 *       so it ends at exactly 1: inflaters reject a code of which a part is unused.
 *   <li>A single symbol gets a code of one bit, which the format allows for distances; literals
 *       always have at least two symbols, since the end of the block is one of them.
 *   <li>Frequencies are sums of at most 2^15 + 1, and so are the weights of their trees: no {@code
 *       int} overflows.
 * </ul>
 *
 * <p>Why the output never overruns its array: {@code DynamicBlock} computes the bits of its tokens
 * exactly before it writes, and checks {@code BitWriter.fits} for them and for the largest possible
 * description. That is 14 bits, 19 times 3, and for each of 316 lengths a code of at most 7 bits,
 * with extra bits only where one symbol stands for three lengths or more: 2,283 bits, which
 * together with the 15 of the block's end are below {@code HEADER_BYTES} = 400 bytes.
 */
@NullMarked
package io.github.lambdaimage.gzip;

import org.jspecify.annotations.NullMarked;
