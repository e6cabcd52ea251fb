package io.github.lambdaimage.namespace;

import io.github.lambdaimage.function.Architecture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The smallest program for Linux: it exits with 0. It shows whether this machine runs programs for
 * an architecture, natively or with an emulator.
 */
final class ExitProgram {

  private static final int HEADERS = 64 + 56;
  private static final long ADDRESS = 0x400000;

  private ExitProgram() {}

  /** Its bytes: one segment, including headers, and the call {@code exit(0)}. */
  static byte[] of(Architecture architecture) {
    boolean arm = architecture == Architecture.ARM64;
    byte[] code = HexFormat.of().parseHex(arm ? "a80b80d2000080d2010000d4" : "31ffb83c0000000f05");
    int size = HEADERS + code.length;
    return ByteBuffer.allocate(size)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(HexFormat.of().parseHex("7f454c46020101000000000000000000"))
        .putShort((short) 2)
        .putShort((short) (arm ? 183 : 62))
        .putInt(1)
        .putLong(ADDRESS + HEADERS)
        .putLong(64)
        .putLong(0)
        .putInt(0)
        .putShort((short) 64)
        .putShort((short) 56)
        .putShort((short) 1)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0)
        .putInt(1)
        .putInt(5)
        .putLong(0)
        .putLong(ADDRESS)
        .putLong(ADDRESS)
        .putLong(size)
        .putLong(size)
        .putLong(0x10000)
        .put(code)
        .array();
  }
}
