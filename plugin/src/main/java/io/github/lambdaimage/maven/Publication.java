package io.github.lambdaimage.maven;

import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.ImageSummary;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.Attaching;
import io.github.lambdaimage.registry.PublishedImage;
import io.github.lambdaimage.registry.PushTarget;
import io.github.lambdaimage.report.ReportPage;
import java.util.Properties;

/** Publishes an image, and tells people, later goals and the report where it is. */
final class Publication {

  private final Properties properties;
  private final GoalReport report;

  /**
   * A publication.
   *
   * @param properties of the project, for later goals
   */
  Publication(Properties properties, GoalReport report) {
    this.properties = properties;
    this.report = report;
  }

  PublishedImage of(Assembly assembly, Attaching attaching, PushTarget target)
      throws LambdaImageException {
    PublishedImage published = target.publish(assembly.layout(), attaching);
    ImageSummary summary = published.layout().summary();
    properties.setProperty("lambda-image.uri", String.valueOf(summary.imageUri()));
    properties.setProperty("lambda-image.digest", summary.digest().toString());
    report.published(assembly, published);
    ReportPage.complete(assembly, published.layout());
    return published;
  }

  /** Leaves the page about an image that was built, but not published. */
  static LambdaImageException failed(Assembly assembly, LambdaImageException failure) {
    try {
      ReportPage.complete(assembly);
    } catch (LambdaImageException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
