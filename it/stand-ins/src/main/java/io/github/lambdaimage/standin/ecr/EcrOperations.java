package io.github.lambdaimage.standin.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaimage.standin.registry.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;

/** The operations of ECR's API. */
final class EcrOperations {

  private static final Duration VALID = Duration.ofHours(12);

  private final Account account;
  private final String host;
  private final AuthorizationTokens tokens;
  private final EcrRepositories repositories;
  private final PolicyOperations policies;
  private final Signing signing;

  /**
   * The operations on an account's registry.
   *
   * @param host what {@code proxyEndpoint} and {@code repositoryUri} name
   */
  EcrOperations(
      Account account,
      String host,
      AuthorizationTokens tokens,
      EcrRepositories repositories,
      Signing signing) {
    this.account = account;
    this.host = host;
    this.tokens = tokens;
    this.repositories = repositories;
    this.policies = new PolicyOperations(account, repositories);
    this.signing = signing;
  }

  ObjectNode perform(ApiCall call) {
    return switch (call.operation()) {
      case "GetAuthorizationToken" -> authorize();
      case "DescribeRepositories" -> describe(call);
      case "CreateRepository" -> create(call);
      case "DescribeImageSigningStatus" -> {
        // Of one that there is.
        repositories.get(call.text("repositoryName"));
        yield signing.describe(call);
      }
      default -> policies.perform(call);
    };
  }

  private ObjectNode authorize() {
    Credentials credentials = tokens.issue();
    String both = credentials.user() + ":" + credentials.password();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .putArray("authorizationData")
        .addObject()
        .put("authorizationToken", Base64.getEncoder().encodeToString(both.getBytes(UTF_8)))
        .put("expiresAt", Instant.now().plus(VALID).getEpochSecond())
        .put("proxyEndpoint", "https://" + host);
    return answer;
  }

  private ObjectNode describe(ApiCall call) {
    JsonNode names = call.body().path("repositoryNames");
    String registry = call.body().path("registryId").asText(account.id());
    if (!registry.equals(account.id())) {
      // Nobody else has any.
      throw new AwsException(
          "RepositoryNotFoundException",
          "The repository with name '%s' does not exist in the registry with id '%s'"
              .formatted(names.path(0).asText(), registry));
    }
    Stream<EcrRepository> wanted =
        names.isEmpty()
            ? repositories.all().stream()
            : names.valueStream().map(JsonNode::asText).map(repositories::get);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode found = answer.putArray("repositories");
    wanted.map(this::description).forEach(found::add);
    return answer;
  }

  private ObjectNode create(ApiCall call) {
    EcrRepository created = repositories.create(call.text("repositoryName"), call.settings());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set("repository", description(created));
    return answer;
  }

  private ObjectNode description(EcrRepository repository) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("repositoryArn", account.arn(repository.name()))
            .put("registryId", account.id())
            .put("repositoryName", repository.name())
            .put("repositoryUri", host + "/" + repository.name())
            .put("createdAt", repository.createdAt().getEpochSecond())
            .put("imageTagMutability", repository.tagMutability());
    json.putObject("encryptionConfiguration").put("encryptionType", "AES256");
    for (String given :
        new String[] {"imageTagMutabilityExclusionFilters", "encryptionConfiguration"}) {
      if (repository.settings().has(given)) {
        json.set(given, repository.settings().get(given));
      }
    }
    return json;
  }
}
