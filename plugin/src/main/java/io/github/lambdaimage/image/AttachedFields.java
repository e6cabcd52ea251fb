package io.github.lambdaimage.image;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * The attachments in {@code image.json} and {@code image.properties}. Without attachments, the
 * fields are left out, so that programs that do not know them are not affected.
 */
final class AttachedFields {

  private static final String FIELD = "attached";

  private AttachedFields() {}

  static void put(JsonObject json, List<AttachedDocument> documents) {
    if (!documents.isEmpty()) {
      json.with(FIELD, documents.stream().map(AttachedFields::json).toList());
    }
  }

  private static JsonObject json(AttachedDocument document) {
    return JsonObject.empty()
        .with("name", document.name())
        .with("artifactType", document.type())
        .with("digest", document.digest().toString())
        .with("content", document.content().toString());
  }

  static void put(Map<String, String> properties, List<AttachedDocument> documents) {
    for (int i = 0; i < documents.size(); i++) {
      AttachedDocument document = documents.get(i);
      String prefix = FIELD + "." + i + ".";
      properties.put(prefix + "name", document.name());
      properties.put(prefix + "artifactType", document.type());
      properties.put(prefix + "digest", document.digest().toString());
      properties.put(prefix + "content", document.content().toString());
    }
  }

  static List<AttachedDocument> of(Properties properties) throws LambdaImageException {
    List<AttachedDocument> documents = new ArrayList<>();
    for (int i = 0; properties.containsKey(FIELD + "." + i + ".name"); i++) {
      String prefix = FIELD + "." + i + ".";
      documents.add(
          new AttachedDocument(
              text(properties, prefix + "name"),
              text(properties, prefix + "artifactType"),
              Digest.parse(text(properties, prefix + "digest")),
              Digest.parse(text(properties, prefix + "content"))));
    }
    return List.copyOf(documents);
  }

  private static String text(Properties properties, String name) {
    return Objects.requireNonNull(properties.getProperty(name), name);
  }
}
