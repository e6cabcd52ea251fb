package io.github.lambdaimage.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.image.ImageSummary;
import io.github.lambdaimage.oci.Artifact;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bill of materials beside what is really in the image. */
class CheckedBillTest {

  private static final Digest DIGEST = Digest.of("base".getBytes(UTF_8));
  private static final String PURL =
      "pkg:oci/java@sha256%3A" + DIGEST.hex() + "?repository_url=public.ecr.aws/lambda/java&tag=21";

  private static final String CYCLONEDX =
      """
      {"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:x","version":1,\
      "metadata":{"component":{"type":"library","bom-ref":"pkg:maven/com.example/orders@1.0?type=jar",\
      "name":"orders","version":"1.0","purl":"pkg:maven/com.example/orders@1.0?type=jar"}},\
      "components":[%s],\
      "dependencies":[{"ref":"pkg:maven/com.example/orders@1.0?type=jar","dependsOn":["pkg:maven/a/b@1?type=jar"]}],\
      "unknown":{"kept":[1.5,true]}}""";

  private static final String SPDX =
      """
      {"SPDXID":"SPDXRef-DOCUMENT","spdxVersion":"SPDX-2.3","documentDescribes":["SPDXRef-orders"],\
      "packages":[{"SPDXID":"SPDXRef-orders","name":"orders","versionInfo":"1.0",\
      "externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:maven/com.example/orders@1.0"}]}%s],\
      "relationships":[]}""";

  @Test
  void saysNothingWhereBothAreTheSame() throws Exception {
    CheckedBill checked =
        check(
            cyclonedx(component("pkg:maven/org.jspecify/jspecify@1.0.0?type=jar")),
            jar("jspecify-1.0.0.jar"));

    assertThat(checked.warnings()).isEmpty();
  }

  @Test
  void namesWhatTheBillLacks() throws Exception {
    CheckedBill checked = check(cyclonedx(), jar("jspecify-1.0.0.jar"));

    assertThat(checked.warnings())
        .singleElement()
        .asString()
        .startsWith(
            "The bill of materials 'bom.json' lacks what is in the image: /var/task/lib/jspecify-1.0.0.jar. ")
        .contains("mvn package lambda-image:push");
  }

  @Test
  void namesWhatTheImageLacks() throws Exception {
    CheckedBill checked =
        check(
            cyclonedx(
                component("pkg:maven/org.jspecify/jspecify@1.0.0?type=jar"),
                component("pkg:maven/com.amazonaws/aws-lambda-java-core@1.4.0?type=jar"),
                component("pkg:maven/io.netty/netty@4?classifier=linux-aarch_64&type=jar"),
                component("pkg:maven/com.example/parent@1?type=pom"),
                component("pkg:npm/left-pad@1"),
                "{\"type\":\"library\",\"name\":\"optional\",\"version\":\"1\",\"scope\":\"excluded\",\"purl\":\"pkg:maven/a/optional@1\"}"),
            jar("jspecify-1.0.0.jar"));

    assertThat(checked.warnings())
        .singleElement()
        .asString()
        .startsWith(
            "The bill of materials 'bom.json' lists what is not in the image: com.amazonaws:aws-lambda-java-core:1.4.0, io.netty:netty:linux-aarch_64:4. ")
        .contains("<includeProvidedScope>false</includeProvidedScope>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders-1.0.jar", "orders-1.0-runner.jar"})
  void knowsTheProjectItselfByItsJar(String name) throws Exception {
    ImageJar library = jar("jspecify-1.0.0.jar");
    String component = component("pkg:maven/org.jspecify/jspecify@1.0.0?type=jar");
    String packaged = ",{\"SPDXID\":\"SPDXRef-1\",\"name\":\"jspecify\",\"versionInfo\":\"1.0.0\"}";

    assertThat(check(cyclonedx(component), library, jar(name)).warnings()).isEmpty();
    assertThat(check(spdx(packaged), library, jar(name)).warnings()).isEmpty();
  }

  @Test
  void doesNotMissJarsWhereNoneAreInTheImage() throws Exception {
    CheckedBill checked =
        check(cyclonedx(component("pkg:maven/org.jspecify/jspecify@1.0.0?type=jar")));

    assertThat(checked.warnings()).isEmpty();
  }

  @Test
  void namesTenAndCountsTheRest() throws Exception {
    List<ImageJar> jars = new ArrayList<>();
    for (int i = 10; i < 23; i++) {
      jars.add(jar("a-" + i + ".jar"));
    }

    assertThat(check(cyclonedx(), jars.toArray(ImageJar[]::new)).warnings())
        .singleElement()
        .asString()
        .contains("/var/task/lib/a-19.jar and 3 more.")
        .doesNotContain("a-20");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "jspecify-1.0.0.jar, pkg:maven/org.jspecify/jspecify@1.0.0?type=jar",
    // Two groups have one of that name.
    "org.jspecify.jspecify-1.0.0.jar, pkg:maven/org.jspecify/jspecify@1.0.0",
    "netty-4-linux-aarch_64.jar, pkg:maven/io.netty/netty@4?classifier=linux-aarch_64&type=jar",
    "a-1+2_3.jar, pkg:maven/g/a@1+2%233?type=jar",
    "a-1.0-20260102.030405-6.jar, pkg:maven/g/a@1.0-SNAPSHOT?type=jar",
    "a-1.0-20260102.030405-6-tests.jar, pkg:maven/g/a@1.0-SNAPSHOT?classifier=tests&type=jar",
  })
  void knowsAJarByItsName(String jar, String purl) throws Exception {
    assertThat(check(cyclonedx(component(purl)), jar(jar)).warnings()).isEmpty();
  }

  @Test
  void knowsAJarByItsBytes() throws Exception {
    ImageJar jar = jar("whatever.jar");
    String sha256 =
        "{\"type\":\"library\",\"name\":\"x\",\"version\":\"1\",\"purl\":\"pkg:maven/g/x@1\",\"hashes\":[{\"alg\":\"MD5\",\"content\":\"00\"},{\"alg\":\"SHA-256\",\"content\":\"%s\"}]}"
            .formatted(jar.digest().hex());
    String sha1 =
        ",{\"SPDXID\":\"SPDXRef-1\",\"name\":\"A Library\",\"checksums\":[{\"algorithm\":\"SHA1\",\"checksumValue\":\"%s\"}]}"
            .formatted(jar.sha1().toUpperCase(Locale.ROOT));

    assertThat(check(cyclonedx(sha256), jar).warnings()).isEmpty();
    assertThat(check(spdx(sha1), jar).warnings()).isEmpty();
    assertThat(check(spdx(""), jar).warnings()).hasSize(1);
  }

  @Test
  void addsTheBaseToCycloneDx() throws Exception {
    CheckedBill checked = check(cyclonedx());

    JsonObject json = JsonObject.parse(checked.document().content(), "it");
    assertThat(json.objects("components")).hasSize(1);
    assertThat(new String(json.objects("components").get(0).bytes(), UTF_8))
        .isEqualTo(
            """
            {"type":"container","bom-ref":"%1$s","name":"public.ecr.aws/lambda/java","version":"21",\
            "hashes":[{"alg":"SHA-256","content":"%2$s"}],"purl":"%1$s"}"""
                .formatted(PURL, DIGEST.hex()));
    assertThat(new String(json.bytes(), UTF_8))
        .contains(
            "\"dependsOn\":[\"pkg:maven/a/b@1?type=jar\",\"" + PURL + "\"]",
            "{\"ref\":\"" + PURL + "\",\"dependsOn\":[]}",
            "\"unknown\":{\"kept\":[1.5,true]}",
            "\"serialNumber\":\"urn:uuid:x\",\"version\":2,");
    assertThat(checked.document().name()).isEqualTo("bom.json");
    assertThat(checked.document().type()).isEqualTo("application/vnd.cyclonedx+json");
    // The same bill gives the same bytes.
    assertThat(check(cyclonedx()).document().content()).isEqualTo(checked.document().content());
  }

  @Test
  void addsTheBaseToSpdx() throws Exception {
    JsonObject json = JsonObject.parse(check(spdx("")).document().content(), "it");

    assertThat(json.objects("packages")).hasSize(2);
    JsonObject base = json.objects("packages").get(1);
    assertThat(base.text("SPDXID")).isEqualTo("SPDXRef-image-" + DIGEST.hex());
    assertThat(base.text("name")).isEqualTo("public.ecr.aws/lambda/java");
    assertThat(base.objects("checksums").get(0).text("checksumValue")).isEqualTo(DIGEST.hex());
    assertThat(base.objects("externalRefs").get(0).text("referenceLocator")).isEqualTo(PURL);
    assertThat(new String(json.objects("relationships").get(0).bytes(), UTF_8))
        .isEqualTo(
            "{\"spdxElementId\":\"SPDXRef-image-%s\",\"relationshipType\":\"RUNTIME_DEPENDENCY_OF\",\"relatedSpdxElement\":\"SPDXRef-orders\"}"
                .formatted(DIGEST.hex()));
  }

  @Test
  void leavesASignedBillAsItIs() throws Exception {
    String signed = cyclonedx().replace("\"unknown\"", "\"signature\"");

    CheckedBill checked = check(signed);

    assertThat(checked.document().content()).isEqualTo(signed.getBytes(UTF_8));
    assertThat(checked.warnings()).singleElement().asString().contains("'bom.json' is signed");
  }

  @Test
  void leavesOtherFormsAsTheyAre() throws Exception {
    Artifact xml =
        Artifact.of(
            "application/vnd.cyclonedx+xml",
            "application/vnd.cyclonedx+xml",
            "bom.xml",
            "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\"/>".getBytes(UTF_8));
    Artifact spdx3 =
        Artifact.of(
            "application/spdx+json",
            "application/spdx+json",
            "x.spdx.json",
            "{\"@context\":\"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\",\"@graph\":[]}"
                .getBytes(UTF_8));
    Artifact broken =
        Artifact.of(
            "application/vnd.cyclonedx+json",
            "application/vnd.cyclonedx+json",
            "bom.json",
            "{\"bomFormat\":\"CycloneDX\",\"components\":[{},1]}".getBytes(UTF_8));
    for (Artifact document : List.of(xml, spdx3, broken)) {
      CheckedBill checked = CheckedBill.of(document, summary(), List.of(jar("a.jar")));

      assertThat(checked.document()).isSameAs(document);
      assertThat(checked.warnings())
          .singleElement()
          .asString()
          .startsWith("The bill of materials '" + document.name() + "' is attached as it is,");
    }
  }

  private static CheckedBill check(String document, ImageJar... jars) throws Exception {
    byte[] content = document.getBytes(UTF_8);
    String type = DocumentType.of(content).orElseThrow().mediaType();
    return CheckedBill.of(Artifact.of(type, type, "bom.json", content), summary(), List.of(jars));
  }

  static ImageSummary summary() throws Exception {
    return new ImageSummary(
        DIGEST,
        DIGEST,
        ImageName.parse("public.ecr.aws/lambda/java:21").at(DIGEST),
        "arm64",
        "com.example.Orders",
        "1980-02-01T00:00:00Z",
        List.of(),
        List.of(),
        null,
        List.of(),
        null);
  }

  static ImageJar jar(String name) {
    byte[] content = name.getBytes(UTF_8);
    return new ImageJar("/var/task/lib/" + name, Digest.of(content), "da39a3ee" + name.length());
  }

  private static String cyclonedx(String... components) {
    return CYCLONEDX.formatted(String.join(",", components));
  }

  private static String spdx(String packages) {
    return SPDX.formatted(packages);
  }

  private static String component(String purl) {
    return "{\"type\":\"library\",\"name\":\"x\",\"version\":\"y\",\"purl\":\"%s\"}"
        .formatted(purl);
  }
}
