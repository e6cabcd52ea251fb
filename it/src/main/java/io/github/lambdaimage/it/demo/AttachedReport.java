package io.github.lambdaimage.it.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaimage.standin.registry.Manifest;
import io.github.lambdaimage.standin.registry.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What lies beside an image in its repository, as lines of text. */
final class AttachedReport {

  private AttachedReport() {}

  static List<String> of(Repository repository, String image) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Manifest manifest : repository.referrers(image)) {
      String blob = manifest.json().at("/layers/0/digest").asText();
      Path file = repository.blob(blob).orElseThrow();
      lines.add("%11s  %s".formatted(ImageReport.size(Files.size(file)), manifest.artifactType()));
      JsonNode document = new ObjectMapper().readTree(file.toFile());
      document.path("components").forEach(component -> lines.add(entry(component, "purl")));
      document
          .at("/predicate/buildDefinition/resolvedDependencies")
          .forEach(dependency -> lines.add(entry(dependency, "uri")));
    }
    return lines;
  }

  private static String entry(JsonNode json, String name) {
    return "             " + json.path(name).asText(json.path("name").asText());
  }
}
