package io.github.lambdaimage.standin.ecr;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which calls are refused, and why. */
final class Refusals {

  private final Account account;
  private final Set<String> denied;
  private final Map<String, Integer> throttled;

  /**
   * Refuses these operations.
   *
   * @param throttled how many calls of an operation are too many, before one gets through
   */
  Refusals(Account account, Set<String> denied, Map<String, Integer> throttled) {
    this.account = account;
    this.denied = Set.copyOf(denied);
    this.throttled = new ConcurrentHashMap<>(throttled);
  }

  void check(ApiCall call) {
    if (throttled.merge(call.operation(), -1, Integer::sum) >= 0) {
      throw new AwsException("ThrottlingException", "Rate exceeded");
    }
    if (denied.contains(call.operation())) {
      String action = (call.isForSts() ? "sts:" : "ecr:") + call.operation();
      throw new AwsException("AccessDeniedException", account.refusal(action, resource(call)));
    }
  }

  private String resource(ApiCall call) {
    if (call.isForSts()) {
      return call.text("RoleArn");
    }
    if (call.operation().equals("GetAuthorizationToken")) {
      return "*";
    }
    String name = call.text("repositoryName");
    return account.arn(name.isEmpty() ? call.body().at("/repositoryNames/0").asText("*") : name);
  }
}
