package io.github.lambdaimage.it.emulator;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Where a function waits until it is let through. It knocks over the network, since that is all
 * that a function has in common with its test in every form: by the address of its Runtime API,
 * which is this machine's wherever the function runs.
 */
public final class BatteryGate implements AutoCloseable {

  private static final String VARIABLE = "BATTERY_GATE";

  private final ServerSocket socket;

  private BatteryGate(ServerSocket socket) {
    this.socket = socket;
  }

  /** A gate at a free port. */
  public static BatteryGate open() throws IOException {
    return new BatteryGate(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
  }

  /** What the function has to know. */
  public Map<String, String> variables() {
    return Map.of(VARIABLE, Integer.toString(socket.getLocalPort()));
  }

  /**
   * Waits until the function is there.
   *
   * @param given up with this: who was asked to come has said something else
   * @return lets the function through, when it is closed
   */
  Closeable await(CompletableFuture<?> given) {
    CompletableFuture<Socket> knock =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return socket.accept();
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    var unused = CompletableFuture.anyOf(knock, given).join();
    return () -> {
      if (knock.isDone()) {
        knock.join().close();
      }
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
