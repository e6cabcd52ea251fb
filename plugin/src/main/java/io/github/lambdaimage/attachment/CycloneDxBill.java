package io.github.lambdaimage.attachment;

import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A bill of materials in CycloneDX's JSON.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX</a>
 */
final class CycloneDxBill implements Bill {

  private final JsonObject json;

  CycloneDxBill(JsonObject json) {
    this.json = json;
  }

  @Override
  public List<BillEntry> entries() {
    List<BillEntry> entries = new ArrayList<>();
    entries.add(entry(json.object("metadata").object("component")).asProject());
    add(json, entries);
    return entries;
  }

  private static void add(JsonObject parent, List<BillEntry> entries) {
    for (JsonObject component : parent.objects("components")) {
      if (!"excluded".equals(component.text("scope"))) {
        entries.add(entry(component));
      }
      add(component, entries);
    }
  }

  private static BillEntry entry(JsonObject component) {
    return BillEntry.of(
        component.text("name", ""),
        component.text("version", ""),
        component.text("purl"),
        component.objects("hashes"),
        "content");
  }

  @Override
  public boolean isSigned() {
    return json.has("signature");
  }

  @Override
  public byte[] with(List<ImageName> images) {
    List<JsonObject> components = new ArrayList<>(json.objects("components"));
    List<String> references = new ArrayList<>();
    for (ImageName image : images) {
      components.add(component(image));
      references.add(PackageUrl.of(image));
    }
    // Whoever changes a bill counts its version up.
    JsonObject changed =
        json.copy().with("version", json.number("version", 1) + 1).with("components", components);
    String project = json.object("metadata").object("component").text("bom-ref");
    if (project != null && json.has("dependencies")) {
      changed.with("dependencies", dependencies(project, references));
    }
    return changed.bytes();
  }

  private static JsonObject component(ImageName image) {
    String purl = PackageUrl.of(image);
    return JsonObject.empty()
        .with("type", "container")
        .with("bom-ref", purl)
        .with("name", image.registry() + "/" + image.repository())
        .with("version", image.tag() == null ? String.valueOf(image.digest()) : image.tag())
        .with(
            "hashes",
            List.of(
                JsonObject.empty()
                    .with("alg", "SHA-256")
                    .with("content", Objects.requireNonNull(image.digest()).hex())))
        .with("purl", purl);
  }

  /** The project depends on the images, and they on nothing that is known. */
  private List<JsonObject> dependencies(String project, List<String> images) {
    List<JsonObject> dependencies = new ArrayList<>();
    for (JsonObject dependency : json.objects("dependencies")) {
      if (project.equals(dependency.text("ref"))) {
        Set<String> on = new LinkedHashSet<>(dependency.texts("dependsOn"));
        on.addAll(images);
        dependencies.add(dependency.copy().with("dependsOn", List.copyOf(on)));
      } else {
        dependencies.add(dependency);
      }
    }
    images.forEach(
        image ->
            dependencies.add(JsonObject.empty().with("ref", image).with("dependsOn", List.of())));
    return dependencies;
  }
}
