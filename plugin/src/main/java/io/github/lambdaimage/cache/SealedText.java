package io.github.lambdaimage.cache;

import io.github.lambdaimage.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text for a file, with its kind on the first line and a digest of everything before on the last: a
 * file that is damaged, cut off, or written by another version of the plugin is not read at all.
 */
public final class SealedText {

  private static final int SEAL = 64;

  private final String heading;

  private SealedText(String heading) {
    this.heading = heading;
  }

  /**
   * A kind of text.
   *
   * @param what kind and form it is: change it with every change of the form
   */
  public static SealedText of(PluginVersion version, String what) {
    return new SealedText("lambda-image " + version.text() + ' ' + what + '\n');
  }

  /** The file of a text. */
  public byte[] seal(String text) {
    byte[] content = (heading + text + '\n').getBytes(StandardCharsets.UTF_8);
    byte[] file = Arrays.copyOf(content, content.length + SEAL);
    byte[] seal = Digest.of(content).hex().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(seal, 0, file, content.length, SEAL);
    return file;
  }

  /** The text of a file, or {@code null} if {@link #seal} did not write it. */
  public @Nullable String open(byte[] file) {
    if (file.length <= SEAL) {
      return null;
    }
    byte[] content = Arrays.copyOf(file, file.length - SEAL);
    String seal = new String(file, content.length, SEAL, StandardCharsets.US_ASCII);
    String text = new String(content, StandardCharsets.UTF_8);
    return Digest.of(content).hex().equals(seal) && text.startsWith(heading)
        ? text.substring(heading.length(), text.length() - 1)
        : null;
  }
}
