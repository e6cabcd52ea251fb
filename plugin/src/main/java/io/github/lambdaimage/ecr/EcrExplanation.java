package io.github.lambdaimage.ecr;

import io.github.lambdaimage.function.LambdaImageException;
import io.github.lambdaimage.registry.Destination;
import io.github.lambdaimage.registry.RegistryException;
import io.github.lambdaimage.registry.RegistryException.Answer;
import java.util.Optional;

/** What an answer of ECR's registry means, and what helps. */
final class EcrExplanation {

  private final Destination destination;
  private final EcrRegistry registry;

  EcrExplanation(Destination destination, EcrRegistry registry) {
    this.destination = destination;
    this.registry = registry;
  }

  /** The failure when a repository is not there. */
  static LambdaImageException missing(String name, EcrRegistry registry)
      throws LambdaImageException {
    return new LambdaImageException(
        "There is no repository '%s' in Amazon ECR in '%s', in the account that the credentials from %s belong to. %s"
            .formatted(
                name,
                registry.session().region(),
                registry.session().source(),
                howToCreate(name, registry)));
  }

  /** The failure that an answer stands for, with ECR's own cure where it has one. */
  LambdaImageException of(RegistryException e) throws LambdaImageException {
    Answer answer = e.answer();
    if (answer == null) {
      return e;
    }
    String advice =
        switch (answer.status()) {
          case 403 -> denied(answer);
          case 404 ->
              answer.code().equals("NAME_UNKNOWN")
                  ? howToCreate(destination.repository(), registry)
                  : "";
          case 429 ->
              "Amazon ECR takes fewer requests than this account makes: try again in a minute.";
          default -> "";
        };
    return advice.isEmpty() ? e : e.advising(advice);
  }

  private static String howToCreate(String name, EcrRegistry registry) throws LambdaImageException {
    return "Create it with -Dlambda-image.createRepository (<createRepository>true</createRepository>) or with 'aws ecr create-repository --repository-name %s --region %s', or correct <repository> and <region>."
        .formatted(name, registry.session().region());
  }

  private String denied(Answer answer) throws LambdaImageException {
    String allow = AwsExplanation.denied(answer.message());
    if (allow.isEmpty()) {
      allow = "Allow '%s' on '%s' in a policy of the caller.".formatted(action(answer), arn());
    }
    String own = EcrHost.parse(registry.token().registry()).map(EcrHost::account).orElse("");
    Optional<String> wanted = EcrHost.parse(destination.registry()).map(EcrHost::account);
    if (wanted.isPresent() && !own.isEmpty() && !wanted.get().equals(own)) {
      return "The repository is in account '%s', the credentials from %s belong to '%s': use others (<profile>, <roleArn>), or have a policy of the repository let '%s' push. %s"
          .formatted(wanted.get(), registry.session().source(), own, own, allow);
    }
    return "%s The credentials are from %s.".formatted(allow, registry.session().source());
  }

  private String arn() throws LambdaImageException {
    String account = EcrHost.parse(destination.registry()).map(EcrHost::account).orElse("*");
    return "arn:%s:ecr:%s:%s:repository/%s"
        .formatted(
            registry.session().region().metadata() == null
                ? "aws"
                : registry.session().region().metadata().partition().id(),
            registry.session().region(),
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
