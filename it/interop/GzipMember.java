import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Prints, for each file named, {@code sha256:<digest> <size>} of what it is compressed of; ends with
 * an error unless each is one gzip member with nothing behind it. {@code gzip} itself joins members
 * silently, and Lambda's own unpacker is not there to be asked.
 */
public final class GzipMember {
  /** RFC 1952: magic, deflate, and a header without optional fields has ten bytes. */
  private static final int HEADER = 10;

  private static final int TRAILER = 8;

  public static void main(String[] files) throws Exception {
    for (String file : files) {
      System.out.println(contentsOf(Path.of(file)));
    }
  }

  private static String contentsOf(Path file)
      throws IOException, DataFormatException, NoSuchAlgorithmException {
    ByteBuffer gzip =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    expect(file, "magic number and method", 0x08_8b1f, gzip.getInt(0) & 0xff_ffff);
    expect(file, "header flags", 0, gzip.get(3));
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    CRC32 crc = new CRC32();
    Inflater inflater = new Inflater(true);
    inflater.setInput(gzip.slice(HEADER, gzip.capacity() - HEADER));
    byte[] buffer = new byte[1 << 16];
    while (!inflater.finished()) {
      int length = inflater.inflate(buffer);
      if (length == 0 && !inflater.finished()) {
        throw new IOException(file + ": the member is cut off");
      }
      digest.update(buffer, 0, length);
      crc.update(buffer, 0, length);
    }
    int end = HEADER + Math.toIntExact(inflater.getBytesRead());
    expect(file, "bytes behind the member", 0, gzip.capacity() - end - TRAILER);
    expect(file, "CRC", (int) crc.getValue(), gzip.getInt(end));
    expect(file, "size", (int) inflater.getBytesWritten(), gzip.getInt(end + 4));
    return "sha256:%s %d"
        .formatted(HexFormat.of().formatHex(digest.digest()), inflater.getBytesWritten());
  }

  private static void expect(Path file, String what, int expected, int got) throws IOException {
    if (expected != got) {
      throw new IOException("%s: %s: expected %d, got %d".formatted(file, what, expected, got));
    }
  }
}
