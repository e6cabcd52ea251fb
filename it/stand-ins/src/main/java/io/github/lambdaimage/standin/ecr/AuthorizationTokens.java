package io.github.lambdaimage.standin.ecr;

import io.github.lambdaimage.standin.registry.Credentials;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The passwords of ECR's registry: each call of GetAuthorizationToken takes the next. */
final class AuthorizationTokens {

  private final Supplier<String> next;
  private final List<String> issued = new CopyOnWriteArrayList<>();
  private final Set<String> valid = ConcurrentHashMap.newKeySet();

  AuthorizationTokens(Supplier<String> next) {
    this.next = next;
  }

  Credentials issue() {
    String token = next.get();
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
