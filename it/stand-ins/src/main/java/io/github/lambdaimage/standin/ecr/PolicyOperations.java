package io.github.lambdaimage.standin.ecr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The operations of ECR's API on the policies of a repository. */
final class PolicyOperations {

  private final Account account;
  private final EcrRepositories repositories;

  PolicyOperations(Account account, EcrRepositories repositories) {
    this.account = account;
    this.repositories = repositories;
  }

  ObjectNode perform(ApiCall call) {
    String name = call.text("repositoryName");
    return switch (call.operation()) {
      case "SetRepositoryPolicy" -> {
        String text = call.text("policyText");
        repositories.change(name, repository -> repository.withPolicy(text));
        yield policy(name);
      }
      case "PutLifecyclePolicy" -> {
        String text = call.text("lifecyclePolicyText");
        repositories.change(name, repository -> repository.withLifecyclePolicy(text));
        yield lifecyclePolicy(name);
      }
      case "GetRepositoryPolicy" -> policy(name);
      case "GetLifecyclePolicy" -> lifecyclePolicy(name);
      default -> throw new AwsException("UnknownOperationException", call.operation());
    };
  }

  private ObjectNode policy(String name) {
    String text = repositories.get(name).policy();
    return answer(name, "Repository", "policyText", text);
  }

  private ObjectNode lifecyclePolicy(String name) {
    String text = repositories.get(name).lifecyclePolicy();
    return answer(name, "Lifecycle", "lifecyclePolicyText", text);
  }

  private ObjectNode answer(String name, String kind, String field, @Nullable String text) {
    if (text == null) {
      throw new AwsException(
          kind + "PolicyNotFoundException",
          "%s policy does not exist for the repository with name '%s' in the registry with id '%s'"
              .formatted(kind, name, account.id()));
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("registryId", account.id())
        .put("repositoryName", name)
        .put(field, text);
  }
}
