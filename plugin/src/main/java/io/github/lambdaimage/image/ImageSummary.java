package io.github.lambdaimage.image;

import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people and tools want to know about an image: the content of {@code image.json}.
 *
 * @param digest of the manifest
 * @param imageId digest of the config
 * @param base the base image, pinned
 * @param architecture by Lambda's name
 * @param created as in the config
 * @param layers the function's own, the lowest first
 * @param checks the results of the checks
 * @param publication where it was published, or {@code null} if it was not yet
 * @param copied the images that files were copied from, pinned
 * @param startup the gain of its startup cache, or {@code null} without one
 */
public record ImageSummary(
    Digest digest,
    Digest imageId,
    ImageName base,
    String architecture,
    String handler,
    String created,
    List<BuiltLayer> layers,
    List<CheckResult> checks,
    @Nullable Publication publication,
    List<ImageName> copied,
    @Nullable StartupFigures startup) {

  /**
   * Where an image was published.
   *
   * @param registry its host
   * @param attached the attachments of the last push that attached something
   */
  public record Publication(
      String registry, String repository, List<String> tags, List<AttachedDocument> attached) {

    /** {@code registry/repository}. */
    public String name() {
      return registry + "/" + repository;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Publication it
          && registry.equals(it.registry)
          && repository.equals(it.repository)
          && tags.equals(it.tags)
          && attached.equals(it.attached);
    }

    @Override
    public int hashCode() {
      return repository.hashCode();
    }
  }

  /** Its title for people: the handler, if it has one. */
  public String title() {
    return handler.isEmpty() ? "A function without a handler" : handler;
  }

  public ImageSummary published(Publication where) {
    return new ImageSummary(
        digest,
        imageId,
        base,
        architecture,
        handler,
        created,
        layers,
        checks,
        where,
        copied,
        startup);
  }

  /** {@code repository@sha256:…}: the name that always means this image. */
  public @Nullable String imageUri() {
    return publication == null ? null : publication.name() + "@" + digest;
  }
}
