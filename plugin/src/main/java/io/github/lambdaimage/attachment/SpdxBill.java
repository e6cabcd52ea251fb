package io.github.lambdaimage.attachment;

import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A bill of materials in SPDX 2's JSON.
 *
 * @see <a href="https://spdx.github.io/spdx-spec/v2.3/">SPDX 2.3</a>
 */
final class SpdxBill implements Bill {

  private static final String ID = "SPDXID";
  private static final String NOT_SAID = "NOASSERTION";
  private static final String DOCUMENT = "SPDXRef-DOCUMENT";
  private static final String ELEMENT = "spdxElementId";
  private static final String RELATED = "relatedSpdxElement";
  private static final String TYPE = "relationshipType";

  /** What is needed to make or to test something, or is there already where it runs. */
  private static final Set<String> BEFORE_RUN_TIME =
      Set.of(
          "TEST_DEPENDENCY_OF",
          "DEV_DEPENDENCY_OF",
          "BUILD_DEPENDENCY_OF",
          "PROVIDED_DEPENDENCY_OF",
          "TEST_TOOL_OF",
          "DEV_TOOL_OF",
          "BUILD_TOOL_OF");

  private final JsonObject json;

  SpdxBill(JsonObject json) {
    this.json = json;
  }

  @Override
  public List<BillEntry> entries() {
    Set<String> projects = projects();
    Set<String> absent = neededBeforeRunTime();
    absent.removeAll(projects);
    List<BillEntry> entries = new ArrayList<>();
    for (JsonObject packaged : json.objects("packages")) {
      if (absent.contains(packaged.text(ID, ""))) {
        continue;
      }
      BillEntry entry =
          BillEntry.of(
              packaged.text("name", ""),
              packaged.text("versionInfo", ""),
              purl(packaged),
              packaged.objects("checksums"),
              "checksumValue");
      entries.add(projects.contains(packaged.text(ID)) ? entry.asProject() : entry);
    }
    return entries;
  }

  private static @Nullable String purl(JsonObject packaged) {
    for (JsonObject reference : packaged.objects("externalRefs")) {
      if ("purl".equals(reference.text("referenceType"))) {
        return reference.text("referenceLocator");
      }
    }
    return null;
  }

  /** The packages that the document describes. */
  private Set<String> projects() {
    Set<String> projects = new HashSet<>(json.texts("documentDescribes"));
    for (JsonObject relationship : json.objects("relationships")) {
      if (DOCUMENT.equals(relationship.text(ELEMENT))
          && "DESCRIBES".equals(relationship.text(TYPE))) {
        projects.add(relationship.text(RELATED, ""));
      }
    }
    return projects;
  }

  /** What nothing has another need of: a test's library is in no image. */
  private Set<String> neededBeforeRunTime() {
    Set<String> before = new HashSet<>();
    Set<String> otherwise = new HashSet<>();
    for (JsonObject relationship : json.objects("relationships")) {
      String type = relationship.text(TYPE, "");
      String element = relationship.text(ELEMENT, "");
      if (BEFORE_RUN_TIME.contains(type)) {
        before.add(element);
      } else if (type.endsWith("_OF")) {
        otherwise.add(element);
      } else if (!element.equals(DOCUMENT)) {
        otherwise.add(relationship.text(RELATED, ""));
      }
    }
    before.removeAll(otherwise);
    return before;
  }

  @Override
  public boolean isSigned() {
    return false;
  }

  @Override
  public byte[] with(List<ImageName> images) {
    List<JsonObject> packages = new ArrayList<>(json.objects("packages"));
    List<JsonObject> relationships = new ArrayList<>(json.objects("relationships"));
    List<String> projects = new ArrayList<>(projects());
    if (projects.isEmpty()) {
      projects.add(DOCUMENT);
    }
    projects.sort(null);
    for (ImageName image : images) {
      String id = "SPDXRef-image-" + Objects.requireNonNull(image.digest()).hex();
      packages.add(packaged(id, image));
      for (String project : projects) {
        relationships.add(
            JsonObject.empty()
                .with(ELEMENT, id)
                .with(TYPE, "RUNTIME_DEPENDENCY_OF")
                .with(RELATED, project));
      }
    }
    return json.copy().with("packages", packages).with("relationships", relationships).bytes();
  }

  private static JsonObject packaged(String id, ImageName image) {
    return JsonObject.empty()
        .with(ID, id)
        .with("name", image.registry() + "/" + image.repository())
        .with("versionInfo", image.tag() == null ? String.valueOf(image.digest()) : image.tag())
        .with("downloadLocation", NOT_SAID)
        .with("filesAnalyzed", false)
        .with("licenseConcluded", NOT_SAID)
        .with("licenseDeclared", NOT_SAID)
        .with("copyrightText", NOT_SAID)
        .with(
            "checksums",
            List.of(
                JsonObject.empty()
                    .with("algorithm", "SHA256")
                    .with("checksumValue", Objects.requireNonNull(image.digest()).hex())))
        .with(
            "externalRefs",
            List.of(
                JsonObject.empty()
                    .with("referenceCategory", "PACKAGE-MANAGER")
                    .with("referenceType", "purl")
                    .with("referenceLocator", PackageUrl.of(image))));
  }
}
