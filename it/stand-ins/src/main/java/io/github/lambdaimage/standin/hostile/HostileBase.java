package io.github.lambdaimage.standin.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.standin.registry.Sha256;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A base in the shape of AWS's for Java 17 on arm64, in a repository of its own: good, but for what
 * a test changes. Its digests and sizes are right whatever its documents are.
 *
 * <p>In the documents stand {@code CONFIG}, {@code LAYER}, {@code MANIFEST} and {@code SIZE} for a
 * digest and the size beside it.
 */
public final class HostileBase {

  private static final String DIGEST = "sha256:[0-9a-f]{64}";

  private final byte[] layer;
  private final Map<Part, HostileAnswer> answers = new EnumMap<>(Part.class);
  private String config =
      """
      {"architecture":"arm64","os":"linux","config":{"Entrypoint":["/lambda-entrypoint.sh"],"WorkingDir":"/var/task",\
      "Env":["PATH=/var/lang/bin:/bin","LAMBDA_RUNTIME_DIR=/var/runtime"]},\
      "rootfs":{"type":"layers","diff_ids":["LAYER"]}}""";
  private String manifest =
      """
      {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
      "config":{"mediaType":"application/vnd.oci.image.config.v1+json","size":CONFIG_SIZE,"digest":"CONFIG"},\
      "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","size":LAYER_SIZE,"digest":"LAYER"}]}""";
  private String index =
      """
      {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json",\
      "manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","size":MANIFEST_SIZE,"digest":"MANIFEST",\
      "platform":{"os":"linux","architecture":"arm64"}}]}""";

  HostileBase(String repository) {
    // No two repositories have the same: what a destination got from one it would not ask another.
    layer = ("layer of " + repository).getBytes(UTF_8);
  }

  /** Has a document be another one. */
  public HostileBase document(Part part, String text) {
    switch (part) {
      case INDEX -> index = text;
      case MANIFEST -> manifest = text;
      case CONFIG -> config = text;
      default -> throw new IllegalArgumentException(part + " is no document");
    }
    return this;
  }

  /** Replaces text in a document, where it has to be. */
  public HostileBase replace(Part part, String text, String other) {
    String document =
        switch (part) {
          case INDEX -> index;
          case MANIFEST -> manifest;
          case CONFIG -> config;
          default -> throw new IllegalArgumentException(part + " is no document");
        };
    if (!document.contains(text)) {
      throw new IllegalArgumentException("No '" + text + "' in " + document);
    }
    return document(part, document.replace(text, other));
  }

  /** Has something else be answered. */
  public HostileBase answer(Part part, HostileAnswer answer) {
    answers.put(part, answer);
    return this;
  }

  Optional<HostileAnswer> answer(Part part) {
    return Optional.ofNullable(answers.get(part));
  }

  /** What a good answer gives out. */
  byte[] content(Part part) {
    return switch (part) {
      case TAG, TAG_CONTENT, INDEX -> resolved(index, "MANIFEST", content(Part.MANIFEST));
      case MANIFEST ->
          resolved(
              new String(resolved(manifest, "CONFIG", content(Part.CONFIG)), UTF_8),
              "LAYER",
              layer);
      case CONFIG -> resolved(config, "LAYER", layer);
      case LAYER -> layer.clone();
      case TOKEN -> "{\"token\":\"t\"}".getBytes(UTF_8);
    };
  }

  /** The part that is asked for, as {@code manifests/17}. */
  Optional<Part> part(String method, String path) {
    if (path.startsWith("manifests/") && !path.matches("manifests/" + DIGEST)) {
      return Optional.of(method.equals("HEAD") ? Part.TAG : Part.TAG_CONTENT);
    }
    for (Part part : new Part[] {Part.INDEX, Part.MANIFEST, Part.CONFIG, Part.LAYER}) {
      if (path.endsWith("/" + Sha256.of(content(part)))) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  private static byte[] resolved(String text, String name, byte[] content) {
    return text.replace(name + "_SIZE", String.valueOf(content.length))
        .replace(name, Sha256.of(content))
        .getBytes(UTF_8);
  }
}
