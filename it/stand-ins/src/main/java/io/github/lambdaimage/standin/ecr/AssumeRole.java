package io.github.lambdaimage.standin.ecr;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** STS's AssumeRole and AssumeRoleWithWebIdentity: credentials of a role, for whoever asks. */
final class AssumeRole {

  static final String NAME = "AssumeRole";
  static final String WITH_WEB_IDENTITY = "AssumeRoleWithWebIdentity";

  private final List<String> secrets = new CopyOnWriteArrayList<>();

  String perform(ApiCall call) {
    String key = "ASIA" + random().substring(0, 16).toUpperCase(Locale.ROOT);
    String secret = "secret" + random();
    String session = "session" + random();
    secrets.add(secret);
    secrets.add(session);
    return """
    <%8$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
      <%8$sResult>
        <AssumedRoleUser>
          <AssumedRoleId>AROA3XFRBF535EXAMPLE:%1$s</AssumedRoleId>
          <Arn>%2$s/%1$s</Arn>
        </AssumedRoleUser>
        <Credentials>
          <AccessKeyId>%3$s</AccessKeyId>
          <SecretAccessKey>%4$s</SecretAccessKey>
          <SessionToken>%5$s</SessionToken>
          <Expiration>%6$s</Expiration>
        </Credentials>
      </%8$sResult>
      <ResponseMetadata>
        <RequestId>%7$s</RequestId>
      </ResponseMetadata>
    </%8$sResponse>
    """
        .formatted(
            call.text("RoleSessionName"),
            call.text("RoleArn").replace(":iam:", ":sts:").replace(":role/", ":assumed-role/"),
            key,
            secret,
            session,
            Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS),
            UUID.randomUUID(),
            call.operation());
  }

  /** What must be in no log. */
  List<String> secrets() {
    return List.copyOf(secrets);
  }

  private static String random() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
