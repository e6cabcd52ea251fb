package io.github.lambdaimage.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The TCP connections of a process of this machine, as Linux reports them.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">/proc/net/tcp</a>
 */
final class OpenConnections {

  private static final String ESTABLISHED = "01";
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final int WORD = 4;

  private OpenConnections() {}

  /** The remote addresses, {@code 10.0.0.7:5432} each; empty if Linux does not tell. */
  static List<String> of(long pid) {
    return of(Path.of("/proc", Long.toString(pid)));
  }

  static List<String> of(Path process) {
    Set<String> inodes = inodes(process.resolve("fd"));
    List<String> ends = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      try {
        for (String line : Files.readAllLines(process.resolve("net").resolve(table))) {
          String[] fields = line.strip().split("\\s+", -1);
          if (fields.length > INODE
              && fields[STATE].equals(ESTABLISHED)
              && inodes.contains(fields[INODE])) {
            ends.add(address(fields[REMOTE]));
          }
        }
      } catch (IOException e) {
        // It has ended, or belongs to another user.
      }
    }
    return ends;
  }

  private static Set<String> inodes(Path descriptors) {
    Set<String> inodes = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(descriptors)) {
      for (Path file : files) {
        String target = Files.readSymbolicLink(file).toString();
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    } catch (IOException e) {
      // As above.
    }
    return inodes;
  }

  /** An address; the kernel writes each four-byte word in this machine's byte order: reversed. */
  private static String address(String field) throws UnknownHostException {
    int colon = field.indexOf(':');
    byte[] words = HexFormat.of().parseHex(field.substring(0, colon));
    byte[] address = new byte[words.length];
    for (int i = 0; i < words.length; i++) {
      address[i] = words[i / WORD * WORD + WORD - 1 - i % WORD];
    }
    int port = Integer.parseInt(field.substring(colon + 1), 16);
    String host = InetAddress.getByAddress(address).getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
