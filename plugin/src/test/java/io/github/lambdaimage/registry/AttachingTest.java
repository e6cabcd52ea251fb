package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.image.AttachedDocument;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Artifact;
import io.github.lambdaimage.oci.ArtifactManifest;
import io.github.lambdaimage.oci.Descriptor;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.JsonObject;
import io.github.lambdaimage.registry.AttachedArtifact.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies beside an image. The rules of OCI's specification are tests by name. */
@Tag("slow")
class AttachingTest {

  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  private static final Artifact BILL =
      Artifact.of(
          "application/vnd.cyclonedx+json",
          "application/vnd.cyclonedx+json",
          "bom.json",
          "{\"bomFormat\":\"CycloneDX\"}".getBytes(UTF_8));

  private static final Artifact REPORT =
      Artifact.of("application/vnd.example", "text/plain", "report.txt", "fine".getBytes(UTF_8));

  @TempDir Path directory;
  private final SharedBlobs shared = new SharedBlobs();
  private ScriptedRegistry registry;
  private TestImages images;

  @BeforeEach
  void start() throws Exception {
    registry = new ScriptedRegistry();
    images = new TestImages(registry, directory);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void theManifestSaysWhatItIsAndWhoseAndWhenIsNoPartOfIt() throws Exception {
    registry.knowsSubjects = true;
    ImageLayout image = images.build("class");

    AttachedArtifact attached = publish(image, BILL).attached().get(0);

    JsonObject manifest = manifest(attached.document().digest());
    assertThat(new String(manifest.bytes(), UTF_8))
        .isEqualTo(
            """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
            "artifactType":"application/vnd.cyclonedx+json",\
            "config":{"mediaType":"application/vnd.oci.empty.v1+json","size":2,\
            "digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"},\
            "layers":[{"mediaType":"application/vnd.cyclonedx+json","size":%s,"digest":"%s",\
            "annotations":{"org.opencontainers.image.title":"bom.json"}}],\
            "subject":{"mediaType":"application/vnd.docker.distribution.manifest.v2+json",\
            "size":%s,"digest":"%s"}}"""
                .formatted(
                    BILL.content().length,
                    Digest.of(BILL.content()),
                    image.manifest().length,
                    image.summary().digest()));
    assertThat(registry.blobs.get(attached.document().content().toString()))
        .isEqualTo(BILL.content());
    assertThat(registry.blobs.get(Digest.of("{}".getBytes(UTF_8)).toString()))
        .isEqualTo("{}".getBytes(UTF_8));
    // Nor is there a tag for it, nor another manifest of the image.
    assertThat(registry.manifests.get("1.0")).isEqualTo(image.manifest());
    assertThat(registry.manifests.keySet()).noneMatch(it -> it.startsWith("sha256-"));
  }

  @Test
  void theBlobsComeBeforeTheManifestAndTheImageBeforeBoth() throws Exception {
    registry.knowsSubjects = true;

    AttachedDocument attached = publish(images.build("class"), BILL).attached().get(0).document();

    List<String> puts = registry.requests("PUT ");
    assertThat(puts.indexOf("PUT /v2/orders/manifests/1.0")).isPositive();
    assertThat(puts.subList(puts.indexOf("PUT /v2/orders/manifests/1.0") + 1, puts.size()))
        .hasSize(3)
        .last()
        .isEqualTo("PUT /v2/orders/manifests/" + attached.digest());
  }

  @Test
  void whatIsThereIsNotSentAgain() throws Exception {
    registry.knowsSubjects = true;
    ImageLayout image = images.build("class");
    PublishedImage first = publish(image, BILL, REPORT);
    registry.requests.clear();

    PublishedImage second = publish(first.layout(), BILL, REPORT);

    assertThat(registry.requests).allMatch(request -> request.startsWith("GET "));
    assertThat(registry.requests("GET /v2/orders/referrers/")).hasSize(1);
    assertThat(second.attached())
        .extracting(AttachedArtifact::outcome)
        .containsExactly(Outcome.ALREADY_THERE, Outcome.ALREADY_THERE);
    assertThat(second.layout()).isSameAs(first.layout());
  }

  @Test
  void theSameDocumentTwiceIsOne() throws Exception {
    PublishedImage published = publish(images.build("class"), BILL, BILL);

    assertThat(published.attached())
        .extracting(AttachedArtifact::outcome)
        .containsExactly(Outcome.ATTACHED_BY_TAG, Outcome.ALREADY_THERE);
    assertThat(attached(published.layout())).hasSize(1);
  }

  @Test
  void anImageWithoutAttachmentsAsksForNone() throws Exception {
    publish(images.build("class"));

    assertThat(registry.requests).noneMatch(request -> request.contains("/referrers/"));
  }

  @Test
  void theLayoutSaysWhatLiesBesideTheImage() throws Exception {
    registry.knowsSubjects = true;
    ImageLayout image = images.build("class");

    PublishedImage published = publish(image, BILL, REPORT);
    List<AttachedDocument> documents =
        published.attached().stream().map(AttachedArtifact::document).toList();

    assertThat(attached(ImageLayout.open(image.directory()))).isEqualTo(documents).hasSize(2);
    // A push that attaches nothing takes nothing away.
    publish(ImageLayout.open(image.directory()));
    assertThat(attached(ImageLayout.open(image.directory()))).isEqualTo(documents);
    publish(ImageLayout.open(image.directory()), REPORT);
    assertThat(attached(ImageLayout.open(image.directory()))).isEqualTo(documents.subList(1, 2));
  }

  @Test
  void anotherRepositoryHasNothingYet() throws Exception {
    registry.knowsSubjects = true;
    PublishedImage published = publish(images.build("class"), BILL);

    PublishedImage elsewhere = images.publish(published.layout(), "invoices", shared);

    assertThat(attached(elsewhere.layout())).isEmpty();
  }

  @Test
  void whereItFailsTheImageIsThereAndTheMessageSaysSo() throws Exception {
    registry.knowsSubjects = true;
    ImageLayout image = images.build("class");
    String manifest = "PUT /v2/orders/manifests/sha256:";
    registry.fail(Integer.MAX_VALUE, 403, manifest);

    assertThatThrownBy(() -> publish(image, BILL))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith(
            "The image is published as '%s/orders@%s', but its attachments could not be: PUT http://"
                .formatted(registry.host(), image.summary().digest()))
        .hasMessageContaining(": 403")
        .hasMessageEndingWith("use others, or have access granted.");
    assertThat(registry.manifests.get("1.0")).isEqualTo(image.manifest());
    assertThat(ImageLayout.open(image.directory()).summary().imageUri()).isNotNull();
  }

  /** "If the registry supports the referrers API, it MUST NOT return a 404." */
  @ParameterizedTest
  @ValueSource(ints = {400, 403, 405, 410, 501})
  void aListThatCannotBeReadIsNoMissingOne(int status) throws Exception {
    registry.fail(Integer.MAX_VALUE, status, "GET /v2/orders/referrers/");

    assertThatThrownBy(() -> publish(images.build("class"), BILL))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("GET http://" + registry.host() + "/v2/orders/referrers/sha256:");
    assertThat(registry.manifests.keySet()).noneMatch(it -> it.startsWith("sha256-"));
  }

  /** Artifactory's word for "not found", before it had the list. */
  @Test
  void aListThatIsNotAcceptableIsMissing() throws Exception {
    registry.fail(Integer.MAX_VALUE, 406, "GET /v2/orders/referrers/");

    assertThat(publish(images.build("class"), BILL).attached().get(0).outcome())
        .isEqualTo(Outcome.ATTACHED_BY_TAG);
  }

  /** "The Content-Type header MUST be set to application/vnd.oci.image.index.v1+json." */
  @Test
  void aListOfAnotherTypeIsNone() throws Exception {
    registry.script(
        exchange -> {
          if (!exchange.getRequestURI().getPath().contains("/referrers/")) {
            return false;
          }
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          ScriptedRegistry.answer(exchange, 200, "<html>");
          return true;
        });

    assertThatThrownBy(() -> publish(images.build("class"), BILL))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining(
            "with 'text/html', where a list of what belongs to the image is due.");
  }

  /** "A Link header MUST be included when the list cannot be returned in a single manifest." */
  @Test
  void aListGoesOnWhereItsLinkLeads() throws Exception {
    registry.knowsSubjects = true;
    ImageLayout image = images.build("class");
    AttachedDocument attached = publish(image, BILL).attached().get(0).document();
    registry.requests.clear();
    registry.script(
        exchange -> {
          if (!exchange.getRequestURI().getPath().contains("/referrers/")) {
            return false;
          }
          boolean last = "n=1&last=b".equals(exchange.getRequestURI().getRawQuery());
          exchange.getResponseHeaders().set("Content-Type", INDEX + "; charset=utf-8");
          if (!last) {
            String path = exchange.getRequestURI().getPath();
            String query = exchange.getRequestURI().getRawQuery() == null ? "a" : "b";
            exchange
                .getResponseHeaders()
                .add(
                    "Link",
                    "<"
                        + path
                        + "?n=0>; rel=\"first\", <"
                        + path
                        + "?n=1&last="
                        + query
                        + ">;rel=next");
          }
          ScriptedRegistry.answer(
              exchange,
              200,
              "{\"manifests\":[{\"digest\":\"%s\"}]}"
                  .formatted(last ? attached.digest() : Digest.of(new byte[1])));
          return true;
        });

    assertThat(publish(image, BILL).attached().get(0).outcome()).isEqualTo(Outcome.ALREADY_THERE);
    assertThat(registry.requests("GET /v2/orders/referrers/")).hasSize(3);
  }

  @Test
  void aListWithoutAnEndHasOne() throws Exception {
    registry.script(
        exchange -> {
          if (!exchange.getRequestURI().getPath().contains("/referrers/")) {
            return false;
          }
          exchange.getResponseHeaders().set("Content-Type", INDEX);
          exchange.getResponseHeaders().set("Link", "<?more>; rel=next");
          ScriptedRegistry.answer(exchange, 200, "{\"manifests\":[]}");
          return true;
        });

    assertThatThrownBy(() -> publish(images.build("class"), BILL))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("without an end");
  }

  @Test
  void aListThatGoesOnElsewhereIsNotFollowed() throws Exception {
    registry.script(
        exchange -> {
          if (!exchange.getRequestURI().getPath().contains("/referrers/")) {
            return false;
          }
          exchange.getResponseHeaders().set("Content-Type", INDEX);
          exchange.getResponseHeaders().set("Link", "<https://other.test/v2/x>; rel=\"next\"");
          ScriptedRegistry.answer(exchange, 200, "{\"manifests\":[]}");
          return true;
        });

    assertThatThrownBy(() -> publish(images.build("class"), BILL))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("goes on at 'https://other.test/v2/x', which is not in it.");
  }

  /** "MUST respond with the response header OCI-Subject"; who lists it all the same is as good. */
  @Test
  void whoListsItHasNotedIt() throws Exception {
    registry.knowsSubjects = true;
    withoutHeader(true);

    PublishedImage published = publish(images.build("class"), BILL);

    assertThat(published.attached().get(0).outcome()).isEqualTo(Outcome.ATTACHED);
    assertThat(registry.requests("GET /v2/orders/referrers/")).hasSize(2);
    assertThat(registry.manifests.keySet()).noneMatch(it -> it.startsWith("sha256-"));
  }

  /** "When the OCI-Subject header was not set, the client MUST" write the tag. */
  @Test
  void whoNeitherSaysNorListsItGetsATag() throws Exception {
    registry.knowsSubjects = true;
    withoutHeader(false);
    ImageLayout image = images.build("class");

    PublishedImage published = publish(image, BILL);

    assertThat(published.attached().get(0).outcome()).isEqualTo(Outcome.ATTACHED_BY_TAG);
    assertThat(list(image).objects("manifests")).hasSize(1);
    // And where no tag may move, that is said.
    assertThatThrownBy(() -> publish(image, it -> true, REPORT))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("the tags of 'orders' are immutable.");
    assertThat(list(image).objects("manifests")).hasSize(1);
  }

  /** Amazon ECR did, before it had the list. */
  @Test
  void whoSaysSoWithoutAListGetsATag() throws Exception {
    registry.knowsSubjects = true;
    registry.fail(Integer.MAX_VALUE, 404, "GET /v2/orders/referrers/");
    ImageLayout image = images.build("class");

    PublishedImage published = publish(image, BILL);

    assertThat(published.attached().get(0).outcome()).isEqualTo(Outcome.ATTACHED_BY_TAG);
    assertThat(list(image).objects("manifests")).hasSize(1);
  }

  /** "MUST NOT return a 404", and some do where nothing lies beside the image yet. */
  @Test
  void whoHasNoListBeforeThereIsSomethingGetsNoTag() throws Exception {
    registry.knowsSubjects = true;
    registry.fail(1, 404, "GET /v2/orders/referrers/");

    PublishedImage published = publish(images.build("class"), BILL);

    assertThat(published.attached().get(0).outcome()).isEqualTo(Outcome.ATTACHED);
    assertThat(registry.manifests.keySet()).noneMatch(it -> it.startsWith("sha256-"));
  }

  /** GitLab's registry: an image belongs to nothing there if it is not in OCI's format. */
  @Test
  void saysWhatHelpsWhereAnImageOfDockersFormatIsNotKnown() throws Exception {
    registry.script(
        exchange -> {
          if (!ScriptedRegistry.line(exchange).startsWith("PUT /v2/orders/manifests/sha256:")) {
            return false;
          }
          exchange.getRequestBody().readAllBytes();
          ScriptedRegistry.answer(
              exchange,
              404,
              "{\"errors\":[{\"code\":\"MANIFEST_BLOB_UNKNOWN\",\"message\":\"blob unknown\"}]}");
          return true;
        });

    assertThatThrownBy(() -> publish(images.build("class"), BILL))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith("The image is published as '")
        .hasMessageContaining("The registry does not have what it names")
        .hasMessageEndingWith("only in OCI's format (<format>oci</format>).");
  }

  /** Takes manifests that belong to an image without saying so, and keeps them or does not. */
  private void withoutHeader(boolean keeps) {
    registry.script(
        exchange -> {
          if (!ScriptedRegistry.line(exchange).startsWith("PUT /v2/orders/manifests/sha256:")) {
            return false;
          }
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (keeps) {
            registry.manifests.put(Digest.of(body).toString(), body);
          }
          ScriptedRegistry.answer(exchange, 201, "");
          return true;
        });
  }

  /** "If the tag returns a 404, the client MUST begin with an empty image index." */
  @Test
  void withoutAListOfTheRegistryATagHasOne() throws Exception {
    ImageLayout image = images.build("class");

    PublishedImage published = publish(image, BILL, REPORT);

    assertThat(published.attached())
        .extracting(AttachedArtifact::outcome)
        .containsOnly(Outcome.ATTACHED_BY_TAG);
    JsonObject list = list(image);
    assertThat(list.number("schemaVersion", 0)).isEqualTo(2);
    assertThat(list.text("mediaType")).isEqualTo(INDEX);
    ArtifactManifest bill = ArtifactManifest.of(BILL, subject(image));
    // "The value of the artifactType MUST be set to the artifactType value in the pushed manifest."
    assertThat(new String(list.objects("manifests").get(0).bytes(), UTF_8))
        .isEqualTo(
            """
            {"mediaType":"application/vnd.oci.image.manifest.v1+json","size":%s,"digest":"%s",\
            "artifactType":"application/vnd.cyclonedx+json"}"""
                .formatted(bill.bytes().length, bill.digest()));
    assertThat(list.objects("manifests")).hasSize(2);
    assertThat(manifest(bill.digest())).isNotNull();
  }

  /** "Append a descriptor for the pushed manifest to the manifests in the referrers list." */
  @Test
  void whatOthersHaveListedStays() throws Exception {
    ImageLayout image = images.build("class");
    String others =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"annotations\":{\"a\":\"b\"},\"manifests\":[{\"mediaType\":\"x\",\"digest\":\"sha512:aa\",\"size\":1,\"artifactType\":\"y\",\"annotations\":{\"z\":\"1\"},\"unknown\":[true]}]}"
            .formatted(INDEX);
    registry.manifests.put(tag(image), others.getBytes(UTF_8));

    publish(image, BILL);

    JsonObject list = list(image);
    assertThat(list.objects("manifests")).hasSize(2);
    assertThat(new String(list.bytes(), UTF_8))
        .startsWith(others.substring(0, others.length() - 2) + ",");
  }

  /** "Verify the descriptor for the manifest is not already in the referrers list." */
  @Test
  void whatIsListedIsNotListedTwice() throws Exception {
    ImageLayout image = images.build("class");
    publish(image, BILL);
    byte[] before = registry.manifests.get(tag(image));
    registry.requests.clear();

    publish(image, BILL);

    assertThat(registry.requests("PUT ")).isEmpty();
    assertThat(registry.manifests.get(tag(image))).isEqualTo(before);
  }

  /** "If that pull returns a manifest other than the expected image index, report a failure." */
  @Test
  void aTagThatNamesSomethingElseStaysAsItIs() throws Exception {
    ImageLayout image = images.build("class");
    byte[] other = (new String(image.manifest(), UTF_8) + "\n").getBytes(UTF_8);
    registry.manifests.put(tag(image), other);

    assertThatThrownBy(() -> publish(image, BILL))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("The tag '" + tag(image) + "' is to list what belongs to the image");
    assertThat(registry.manifests.get(tag(image))).isEqualTo(other);
  }

  @Test
  void whatIsNoListAtAllStaysAsItIs() throws Exception {
    ImageLayout image = images.build("class");
    byte[] other = "{\"schemaVersion\":2,\"layers\":[]}".getBytes(UTF_8);
    registry.manifests.put(tag(image), other);

    assertThatThrownBy(() -> publish(image, BILL))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("Take that tag away if nobody needs it");
    assertThat(registry.manifests.get(tag(image))).isEqualTo(other);
  }

  /** GitLab's registry takes the tag for the image's digest where there is no such tag. */
  @Test
  void theImageUnderTheTagIsNoList() throws Exception {
    ImageLayout image = images.build("class");
    registry.manifests.put(tag(image), image.manifest());

    publish(image, BILL);

    assertThat(list(image).objects("manifests")).hasSize(1);
  }

  /** "Multiple clients could attempt to update the tag simultaneously." */
  @Test
  void whatSomebodyOverwritesIsAddedAgain() throws Exception {
    ImageLayout image = images.build("class");
    String others =
        "{\"mediaType\":\"%s\",\"manifests\":[{\"digest\":\"%s\"}]}"
            .formatted(INDEX, Digest.of(new byte[1]));
    int[] left = {2};
    registry.script(
        exchange -> {
          if (!ScriptedRegistry.line(exchange).startsWith("PUT /v2/orders/manifests/sha256-")
              || left[0]-- <= 0) {
            return false;
          }
          exchange.getRequestBody().readAllBytes();
          registry.manifests.put(tag(image), others.getBytes(UTF_8));
          ScriptedRegistry.answer(exchange, 201, "");
          return true;
        });

    publish(image, BILL);

    assertThat(list(image).objects("manifests")).hasSize(2);
  }

  @Test
  void whoAlwaysOverwritesItIsToldOf() throws Exception {
    registry.script(
        exchange -> {
          if (!ScriptedRegistry.line(exchange).startsWith("PUT /v2/orders/manifests/sha256-")) {
            return false;
          }
          exchange.getRequestBody().readAllBytes();
          ScriptedRegistry.answer(exchange, 201, "");
          return true;
        });

    assertThatThrownBy(() -> publish(images.build("class"), BILL))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("was written 3 times and does not list it");
    assertThat(registry.requests("PUT /v2/orders/manifests/sha256-")).hasSize(3);
  }

  @Test
  void noTagIsMadeWhereTagsAreKnownToBeImmutable() throws Exception {
    ImageLayout image = images.build("class");

    assertThatThrownBy(() -> publish(image, it -> true, BILL))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith("The image is published as '")
        .hasMessageContaining("the tags of 'orders' are immutable.");
    assertThat(registry.manifests.keySet()).noneMatch(it -> it.startsWith("sha256-"));
    assertThat(registry.requests("PUT /v2/orders/manifests/sha256:")).isEmpty();
  }

  @Test
  void whereTagsTurnOutToBeImmutableThatIsSaid() throws Exception {
    registry.script(
        exchange -> {
          if (!ScriptedRegistry.line(exchange).startsWith("PUT /v2/orders/manifests/sha256-")) {
            return false;
          }
          exchange.getRequestBody().readAllBytes();
          ScriptedRegistry.answer(
              exchange, 400, "{\"errors\":[{\"code\":\"TAG_INVALID\",\"message\":\"immutable\"}]}");
          return true;
        });

    assertThatThrownBy(() -> publish(images.build("class"), BILL))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining("the tags of 'orders' are immutable.")
        .hasMessageNotContaining("raise the version");
  }

  @Test
  void documentsAreAskedForBeforeAnythingIsSent() throws Exception {
    ImageLayout image = images.build("class");
    Attaching failing =
        (layout, repository) -> {
          assertThat(repository).isEqualTo(registry.host() + "/orders");
          assertThat(layout).isSameAs(image);
          throw new LambdaImageException("There is none.");
        };

    assertThatThrownBy(() -> publish(image, TagMutability.UNKNOWN, failing))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage("There is none.");
    assertThat(registry.requests("PUT ")).isEmpty();
    assertThat(registry.requests("POST ")).isEmpty();
  }

  private PublishedImage publish(ImageLayout image, Artifact... artifacts) throws Exception {
    return publish(image, TagMutability.UNKNOWN, artifacts);
  }

  private PublishedImage publish(ImageLayout image, TagMutability mutability, Artifact... artifacts)
      throws Exception {
    return publish(image, mutability, (layout, repository) -> List.of(artifacts));
  }

  private PublishedImage publish(ImageLayout image, TagMutability mutability, Attaching attaching)
      throws Exception {
    return images
        .publisher(shared)
        .publish(
            image,
            attaching,
            Destination.of(registry.host() + "/orders", List.of("1.0")),
            mutability);
  }

  private static List<AttachedDocument> attached(ImageLayout layout) {
    var publication = layout.summary().publication();
    return publication == null ? List.of() : publication.attached();
  }

  private static Descriptor subject(ImageLayout image) throws Exception {
    return Descriptor.of("application/vnd.docker.distribution.manifest.v2+json", image.manifest());
  }

  private static String tag(ImageLayout image) {
    return "sha256-" + image.summary().digest().hex();
  }

  private JsonObject list(ImageLayout image) throws Exception {
    return JsonObject.parse(requireNonNull(registry.manifests.get(tag(image))), "the list");
  }

  private JsonObject manifest(Digest digest) throws Exception {
    return JsonObject.parse(
        requireNonNull(registry.manifests.get(digest.toString())), "the manifest");
  }
}
