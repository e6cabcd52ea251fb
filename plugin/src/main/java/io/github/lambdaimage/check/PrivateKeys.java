package io.github.lambdaimage.check;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * Private keys in Java's keystores, found without the password, if the form of an entry can be
 * read. A keystore with only certificates is not a secret.
 */
final class PrivateKeys {

  private static final int JKS = 0xFEEDFEED;
  private static final int JCEKS = 0xCECECECE;
  private static final int CERTIFICATE = 2;

  /** Begins a sequence in DER, and so a PKCS #12 file. */
  private static final byte SEQUENCE = 0x30;

  /** The types of PKCS #12 bags with a plain and with an encrypted key (RFC 7292). */
  private static final List<String> KEY_BAGS =
      List.of(identifier("060b2a864886f70d010c0a0101"), identifier("060b2a864886f70d010c0a0102"));

  private PrivateKeys() {}

  /**
   * Whether a file is a keystore with a key.
   *
   * @param content its bytes, each as a character
   */
  static boolean in(String content, byte[] bytes) {
    if (bytes.length > 0 && bytes[0] == SEQUENCE) {
      return KEY_BAGS.stream().anyMatch(content::contains);
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int magic = in.readInt();
      return (magic == JKS || magic == JCEKS) && hasKey(in);
    } catch (IOException e) {
      // It is too short, or cut off.
      return false;
    }
  }

  private static String identifier(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
  }

  private static boolean hasKey(DataInputStream in) throws IOException {
    int version = in.readInt();
    for (int left = in.readInt(); left > 0; left--) {
      if (in.readInt() != CERTIFICATE) {
        return true;
      }
      in.readUTF();
      in.readLong();
      if (version > 1) {
        in.readUTF();
      }
      in.skipNBytes(in.readInt());
    }
    return false;
  }
}
