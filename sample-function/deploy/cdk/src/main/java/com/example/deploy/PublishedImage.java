package com.example.deploy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image in Amazon ECR, as {@code lambda-image:push} has noted it down.
 *
 * @param account the owner of the repository
 * @param digest such as {@code sha256:…}
 * @param architecture {@code arm64} or {@code x86_64}
 */
record PublishedImage(
    String account, String region, String repository, String digest, String architecture) {

  private static final Pattern REGISTRY =
      Pattern.compile("(\\d{12})\\.dkr[.-]ecr\\.([a-z0-9-]+)\\..+");

  /** Reads {@code target/lambda-image/image.properties}. */
  static PublishedImage read(Path file) throws IOException {
    Properties image = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      image.load(reader);
    }
    Matcher registry = REGISTRY.matcher(image.getProperty("registry", ""));
    if (!registry.matches()) {
      throw new IllegalArgumentException(
          "'" + file + "' names no image in Amazon ECR. Run 'mvn lambda-image:push' first.");
    }
    return new PublishedImage(
        registry.group(1),
        registry.group(2),
        image.getProperty("repository"),
        image.getProperty("digest"),
        image.getProperty("architecture"));
  }
}
