package io.github.lambdaimage.ecr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The SDK's settings for a test: none of those that the machine has, and no instance to ask. */
final class AwsSettings implements AutoCloseable {

  private final Properties before = (Properties) System.getProperties().clone();
  private final Path config;

  AwsSettings(Path folder) {
    config = folder.resolve("config");
    set("aws.configFile", config.toString());
    set("aws.sharedCredentialsFile", folder.resolve("credentials").toString());
    set("aws.disableEc2Metadata", "true");
    // An empty property hides the variable of the environment, and counts as none.
    for (String name :
        new String[] {
          "aws.accessKeyId",
          "aws.secretAccessKey",
          "aws.profile",
          "aws.webIdentityTokenFile",
          "aws.containerCredentialsPath",
          "aws.containerCredentialsFullUri"
        }) {
      set(name, "");
    }
  }

  AwsSettings set(String name, String value) {
    System.setProperty(name, value);
    return this;
  }

  /** Credentials as from the environment. */
  AwsSettings withKey() {
    return set("aws.accessKeyId", "AKIAENV").set("aws.secretAccessKey", "secret");
  }

  AwsSettings withProfiles(String text) throws IOException {
    Files.writeString(config, text);
    return this;
  }

  @Override
  public void close() {
    System.setProperties(before);
  }
}
