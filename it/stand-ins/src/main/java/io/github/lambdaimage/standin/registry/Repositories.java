package io.github.lambdaimage.standin.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The repositories by name; as in most registries, they come into being when they are used. */
final class Repositories {

  private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final String NAME = COMPONENT + "(?:/" + COMPONENT + ")*";

  private final BlobStore store;
  private final Map<String, Repository> byName = new ConcurrentHashMap<>();

  Repositories(BlobStore store) {
    this.store = store;
  }

  Repository get(String name) {
    if (!name.matches(NAME)) {
      throw new RegistryException(400, "NAME_INVALID", "Not a repository's name: '" + name + "'");
    }
    return byName.computeIfAbsent(name, missing -> new Repository(missing, store));
  }
}
