package io.github.lambdaimage.ecr;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.image.ImageSummary;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.ImageManifest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.registry.Attaching;
import io.github.lambdaimage.registry.Destination;
import io.github.lambdaimage.registry.ImagePublisher;
import io.github.lambdaimage.registry.PublishedImage;
import io.github.lambdaimage.registry.Publishing;
import io.github.lambdaimage.registry.PushTarget;
import io.github.lambdaimage.registry.RegistryException;
import io.github.lambdaimage.registry.RegistryHost;
import io.github.lambdaimage.registry.TagMutability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A repository in Amazon ECR to publish to. It begins to look the repository up when it is created,
 * so that much is known by the time the image is built.
 */
public final class EcrTarget implements PushTarget {

  private final EcrName name;
  private final List<String> tags;
  private final Pending<EcrRegistry> reached;
  private final @Nullable NewRepository creation;
  private final @Nullable Pending<Optional<EcrRepository>> lookup;
  private final Optional<ManagedSigning> signing;
  private final EcrLog log;
  private final ImagePublisher publisher;
  private final Pending<Optional<Publishing>> ahead;

  /**
   * A target.
   *
   * @param creation how to create the repository if it is missing; {@code null} not to
   * @param base of the image, if it is known
   * @param signing how long to wait for ECR's signature; empty not to
   */
  public EcrTarget(
      EcrName name,
      List<String> tags,
      Ecr ecr,
      AwsAccess access,
      @Nullable NewRepository creation,
      ImagePublisher publisher,
      Optional<ImageName> base,
      Optional<Duration> signing,
      EcrLog log)
      throws LambdaImageException {
    this.name = name;
    this.tags = Destination.checked(tags);
    this.reached = ecr.reachedBy(name.access(access));
    this.creation = creation;
    // A full URI says where to push; it is looked up only if it may have to be created.
    this.lookup = name.isBare() || creation != null ? lookUp() : null;
    this.signing =
        signing.map(it -> new ManagedSigning(it, pause -> Thread.sleep(pause.toMillis())));
    this.log = log;
    this.publisher = publisher;
    this.ahead = Pending.start("lambda-image-ecr", () -> begin(base));
  }

  /** Connects as soon as the host is known; layers may be sent ahead to an existing repository. */
  private Optional<Publishing> begin(Optional<ImageName> base) throws LambdaImageException {
    String named = name.host();
    RegistryHost host =
        named == null ? reached.get().token().registry() : RegistryHost.parse(named);
    publisher.connect(host, name.repository(), base);
    Optional<EcrRepository> found = lookup == null ? Optional.empty() : lookup.get();
    return found.isEmpty() && creation != null
        ? Optional.empty()
        : Optional.of(publisher.begin(destination(found), mutability(found), base));
  }

  /**
   * Begins to send a layer, if it is known by now that the repository need not be created first;
   * otherwise it is sent with the image.
   *
   * @param file its bytes, which stay there until the image is published
   */
  @Override
  public void bring(Descriptor layer, Path file) {
    try {
      if (ahead.isDone() && ahead.get().isPresent()) {
        ahead.get().get().bring(layer, file);
      }
    } catch (LambdaImageException | IllegalStateException e) {
      // Publishing meets the failure again, and reports it.
    }
  }

  /**
   * Publishes an image, and waits for ECR's signature if that is wanted.
   *
   * @throws LambdaImageException when ECR refuses it, explained in ECR's terms
   */
  @Override
  public PublishedImage publish(ImageLayout layout, Attaching attaching)
      throws LambdaImageException {
    PublishedImage published = publishUnsigned(layout, attaching);
    if (signing.isPresent()) {
      ImageSummary image = published.layout().summary();
      EcrRegistry registry = reached.get();
      signing
          .get()
          .await(
              String.valueOf(image.imageUri()),
              name.repository(),
              () -> registry.signatures(name.repository(), name.account(), image.digest()),
              log.info());
    }
    return published;
  }

  private PublishedImage publishUnsigned(ImageLayout layout, Attaching attaching)
      throws LambdaImageException {
    LargestLayer.check(ImageManifest.parse(layout.manifest()));
    Optional<EcrRepository> found = lookup == null ? Optional.empty() : lookup.get();
    if (found.isEmpty() && creation != null) {
      return publishToNew(layout, attaching, creation);
    }
    Destination destination = destination(found);
    announce(destination, found);
    if (lookup == null || found.isPresent()) {
      return ahead.get().orElseThrow().publish(layout, attaching);
    }
    return publishToMissing(layout, attaching, destination);
  }

  private PublishedImage publishToNew(
      ImageLayout layout, Attaching attaching, NewRepository settings) throws LambdaImageException {
    EcrCalls.Creation created = reached.get().create(name.repository(), name.account(), settings);
    Optional<EcrRepository> repository = Optional.of(created.repository());
    Destination destination = destination(repository);
    announce(destination, repository);
    if (created.isOurs()) {
      log.info()
          .accept(
              "Created the repository '%s/%s'."
                  .formatted(destination.registry(), name.repository()));
    }
    return publisher.publish(layout, attaching, destination, created.repository());
  }

  /**
   * Pushes to a missing repository, which ECR may create; if not, the first request says so, before
   * a layer is sent.
   */
  private PublishedImage publishToMissing(
      ImageLayout layout, Attaching attaching, Destination destination)
      throws LambdaImageException {
    try {
      PublishedImage published = ahead.get().orElseThrow().publish(layout, attaching);
      log.info()
          .accept(
              "Amazon ECR has created the repository '%s/%s' by a creation template."
                  .formatted(destination.registry(), name.repository()));
      return published;
    } catch (RegistryException e) {
      throw e.code().equals(EcrExplanation.NAME_UNKNOWN)
          ? EcrExplanation.missing(name.repository(), reached.get().session(), e)
          : e;
    }
  }

  /** Gives up work in progress, if there will be no image. */
  @Override
  public void close() {
    try {
      if (ahead.isDone()) {
        ahead.get().ifPresent(Publishing::close);
      }
    } catch (LambdaImageException | IllegalStateException e) {
      // No work is in progress.
    }
  }

  private Pending<Optional<EcrRepository>> lookUp() {
    return Pending.start(
        "lambda-image-ecr", () -> reached.get().find(name.repository(), name.account()));
  }

  /** The session; empty if there are no AWS credentials: a login may still work. */
  private Optional<AwsSession> session() throws LambdaImageException {
    try {
      return Optional.of(reached.get().session());
    } catch (NoCredentialsException e) {
      return Optional.empty();
    }
  }

  private Destination destination(Optional<EcrRepository> repository) throws LambdaImageException {
    String host = host(repository);
    Destination destination = Destination.of(host + "/" + name.repository(), tags);
    EcrHost parsed = EcrHost.parse(host).orElse(null);
    return parsed == null ? destination : destination.withUriRegistry(parsed.plain());
  }

  /** The host; a repository that does not exist yet is in the caller's own registry. */
  private String host(Optional<EcrRepository> repository) throws LambdaImageException {
    String named = name.host();
    if (named != null) {
      return named;
    }
    return repository.isPresent()
        ? repository.get().registry()
        : reached.get().token().registry().toString();
  }

  private void announce(Destination destination, Optional<EcrRepository> repository)
      throws LambdaImageException {
    Optional<AwsSession> session = session();
    Optional<String> account =
        repository
            .map(EcrRepository::account)
            .or(() -> EcrHost.parse(destination.registry().canonical()).map(EcrHost::account));
    // Not with String.format: the first use takes its time, and this is in the path of each push.
    log.info()
        .accept(
            "Amazon ECR: "
                + account.map(it -> "account " + it + ", ").orElse("")
                + session
                    .map(it -> "region " + it.region() + ", credentials from " + it.source())
                    .orElse("no AWS credentials, so that settings.xml or a login has to do"));
    if (!destination.registry().toString().equals(destination.uriRegistry())) {
      log.warn()
          .accept(
              "Lambda refuses image URIs with the FIPS host '%s': the image's URI names '%s' instead, which is the same repository."
                  .formatted(destination.registry(), destination.uriRegistry()));
    }
  }

  /** A repository that was not looked up is asked only if a tag would have to move. */
  private TagMutability mutability(Optional<EcrRepository> repository) {
    return repository.isPresent() ? repository.get() : new LazyMutability(this::lookUp, log.warn());
  }
}
