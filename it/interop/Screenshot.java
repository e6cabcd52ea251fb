import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Prints the size of a picture and the colour of its upper left corner. */
public final class Screenshot {

  private static final int RGB = 0xFFFFFF;

  private Screenshot() {}

  /** Argument: the picture's file. */
  public static void main(String[] arguments) throws IOException {
    BufferedImage picture = ImageIO.read(Path.of(arguments[0]).toFile());
    System.out.printf(
        "%dx%d %06x%n",
        picture.getWidth(), picture.getHeight(), picture.getRGB(2, 2) & RGB);
  }
}
