package io.github.lambdaimage.attachment;

import java.util.Optional;

/** The kinds of documents that are recognised by their content, with their media types. */
public enum DocumentType {
  CYCLONEDX_JSON("application/vnd.cyclonedx+json"),
  CYCLONEDX_XML("application/vnd.cyclonedx+xml"),
  SPDX_JSON("application/spdx+json"),
  IN_TOTO("application/vnd.in-toto+json"),
  /** A signed statement, in the envelope of DSSE. */
  DSSE("application/vnd.dsse.envelope.v1+json"),
  SARIF("application/sarif+json");

  private static final String SPDX_CONTEXT = "https://spdx.org/rdf/";
  private static final String STATEMENT = "https://in-toto.io/Statement/";
  private static final String CYCLONEDX_NAMESPACE = "http://cyclonedx.org/schema/bom/";

  private final String mediaType;

  DocumentType(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** Whether it is a bill of materials. */
  boolean isBill() {
    return this == CYCLONEDX_JSON || this == CYCLONEDX_XML || this == SPDX_JSON;
  }

  /** The kind of a document; empty for an incomplete or unknown one. */
  public static Optional<DocumentType> of(byte[] document) {
    return switch (firstLetter(document)) {
      case '{' -> JsonHead.of(document).flatMap(DocumentType::of);
      case '<' ->
          XmlRoot.namespace(document)
              .filter(it -> it.startsWith(CYCLONEDX_NAMESPACE))
              .map(it -> CYCLONEDX_XML);
      default -> Optional.empty();
    };
  }

  private static Optional<DocumentType> of(JsonHead head) {
    if (head.text("bomFormat").equals("CycloneDX")) {
      return Optional.of(CYCLONEDX_JSON);
    }
    boolean spdx3 = head.has("@graph") && head.text("@context").startsWith(SPDX_CONTEXT);
    if (spdx3 || head.text("spdxVersion").startsWith("SPDX-")) {
      return Optional.of(SPDX_JSON);
    }
    if (head.text("_type").startsWith(STATEMENT) && head.has("predicateType")) {
      return Optional.of(IN_TOTO);
    }
    if (head.has("payload") && head.has("payloadType") && head.has("signatures")) {
      return Optional.of(DSSE);
    }
    boolean sarif = head.text("$schema").contains("sarif") || head.text("version").startsWith("2.");
    return sarif && head.has("runs") ? Optional.of(SARIF) : Optional.empty();
  }

  /** The first character after white space and the byte order mark. */
  private static char firstLetter(byte[] document) {
    for (byte letter : document) {
      boolean blank = letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
      boolean mark = letter == (byte) 0xEF || letter == (byte) 0xBB || letter == (byte) 0xBF;
      if (!blank && !mark) {
        return (char) letter;
      }
    }
    return ' ';
  }
}
