package io.github.lambdaimage.ecr;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.registry.RegistryException;
import io.github.lambdaimage.registry.RegistryException.Answer;
import io.github.lambdaimage.registry.RegistryHost;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.PartitionMetadata;

/** What an answer of ECR's registry means, and what helps. */
final class EcrExplanation {

  /** The registry's code for a missing repository. */
  static final String NAME_UNKNOWN = "NAME_UNKNOWN";

  private static final Set<String> PLAIN = Set.of(NAME_UNKNOWN, "TAG_INVALID");

  private static final Pattern REPOSITORY =
      Pattern.compile("/v2/(.+)/(?:blobs|manifests|referrers)/");

  private final AwsSession session;
  private final EcrToken token;

  EcrExplanation(AwsSession session, EcrToken token) {
    this.session = session;
    this.token = token;
  }

  /** The failure if a repository is missing, and pushing did not create it. */
  static LambdaImageException missing(String name, AwsSession session, RegistryException refusal) {
    return new LambdaImageException(
        "There is no repository '%s' in Amazon ECR in '%s', in the account that the credentials from %s belong to, and no creation template there creates it on push. %s"
            .formatted(name, session.region(), session.source(), howToCreate(name, session)),
        refusal);
  }

  /** The failure of an answer, with ECR's own advice if there is any. */
  LambdaImageException of(RegistryException e) {
    Answer answer = e.answer();
    if (answer == null) {
      return e;
    }
    String hidden = hidden(answer);
    // An answer that names the missing permission is reported first, whoever needs it.
    boolean ownToo = hidden.isEmpty() || !AwsExplanation.denied(answer.message()).isEmpty();
    String advice = ((ownToo ? own(answer) : "") + " " + hidden).strip();
    return advice.isEmpty() ? e : e.advising(advice);
  }

  private String own(Answer answer) {
    return switch (answer.status()) {
      case 400 ->
          answer.code().equals("TAG_INVALID") && SnapshotTags.includes(tag(answer))
              ? SnapshotTags.cure()
              : AwsExplanation.denied(answer.message());
      case 403 -> denied(answer);
      case 404 -> answer.code().equals(NAME_UNKNOWN) ? missing(answer) : "";
      case 429 -> "Amazon ECR is throttling this account's requests: try again in a minute.";
      default -> AwsExplanation.denied(answer.message());
    };
  }

  /** What helps if something else than ECR caused its answer; empty otherwise. */
  static String hidden(Answer answer) {
    boolean layerGone =
        answer.status() == 404
            && !answer.code().equals(NAME_UNKNOWN)
            && answer.request().startsWith("GET")
            && answer.request().contains("/blobs/");
    if (layerGone) {
      return HiddenCause.ofArchive(repository(answer));
    }
    // An answer with a code of ECR's own has no other cause; and names are the user's words.
    return PLAIN.contains(answer.code())
        ? ""
        : HiddenCause.advice(
            answer.code(),
            answer.message().replace(repository(answer), "").replace(tag(answer), ""),
            repository(answer));
  }

  private static String tag(Answer answer) {
    return answer.request().substring(answer.request().lastIndexOf('/') + 1);
  }

  private String missing(Answer answer) {
    String name = repository(answer);
    return isForeign(answer)
        ? "The repository is to be in account '%s', the credentials from %s belong to '%s': have it created there, with 'aws ecr create-repository --repository-name %s --region %s' and that account's credentials, or correct <repository>."
            .formatted(
                account(answer.registry()),
                session.source(),
                account(token.registry()),
                name,
                session.region())
        : howToCreate(name, session);
  }

  /** Whether the registry of another account than the caller's own answered. */
  private boolean isForeign(Answer answer) {
    String own = account(token.registry());
    String wanted = account(answer.registry());
    return !wanted.isEmpty() && !own.isEmpty() && !wanted.equals(own);
  }

  private static String howToCreate(String name, AwsSession session) {
    return "Create it with -Dlambda-image.createRepository (<createRepository>true</createRepository>) or with 'aws ecr create-repository --repository-name %s --region %s', or correct <repository> and <region>."
        .formatted(name, session.region());
  }

  private String denied(Answer answer) {
    String allow = AwsExplanation.denied(answer.message());
    if (allow.isEmpty()) {
      allow =
          "Allow '%s' on '%s' in a policy of the caller.".formatted(action(answer), arn(answer));
    }
    if (isForeign(answer)) {
      String own = account(token.registry());
      String wanted = account(answer.registry());
      return "The repository is in account '%s', the credentials from %s belong to '%s': use others (<profile>, <roleArn>), or have a policy of the repository let '%s' in. %s"
          .formatted(wanted, session.source(), own, own, allow);
    }
    return "%s The credentials are from %s.".formatted(allow, session.source());
  }

  private static String account(RegistryHost registry) {
    return EcrHost.parse(registry.canonical()).map(EcrHost::account).orElse("");
  }

  private static String repository(Answer answer) {
    Matcher matcher = REPOSITORY.matcher(answer.request());
    return matcher.find() ? matcher.group(1) : "*";
  }

  private String arn(Answer answer) {
    String account = account(answer.registry());
    return "arn:%s:ecr:%s:%s:repository/%s"
        .formatted(
            PartitionMetadata.of(session.region()).id(),
            session.region(),
            account.isEmpty() ? "*" : account,
            repository(answer));
  }

  /**
   * The permission that a request needs, if the answer does not say: an answer to HEAD has no body.
   */
  private static String action(Answer answer) {
    String request = answer.request();
    // Listing an image's referrers needs the permission to read the image.
    if (request.contains("/manifests/") || request.contains("/referrers/")) {
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
