package com.example.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/** {@code cdk deploy [-c image=<image.properties>]}. */
public final class PriceOrderApp {

  private PriceOrderApp() {}

  public static void main(String[] arguments) throws IOException {
    App app = new App();
    Object file =
        Objects.requireNonNullElse(
            app.getNode().tryGetContext("image"), "../../target/lambda-image/image.properties");
    PublishedImage image = PublishedImage.read(Path.of(file.toString()));
    // The function has to be in the repository's region, if not in its account.
    Environment where = Environment.builder().region(image.region()).build();
    new PriceOrderStack(app, image, StackProps.builder().env(where).build());
    app.synth();
  }
}
