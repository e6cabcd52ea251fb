package io.github.lambdaimage.standin.ecr;

import io.github.lambdaimage.standin.registry.Endpoint;
import io.github.lambdaimage.standin.registry.Request;
import io.github.lambdaimage.standin.registry.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** SSO's GetRoleCredentials: credentials of a role, for whoever has logged in. */
final class SsoPortal implements Endpoint {

  static final String PATH = "/federation/credentials";

  private final List<String> secrets = new CopyOnWriteArrayList<>();

  @Override
  public Response answer(Request request) {
    if (request.header("x-amz-sso_bearer_token").isEmpty()) {
      return AwsApi.json(
          401,
          "{\"__type\":\"UnauthorizedException\",\"message\":\"Session token not found or invalid\"}");
    }
    String key = "ASIASSO" + random().substring(0, 13).toUpperCase(Locale.ROOT);
    String secret = "secret" + random();
    String session = "session" + random();
    secrets.add(secret);
    secrets.add(session);
    return AwsApi.json(
        200,
        """
        {"roleCredentials": {"accessKeyId": "%s", "secretAccessKey": "%s", "sessionToken": "%s", "expiration": %s}}"""
            .formatted(
                key, secret, session, Instant.now().plus(Duration.ofHours(1)).toEpochMilli()));
  }

  /** What must be in no log. */
  List<String> secrets() {
    return List.copyOf(secrets);
  }

  private static String random() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
