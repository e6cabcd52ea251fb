package io.github.lambdaimage.oci;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The manifest by which a registry knows that an {@link Artifact} belongs to an image. It has no
 * timestamp: the same document gives the same manifest, which exists only once.
 *
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/v1.1.0/manifest.md#guidelines-for-artifact-usage">Guidelines
 *     for artifact usage</a>
 */
public final class ArtifactManifest {

  /** OCI's empty config. */
  private static final byte[] NO_CONFIG = "{}".getBytes(StandardCharsets.UTF_8);

  private static final String NO_CONFIG_TYPE = "application/vnd.oci.empty.v1+json";
  private static final String TITLE = "org.opencontainers.image.title";

  private final Artifact artifact;
  private final Descriptor subject;
  private final byte[] document;
  private final Digest digest;

  private ArtifactManifest(Artifact artifact, Descriptor subject) {
    this.artifact = artifact;
    this.subject = subject;
    this.document = document(artifact, subject);
    this.digest = Digest.of(document);
  }

  /**
   * The manifest of a document.
   *
   * @param subject the manifest of the image that it belongs to
   */
  public static ArtifactManifest of(Artifact artifact, Descriptor subject) {
    return new ArtifactManifest(artifact, subject);
  }

  private static byte[] document(Artifact artifact, Descriptor subject) {
    return JsonObject.empty()
        .with("schemaVersion", 2)
        .with("mediaType", ManifestFormat.OCI.manifest())
        .with("artifactType", artifact.type())
        .with("config", config().json())
        .with(
            "layers",
            List.of(
                artifact.descriptor().json().with("annotations", Map.of(TITLE, artifact.name()))))
        .with("subject", subject.json())
        .bytes();
  }

  public Artifact artifact() {
    return artifact;
  }

  /** The image's manifest. */
  public Descriptor subject() {
    return subject;
  }

  public String mediaType() {
    return ManifestFormat.OCI.manifest();
  }

  public Digest digest() {
    return digest;
  }

  public byte[] bytes() {
    return document.clone();
  }

  /** The blob of the empty config. */
  public static Descriptor config() {
    return Descriptor.of(NO_CONFIG_TYPE, NO_CONFIG);
  }

  /** Its bytes. */
  public static byte[] configBytes() {
    return NO_CONFIG.clone();
  }

  /** The blob of the document. */
  public Descriptor layer() {
    return artifact.descriptor();
  }

  /** Its entry in a list of an image's referrers. */
  public JsonObject listed() {
    return new Descriptor(mediaType(), digest, document.length)
        .json()
        .with("artifactType", artifact.type());
  }
}
