package io.github.lambdaimage.maven;

import io.github.lambdaimage.image.Assembly;
import io.github.lambdaimage.image.ImageSummary;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.PublishedImage;
import io.github.lambdaimage.report.ReportPage;

/** Publishes an image, and tells people, later goals and the report's page where it is. */
final class Publication {

  private final GoalContext context;

  Publication(GoalContext context) {
    this.context = context;
  }

  void of(Assembly assembly, PushTarget target) throws LambdaImageException {
    PublishedImage published = target.publish(assembly.layout());
    ImageSummary summary = published.layout().summary();
    var properties = context.project().getProperties();
    properties.setProperty("lambda-image.uri", String.valueOf(summary.imageUri()));
    properties.setProperty("lambda-image.digest", summary.digest().toString());
    new Report(context.console()).published(assembly, published);
    // Where the image lay there already, the page about it does too.
    if (assembly.image() != null && published.layout() != assembly.layout()) {
      ReportPage.of(assembly.image(), assembly, summary).write(published.layout().directory());
    }
  }
}
