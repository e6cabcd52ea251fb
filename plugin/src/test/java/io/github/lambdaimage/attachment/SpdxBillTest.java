package io.github.lambdaimage.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.oci.Artifact;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the relations between SPDX's packages say of an image. */
class SpdxBillTest {

  /** A project with a library that is in the image, and one that is not. */
  private static final String BILL =
      """
      {"SPDXID":"SPDXRef-DOCUMENT","spdxVersion":"SPDX-2.3","documentDescribes":["SPDXRef-orders"],\
      "packages":[{"SPDXID":"SPDXRef-orders","name":"orders","versionInfo":"1.0"},\
      {"SPDXID":"SPDXRef-jspecify","name":"jspecify",\
      "externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:maven/org.jspecify/jspecify@1.0.0"}]},\
      {"SPDXID":"SPDXRef-junit","name":"junit",\
      "externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:maven/junit/junit@4.13"}]}],\
      "relationships":[%s]}""";

  @ParameterizedTest(name = "{1} {0}")
  @CsvSource({
    "TEST_DEPENDENCY_OF, SPDXRef-orders, false",
    "DEV_DEPENDENCY_OF, SPDXRef-orders, false",
    "BUILD_DEPENDENCY_OF, SPDXRef-orders, false",
    "PROVIDED_DEPENDENCY_OF, SPDXRef-orders, false",
    "RUNTIME_DEPENDENCY_OF, SPDXRef-orders, true",
    "OTHER, SPDXRef-orders, true",
  })
  void missesNothingThatIsOnlyNeededBeforeRunTime(String type, String of, boolean missed)
      throws Exception {
    String bill = bill(relationship("SPDXRef-junit", type, of));

    assertThat(warnings(bill)).hasSize(missed ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "SPDXRef-orders, DYNAMIC_LINK, SPDXRef-junit, true",
    "SPDXRef-junit, OPTIONAL_COMPONENT_OF, SPDXRef-orders, true",
    // Neither has to do with where it is needed.
    "SPDXRef-DOCUMENT, DESCRIBES, SPDXRef-jspecify, false",
    "SPDXRef-junit, DYNAMIC_LINK, SPDXRef-jspecify, false",
  })
  void missesWhatIsNeededOtherwiseToo(String element, String type, String related, boolean missed)
      throws Exception {
    String bill =
        bill(
            relationship("SPDXRef-junit", "TEST_DEPENDENCY_OF", "SPDXRef-orders"),
            relationship(element, type, related));

    assertThat(warnings(bill)).hasSize(missed ? 1 : 0);
  }

  private static List<String> warnings(String bill) throws Exception {
    String type = DocumentType.SPDX_JSON.mediaType();
    return CheckedBill.of(
            Artifact.of(type, type, "orders.spdx.json", bill.getBytes(UTF_8)),
            CheckedBillTest.summary(),
            List.of(CheckedBillTest.jar("jspecify-1.0.0.jar")))
        .warnings();
  }

  private static String bill(String... relationships) {
    return BILL.formatted(String.join(",", relationships));
  }

  private static String relationship(String element, String type, String related) {
    return "{\"spdxElementId\":\"%s\",\"relationshipType\":\"%s\",\"relatedSpdxElement\":\"%s\"}"
        .formatted(element, type, related);
  }
}
