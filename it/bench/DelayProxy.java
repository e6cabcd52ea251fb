import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A network of a given latency between two loopback ports: {@code DelayProxy <port> <target port>
 * <milliseconds in each direction>}.
 *
 * <p>Modelled: each byte, and the end of a stream, arrives so much later; a connection costs a round
 * trip more, which its first bytes wait for because connecting on loopback itself takes no time. Not
 * modelled: bandwidth, slow start and windows (whatever is sent at once arrives at once, however much
 * it is), jitter, loss.
 */
final class DelayProxy {

  /** No data: the end of the stream. */
  private record Chunk(byte[] data, long due) {}

  /** One direction of a connection. A reader and a writer: nothing waits for what is on its way. */
  private record Direction(Socket from, Socket to, BlockingQueue<Chunk> underway) {

    void start(long delay, long extraForFirst) {
      daemon(() -> read(delay, extraForFirst));
      daemon(this::write);
    }

    private void read(long delay, long extraForFirst) throws IOException {
      byte[] buffer = new byte[64 * 1024];
      long extra = extraForFirst;
      try {
        InputStream in = from.getInputStream();
        for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
          underway.add(new Chunk(Arrays.copyOf(buffer, read), System.nanoTime() + delay + extra));
          // What comes later waits in the queue behind the first bytes, and no longer.
          extra = 0;
        }
      } finally {
        underway.add(new Chunk(new byte[0], System.nanoTime() + delay));
      }
    }

    private void write() throws IOException, InterruptedException {
      boolean ended = false;
      try {
        OutputStream out = to.getOutputStream();
        for (Chunk chunk = next(); chunk.data().length > 0; chunk = next()) {
          out.write(chunk.data());
        }
        to.shutdownOutput();
        ended = true;
      } finally {
        // The other direction may still have something to say.
        if (!ended || from.isOutputShutdown()) {
          from.close();
          to.close();
        }
      }
    }

    private Chunk next() throws InterruptedException {
      Chunk chunk = underway.take();
      TimeUnit.NANOSECONDS.sleep(chunk.due() - System.nanoTime());
      return chunk;
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    int target = Integer.parseInt(arguments[1]);
    long delay = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[2]));
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (ServerSocket server = new ServerSocket(port, 50, loopback)) {
      while (true) {
        Socket client = server.accept();
        Socket registry = new Socket(loopback, target);
        client.setTcpNoDelay(true);
        registry.setTcpNoDelay(true);
        new Direction(client, registry, new LinkedBlockingQueue<>()).start(delay, 2 * delay);
        new Direction(registry, client, new LinkedBlockingQueue<>()).start(delay, 0);
      }
    }
  }

  /** A connection that breaks is its two ends' business. */
  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException e) {
                return;
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
