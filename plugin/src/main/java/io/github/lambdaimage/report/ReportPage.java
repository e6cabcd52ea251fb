package io.github.lambdaimage.report;

import io.github.lambdaimage.cache.AtomicFile;
import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.FunctionImage;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.image.ImageSummary;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.ImageManifest;
import io.github.lambdaimage.oci.ImageName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The page about an image.
 *
 * @param html the complete page
 */
public record ReportPage(String html) {

  private static final String FILE = "report.html";

  /**
   * Writes the page about an image that was built, unless it is there: one of another image has
   * been deleted.
   *
   * @throws LambdaImageException when it cannot be made or written
   */
  public static void complete(Assembly assembly) throws LambdaImageException {
    if (!isIn(assembly.layout().directory())) {
      write(assembly, assembly.layout());
    }
  }

  /**
   * Writes the page about an image that was published, unless it is there and says so already.
   *
   * @param layout that the publication is recorded in
   * @throws LambdaImageException when it cannot be made or written
   */
  public static void complete(Assembly assembly, ImageLayout layout) throws LambdaImageException {
    if (layout != assembly.layout() || !isIn(layout.directory())) {
      write(assembly, layout);
    }
  }

  private static boolean isIn(Path directory) {
    return Files.exists(directory.resolve(FILE));
  }

  private static void write(Assembly assembly, ImageLayout layout) throws LambdaImageException {
    FunctionImage image = assembly.image();
    if (image != null) {
      of(image, assembly, layout.summary()).write(layout.directory());
    }
  }

  /**
   * Deletes the page about another image than the one that is in the directory now.
   *
   * @throws LambdaImageException when it cannot be deleted
   */
  public static void delete(Path directory) throws LambdaImageException {
    try {
      Files.deleteIfExists(directory.resolve(FILE));
    } catch (IOException e) {
      throw notWritten(directory, e);
    }
  }

  /**
   * Makes the page.
   *
   * @param image that was requested
   * @param assembly the result of building it
   * @param summary the image as it is now, which may have been published since
   * @throws LambdaImageException when the image, or a jar of it, can no longer be read
   */
  public static ReportPage of(FunctionImage image, Assembly assembly, ImageSummary summary)
      throws LambdaImageException {
    byte[] document = assembly.layout().manifest();
    ImageManifest manifest = ImageManifest.parse(document);
    int documents = document.length + (int) manifest.config().size();
    return new ReportPage(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <header>
        <h1>%s</h1>
        <p>%s on %s</p>
        <p class="digest">%s</p>
        </header>
        <main>
        %s</main>
        </body>
        </html>
        """
            .formatted(
                Html.text(summary.title()),
                style(),
                Html.name(summary.title()),
                Html.text(summary.architecture()),
                Html.code(summary.base().text()) + copied(summary),
                Html.code(summary.digest()),
                LayerSection.of(summary, manifest)
                    + ChangeSection.of(assembly, summary, manifest, documents)
                    + CheckSection.of(summary.checks())
                    + JarSection.of(image.layers())
                    + CommandSection.of(summary)));
  }

  private static String copied(ImageSummary summary) {
    StringBuilder copied = new StringBuilder();
    for (ImageName image : summary.copied()) {
      copied.append(copied.isEmpty() ? ", with files of " : ", ").append(Html.code(image.text()));
    }
    return copied.toString();
  }

  /**
   * Writes the page.
   *
   * @throws LambdaImageException when it cannot be written
   */
  public void write(Path directory) throws LambdaImageException {
    try {
      AtomicFile.write(directory.resolve(FILE), html.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw notWritten(directory, e);
    }
  }

  private static LambdaImageException notWritten(Path directory, IOException e) {
    return new LambdaImageException(
        "The page '%s' could not be written: %s. The image is there nevertheless."
            .formatted(directory.resolve(FILE), FailureReason.of(e)),
        e);
  }

  private static String style() {
    try (InputStream in =
        Objects.requireNonNull(ReportPage.class.getResourceAsStream("report.css"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("A file of the plugin's own jar", e);
    }
  }
}
