package io.github.lambdaimage.standin.image;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaimage.standin.registry.Repository;
import io.github.lambdaimage.standin.registry.Sha256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A base image that is not AWS's: a Linux with glibc for arm64, whose config knows nothing of
 * Lambda until it is told to.
 */
public final class OtherBase {

  private static final String CREATED = "2026-01-01T00:00:00Z";

  private final LayerTar files = new LayerTar();
  private final ObjectNode config = JsonNodeFactory.instance.objectNode();
  private final ArrayNode environment = config.putArray("Env");
  private int copies = 1;

  /** One with a shell. */
  public OtherBase() {
    environment.add("PATH=/usr/local/bin:/usr/bin:/bin");
    files
        .directories("bin", "etc", "lib", "opt", "tmp", "usr", "var")
        .file("lib/ld-linux-aarch64.so.1", "loader\n")
        .program("bin/sh", "shell\n");
  }

  /** With a Java where Eclipse Temurin's images have it. */
  public OtherBase withJava(String version) {
    environment.add("JAVA_HOME=/opt/java/openjdk");
    environment.add("JAVA_VERSION=jdk-" + version);
    files
        .directories("opt/java", "opt/java/openjdk", "opt/java/openjdk/bin")
        .file("opt/java/openjdk/release", "JAVA_VERSION=\"" + version + "\"\n")
        .program("opt/java/openjdk/bin/java", "java\n");
    return this;
  }

  /** With a symbolic link; its folder has to be there. */
  public OtherBase withLink(String path, String target) {
    files.link(path, target);
    return this;
  }

  /** With a file; its folder has to be there. */
  public OtherBase withFile(String path) {
    files.file(path, path + "\n");
    return this;
  }

  public OtherBase withEntrypoint(String... words) {
    ArrayNode entrypoint = config.putArray("Entrypoint");
    List.of(words).forEach(entrypoint::add);
    return this;
  }

  public OtherBase withWorkingDirectory(String directory) {
    config.put("WorkingDir", directory);
    return this;
  }

  /** With as many layers, which are all alike. */
  public OtherBase withLayers(int count) {
    copies = count;
    return this;
  }

  /** Puts it there, without an index; returns its digest. */
  public String putSingle(Repository repository, String tag) {
    List<byte[]> layers = new ArrayList<>(Collections.nCopies(copies, files.toBytes()));
    ObjectNode image = JsonNodeFactory.instance.objectNode();
    image.put("architecture", "arm64").put("os", "linux").put("created", CREATED);
    image.set("config", config);
    ArrayNode diffIds = image.putObject("rootfs").put("type", "layers").putArray("diff_ids");
    layers.forEach(tar -> diffIds.add(Sha256.of(tar)));
    return repository.putManifest(
        tag, MediaTypes.OCI.manifest(), BaseManifest.of(repository, MediaTypes.OCI, image, layers));
  }
}
