package io.github.lambdaimage.it.ecr;

import io.github.lambdaimage.it.registry.Credentials;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The passwords of ECR's registry: each call of GetAuthorizationToken makes another. */
final class AuthorizationTokens {

  private final List<String> issued = new CopyOnWriteArrayList<>();
  private final Set<String> valid = ConcurrentHashMap.newKeySet();

  Credentials issue() {
    String token = "token-" + UUID.randomUUID();
    issued.add(token);
    valid.add(token);
    return credentials(token);
  }

  boolean isValid(String authorization) {
    return valid.stream().anyMatch(token -> credentials(token).basic().equals(authorization));
  }

  boolean isExpired(String authorization) {
    return !isValid(authorization)
        && issued.stream().anyMatch(token -> credentials(token).basic().equals(authorization));
  }

  List<String> issued() {
    return List.copyOf(issued);
  }

  void expireAll() {
    valid.clear();
  }

  static Credentials credentials(String token) {
    return new Credentials("AWS", token);
  }
}
