package io.github.lambdaimage.ecr;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** A session of the profile {@code ci}, with fixed credentials. */
final class TestSession {

  private TestSession() {}

  static AwsSession in(String region) {
    return new AwsSession(
        Region.of(region),
        "the profile 'ci'",
        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret")),
        UrlConnectionHttpClient.create());
  }
}
