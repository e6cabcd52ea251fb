package io.github.lambdaimage.maven;

import io.github.lambdaimage.ecr.AwsAccess;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import io.github.lambdaimage.registry.RegistryHost;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How registries are reached.
 *
 * @param aws credentials for those in Amazon ECR
 * @param insecure hosts that may use plain HTTP or unverified TLS
 */
record RegistryAccess(AwsAccess aws, Set<RegistryHost> insecure) {

  /**
   * Checks the parameters as Maven fills them.
   *
   * @throws LambdaImageException for an invalid host
   */
  static RegistryAccess of(AwsAccess aws, List<@Nullable String> insecureRegistries)
      throws LambdaImageException {
    Set<RegistryHost> insecure = new LinkedHashSet<>();
    for (String text : ConfiguredElements.present(insecureRegistries)) {
      Optional<RegistryHost> host = RegistryHost.find(text);
      if (host.isEmpty()) {
        throw new LambdaImageException(
            "<insecureRegistries>: '"
                + Quotation.ofHost(text)
                + "' is not the host of a registry. Write it as in <repository>: "
                + hostOf(text)
                    .map(it -> "'" + it + "'.")
                    .orElse("'registry.example.com' or 'registry.example.com:5000'."));
      }
      insecure.add(host.get());
    }
    return new RegistryAccess(aws, insecure);
  }

  /** The host in a text that may be a URL or the name of a repository. */
  private static Optional<String> hostOf(String text) {
    int slashes = text.indexOf("//");
    int start = slashes < 0 ? 0 : slashes + 2;
    int slash = text.indexOf('/', start);
    String authority = text.substring(start, slash < 0 ? text.length() : slash);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    return RegistryHost.find(host).map(it -> host);
  }

  /** A text that is the same for the same access. */
  String key() {
    StringBuilder key = new StringBuilder(aws.key());
    for (RegistryHost host : insecure) {
      key.append('\n').append(host.canonical());
    }
    return key.toString();
  }
}
