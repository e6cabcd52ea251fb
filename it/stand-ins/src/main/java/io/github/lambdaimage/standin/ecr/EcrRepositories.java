package io.github.lambdaimage.standin.ecr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The repositories of an account's registry, which exist once they were created. */
final class EcrRepositories {

  private static final String NAME =
      "(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*";

  private final Account account;
  private final Map<String, EcrRepository> byName = new ConcurrentHashMap<>();

  EcrRepositories(Account account) {
    this.account = account;
  }

  boolean contains(String name) {
    return byName.containsKey(name);
  }

  /** The repository's description of itself; fails if it was not created. */
  EcrRepository get(String name) {
    EcrRepository repository = byName.get(name);
    if (repository == null) {
      throw new AwsException("RepositoryNotFoundException", missing(name));
    }
    return repository;
  }

  /** All of them, by name. */
  List<EcrRepository> all() {
    return byName.keySet().stream().sorted().map(this::get).toList();
  }

  EcrRepository create(String name, ObjectNode settings) {
    if (!name.matches(NAME) || name.length() < 2 || name.length() > 256) {
      throw new AwsException(
          "InvalidParameterException",
          "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '"
              + NAME
              + "''");
    }
    EcrRepository created = new EcrRepository(name, settings);
    if (byName.putIfAbsent(name, created) != null) {
      throw new AwsException(
          "RepositoryAlreadyExistsException",
          "The repository with name '%s' already exists in the registry with id '%s'"
              .formatted(name, account.id()));
    }
    return created;
  }

  void change(String name, UnaryOperator<EcrRepository> change) {
    byName.put(name, change.apply(get(name)));
  }

  boolean isImmutable(String name, String tag) {
    return contains(name) && get(name).isImmutable(tag);
  }

  String missing(String name) {
    return "The repository with name '%s' does not exist in the registry with id '%s'"
        .formatted(name, account.id());
  }
}
