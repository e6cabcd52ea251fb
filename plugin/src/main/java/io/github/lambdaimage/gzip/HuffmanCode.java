package io.github.lambdaimage.gzip;

import java.util.Arrays;

/**
 * A prefix code with codes of limited length, shorter for more frequent symbols, as deflate uses
 * them (RFC 1951, 3.2.2).
 */
final class HuffmanCode {

  private static final int SYMBOL_BITS = 16;
  private static final int SYMBOL = (1 << SYMBOL_BITS) - 1;

  private final int longest;
  private final int[] lengths;
  private final int[] codes;
  private final long[] byFrequency;
  private final int[] weights;
  private final int[] parents;

  HuffmanCode(int symbols, int longest) {
    this.longest = longest;
    this.lengths = new int[symbols];
    this.codes = new int[symbols];
    this.byFrequency = new long[symbols];
    this.weights = new int[2 * symbols];
    this.parents = new int[2 * symbols];
  }

  /** The number of bits of a symbol's code; 0 if the symbol does not occur. */
  int length(int symbol) {
    return lengths[symbol];
  }

  /** A symbol's code, its first bit in the lowest place, ready to be written. */
  int code(int symbol) {
    return codes[symbol];
  }

  /** How many symbols to describe, without those at the end that do not occur. */
  int used(int atLeast) {
    int used = lengths.length;
    while (used > atLeast && lengths[used - 1] == 0) {
      used--;
    }
    return used;
  }

  /** Makes the code for these frequencies, at least one of which is above 0. */
  void build(int[] frequencies) {
    Arrays.fill(lengths, 0);
    int leaves = 0;
    for (int symbol = 0; symbol < frequencies.length; symbol++) {
      if (frequencies[symbol] > 0) {
        byFrequency[leaves++] = ((long) frequencies[symbol] << SYMBOL_BITS) | symbol;
      }
    }
    // The symbol is part of the key, so that equal frequencies have the same order everywhere.
    Arrays.sort(byFrequency, 0, leaves);
    int[] lengthCounts = leaves == 1 ? new int[] {0, 1} : limit(depths(leaves));
    int next = 0;
    for (int length = lengthCounts.length - 1; length > 0; length--) {
      for (int i = 0; i < lengthCounts[length]; i++) {
        lengths[(int) byFrequency[next++] & SYMBOL] = length;
      }
    }
    assignCodes();
  }

  /** The number of leaves of the Huffman tree at each depth. */
  private int[] depths(int leaves) {
    for (int i = 0; i < leaves; i++) {
      weights[i] = (int) (byFrequency[i] >>> SYMBOL_BITS);
    }
    int root = 2 * leaves - 2;
    int leaf = 0;
    int inner = leaves;
    for (int node = leaves; node <= root; node++) {
      weights[node] = 0;
      for (int child = 0; child < 2; child++) {
        boolean leafIsLighter = leaf < leaves && (inner == node || weights[leaf] <= weights[inner]);
        int lightest = leafIsLighter ? leaf++ : inner++;
        weights[node] += weights[lightest];
        parents[lightest] = node;
      }
    }
    int[] depth = weights;
    int[] counts = new int[leaves];
    depth[root] = 0;
    for (int node = root - 1; node >= 0; node--) {
      depth[node] = depth[parents[node]] + 1;
      if (node < leaves) {
        counts[depth[node]]++;
      }
    }
    return counts;
  }

  /**
   * Moves leaves that are too deep up, and others down, until every code fits and none is unused:
   * the sum of 2^-length over all symbols is 1.
   */
  private int[] limit(int[] counts) {
    int[] limited = new int[longest + 1];
    long sum = 0;
    for (int depth = 1; depth < counts.length; depth++) {
      limited[Math.min(depth, longest)] += counts[depth];
      sum += (long) counts[depth] << (longest - Math.min(depth, longest));
    }
    long full = 1L << longest;
    while (sum > full) {
      int depth = longest - 1;
      while (limited[depth] == 0) {
        depth--;
      }
      limited[depth]--;
      limited[depth + 1]++;
      sum -= 1L << (longest - depth - 1);
    }
    for (int depth = 2; sum < full; depth++) {
      while (limited[depth] > 0 && sum + (1L << (longest - depth)) <= full) {
        limited[depth]--;
        limited[depth - 1]++;
        sum += 1L << (longest - depth);
      }
    }
    return limited;
  }

  private void assignCodes() {
    int[] next = new int[longest + 2];
    for (int length : lengths) {
      next[length + 1]++;
    }
    next[1] = 0;
    for (int length = 2; length <= longest; length++) {
      next[length] = (next[length - 1] + next[length]) << 1;
    }
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int length = lengths[symbol];
      codes[symbol] = length == 0 ? 0 : Integer.reverse(next[length]++) >>> (Integer.SIZE - length);
    }
  }
}
