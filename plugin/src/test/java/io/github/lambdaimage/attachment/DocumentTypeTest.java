package io.github.lambdaimage.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a document is, by what is in it. */
class DocumentTypeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CYCLONEDX_JSON | {\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{\"a\":{}}]}",
        "CYCLONEDX_JSON | {\"components\":[],\"version\":1,\"bomFormat\":\"CycloneDX\"}",
        "CYCLONEDX_XML | <?xml version=\"1.0\"?><!-- by us --><bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\"><components/></bom>",
        "CYCLONEDX_XML | <b:bom xmlns:b=\"http://cyclonedx.org/schema/bom/1.4\"/>",
        "SPDX_JSON | {\"SPDXID\":\"SPDXRef-DOCUMENT\",\"spdxVersion\":\"SPDX-2.3\"}",
        "SPDX_JSON | {\"@context\":\"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\",\"@graph\":[]}",
        "IN_TOTO | {\"_type\":\"https://in-toto.io/Statement/v1\",\"predicateType\":\"https://slsa.dev/provenance/v1\",\"subject\":[],\"predicate\":{}}",
        "IN_TOTO | {\"_type\":\"https://in-toto.io/Statement/v0.1\",\"predicateType\":\"x\"}",
        "DSSE | {\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\"e30=\",\"signatures\":[{\"sig\":\"x\"}]}",
        "SARIF | {\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[]}",
        "SARIF | {\"version\":\"2.1.0\",\"runs\":[]}",
      })
  void isToldByWhatIsInIt(DocumentType type, String document) {
    assertThat(DocumentType.of(document.getBytes(UTF_8))).contains(type);
    // As Windows programs write it.
    assertThat(DocumentType.of(("\uFEFF" + document + "\r\n").getBytes(UTF_8))).contains(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{}",
        "[]",
        "bomFormat: CycloneDX",
        "{\"bomFormat\":\"Other\"}",
        // Not all there: whoever wrote it was stopped.
        "{\"bomFormat\":\"CycloneDX\",\"components\":[",
        "{\"bomFormat\":\"CycloneDX\"} {}",
        "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\"><components>",
        "<bom/>",
        "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"/>",
        "{\"version\":\"2.0\"}",
        "{\"payload\":\"\"}",
        // Nothing is fetched or expanded.
        "<!DOCTYPE bom [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\">&a;</bom>",
      })
  void isNotGuessed(String document) {
    assertThat(DocumentType.of(document.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void hasTheMediaTypesThatAreRegistered() {
    assertThat(DocumentType.values())
        .extracting(DocumentType::mediaType)
        .containsExactly(
            "application/vnd.cyclonedx+json",
            "application/vnd.cyclonedx+xml",
            "application/spdx+json",
            "application/vnd.in-toto+json",
            "application/vnd.dsse.envelope.v1+json",
            "application/sarif+json");
  }
}
