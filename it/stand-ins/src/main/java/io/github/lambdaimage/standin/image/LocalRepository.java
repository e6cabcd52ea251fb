package io.github.lambdaimage.standin.image;

import io.github.lambdaimage.standin.registry.Manifest;
import io.github.lambdaimage.standin.registry.Repository;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a repository of the registry in this process, without a request and so a password. */
record LocalRepository(Repository repository) implements ImageSource {

  @Override
  public RawManifest manifest(String reference) throws IOException {
    Manifest manifest =
        repository.manifest(reference).orElseThrow(() -> missing("manifest", reference));
    return new RawManifest(
        manifest.mediaType(), new String(manifest.content(), StandardCharsets.UTF_8));
  }

  @Override
  public InputStream blob(String digest) throws IOException {
    Path file = repository.blob(digest).orElseThrow(() -> missing("blob", digest));
    return Files.newInputStream(file);
  }

  private IOException missing(String what, String reference) {
    return new FileNotFoundException(
        "Repository '" + repository.name() + "' has no " + what + " '" + reference + "'");
  }
}
