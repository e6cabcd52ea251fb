package io.github.lambdaimage.ecr;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.registry.Credential;
import io.github.lambdaimage.registry.Proxies;
import io.github.lambdaimage.registry.RegistryHost;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Amazon ECR for one access in one Region. However many functions a build has, it connects once,
 * and asks for one token.
 */
final class EcrRegistry {

  private final Pending<EcrCalls> calls;
  private Pending<EcrToken> token;

  private EcrRegistry(Pending<EcrCalls> calls) {
    this.calls = calls;
    this.token = askForToken();
  }

  /** Begins to connect; its methods wait for that. */
  static EcrRegistry connect(AwsAccess access, Proxies proxies) {
    return new EcrRegistry(
        Pending.start("lambda-image-aws", () -> new EcrCalls(AwsSession.open(access, proxies))));
  }

  /** The credentials and Region. */
  AwsSession session() throws LambdaImageException {
    return calls.get().session();
  }

  EcrToken token() throws LambdaImageException {
    return pendingToken().get();
  }

  /** Whether a token was issued for this host; does not wait for one. */
  boolean isKnownAs(RegistryHost host) {
    try {
      Pending<EcrToken> current = pendingToken();
      return current.isDone() && current.get().registry().equals(host);
    } catch (LambdaImageException e) {
      // Whoever needs the token will get the failure.
      return false;
    }
  }

  /** A new token for one that was refused, unless another thread has got one already. */
  EcrToken renewed(Credential refused) throws LambdaImageException {
    Pending<EcrToken> renewed;
    synchronized (this) {
      if (!isOther(token, refused)) {
        token = askForToken();
      }
      renewed = token;
    }
    return renewed.get();
  }

  /** Whether a token differs from the refused one; a failed one is requested again. */
  private static boolean isOther(Pending<EcrToken> token, Credential refused) {
    try {
      return !token.get().credential().equals(refused);
    } catch (LambdaImageException e) {
      return false;
    }
  }

  Optional<EcrRepository> find(String name, @Nullable String account) throws LambdaImageException {
    return calls.get().find(name, account);
  }

  EcrCalls.Creation create(String name, @Nullable String account, NewRepository settings)
      throws LambdaImageException {
    return calls.get().create(name, account, settings);
  }

  List<ImageSignature> signatures(String name, @Nullable String account, Digest image)
      throws LambdaImageException {
    return calls.get().signatures(name, account, image);
  }

  private synchronized Pending<EcrToken> pendingToken() {
    return token;
  }

  private Pending<EcrToken> askForToken() {
    return Pending.start("lambda-image-token", () -> calls.get().token());
  }
}
