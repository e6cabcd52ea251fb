package io.github.lambdaimage.ecr;

import io.github.lambdaimage.function.LambdaImageException;
import io.github.lambdaimage.function.Pending;
import io.github.lambdaimage.registry.Credential;
import io.github.lambdaimage.registry.Proxies;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Amazon ECR as one caller finds it in one region. However many functions a build has, it is
 * connected to once, and asked for one token.
 */
final class EcrRegistry {

  private final Pending<EcrCalls> calls;
  private Pending<EcrToken> token;

  private EcrRegistry(Pending<EcrCalls> calls) {
    this.calls = calls;
    this.token = askForToken();
  }

  /** Starts to connect; whoever asks waits for it. */
  static EcrRegistry connect(AwsAccess access, Proxies proxies) {
    return new EcrRegistry(
        Pending.start("lambda-image-aws", () -> new EcrCalls(AwsSession.open(access, proxies))));
  }

  /** Who is asking, and where. */
  AwsSession session() throws LambdaImageException {
    return calls.get().session();
  }

  EcrToken token() throws LambdaImageException {
    return pendingToken().get();
  }

  /** A new token in the place of one that is refused, unless another thread has got one already. */
  EcrToken renewed(Credential refused) throws LambdaImageException {
    Pending<EcrToken> renewed;
    synchronized (this) {
      if (token.get().credential().equals(refused)) {
        token = askForToken();
      }
      renewed = token;
    }
    return renewed.get();
  }

  /** Starts to look a repository up. */
  Pending<Optional<EcrRepository>> find(String name, @Nullable String account) {
    return Pending.start("lambda-image-ecr", () -> calls.get().find(name, account));
  }

  EcrRepository create(String name, @Nullable String account, NewRepository settings)
      throws LambdaImageException {
    return calls.get().create(name, account, settings);
  }

  private synchronized Pending<EcrToken> pendingToken() {
    return token;
  }

  private Pending<EcrToken> askForToken() {
    return Pending.start("lambda-image-token", () -> calls.get().token());
  }
}
