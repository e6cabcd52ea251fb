package io.github.lambdaimage.ecr;

import io.github.lambdaimage.function.LambdaImageException;
import io.github.lambdaimage.registry.Destination;
import io.github.lambdaimage.registry.RegistryException;
import io.github.lambdaimage.registry.RegistryException.Answer;
import java.util.Optional;

/** What an answer of ECR's registry means, and what helps. */
final class EcrExplanation {

  private final Destination destination;
  private final AwsSession session;
  private final EcrToken token;

  EcrExplanation(Destination destination, AwsSession session, EcrToken token) {
    this.destination = destination;
    this.session = session;
    this.token = token;
  }

  /** The failure when a repository is not there. */
  static LambdaImageException missing(String name, AwsSession session) {
    return new LambdaImageException(
        "There is no repository '%s' in Amazon ECR in '%s', in the account that the credentials from %s belong to. %s"
            .formatted(name, session.region(), session.source(), howToCreate(name, session)));
  }

  /** The failure that an answer stands for, with ECR's own cure where it has one. */
  LambdaImageException of(RegistryException e) {
    Answer answer = e.answer();
    if (answer == null) {
      return e;
    }
    String advice =
        switch (answer.status()) {
          case 403 -> denied(answer);
          case 404 ->
              answer.code().equals("NAME_UNKNOWN")
                  ? howToCreate(destination.repository(), session)
                  : "";
          case 429 ->
              "Amazon ECR takes fewer requests than this account makes: try again in a minute.";
          default -> "";
        };
    return advice.isEmpty() ? e : e.advising(advice);
  }

  private static String howToCreate(String name, AwsSession session) {
    return "Create it with -Dlambda-image.createRepository (<createRepository>true</createRepository>) or with 'aws ecr create-repository --repository-name %s --region %s', or correct <repository> and <region>."
        .formatted(name, session.region());
  }

  private String denied(Answer answer) {
    String allow = AwsExplanation.denied(answer.message());
    if (allow.isEmpty()) {
      allow = "Allow '%s' on '%s' in a policy of the caller.".formatted(action(answer), arn());
    }
    String own = EcrHost.parse(token.registry()).map(EcrHost::account).orElse("");
    Optional<String> wanted = EcrHost.parse(destination.registry()).map(EcrHost::account);
    if (wanted.isPresent() && !own.isEmpty() && !wanted.get().equals(own)) {
      return "The repository is in account '%s', the credentials from %s belong to '%s': use others (<profile>, <roleArn>), or have a policy of the repository let '%s' push. %s"
          .formatted(wanted.get(), session.source(), own, own, allow);
    }
    return "%s The credentials are from %s.".formatted(allow, session.source());
  }

  private String arn() {
    String account = EcrHost.parse(destination.registry()).map(EcrHost::account).orElse("*");
    return "arn:%s:ecr:%s:%s:repository/%s"
        .formatted(
            session.region().metadata() == null
                ? "aws"
                : session.region().metadata().partition().id(),
            session.region(),
            account,
            destination.repository());
  }

  /** The right that a request needs, where the answer does not say: one to HEAD has no body. */
  private static String action(Answer answer) {
    String request = answer.request();
    if (request.contains("/manifests/")) {
      return request.startsWith("PUT") ? "ecr:PutImage" : "ecr:BatchGetImage";
    }
    if (request.startsWith("HEAD")) {
      return "ecr:BatchCheckLayerAvailability";
    }
    if (request.startsWith("GET")) {
      return "ecr:GetDownloadUrlForLayer";
    }
    return request.startsWith("POST") ? "ecr:InitiateLayerUpload" : "ecr:UploadLayerPart";
  }
}
