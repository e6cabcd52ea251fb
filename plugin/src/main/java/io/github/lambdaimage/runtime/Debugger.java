package io.github.lambdaimage.runtime;

/** A debugger that the function's JVM waits for. */
final class Debugger {

  private Debugger() {}

  /**
   * The JVM's option.
   *
   * @param address to listen on; {@code *} for all
   */
  static String option(String address, int port) {
    return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=" + address + ":" + port;
  }
}
