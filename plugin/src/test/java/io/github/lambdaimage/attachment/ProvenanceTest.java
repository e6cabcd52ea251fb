package io.github.lambdaimage.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.oci.Artifact;
import io.github.lambdaimage.oci.JsonObject;
import io.github.lambdaimage.oci.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  /**
   * The field names that in-toto's statement v1 and SLSA's provenance v1 have, by where they are.
   *
   * @see <a href="https://slsa.dev/spec/v1.0/provenance#model">SLSA</a>
   */
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "", Set.of("_type", "subject", "predicateType", "predicate"),
          "subject", descriptor(),
          "predicate", Set.of("buildDefinition", "runDetails"),
          "predicate.buildDefinition",
              Set.of(
                  "buildType", "externalParameters", "internalParameters", "resolvedDependencies"),
          "predicate.buildDefinition.resolvedDependencies", descriptor(),
          "predicate.runDetails", Set.of("builder", "metadata", "byproducts"),
          "predicate.runDetails.builder", Set.of("id", "builderDependencies", "version"),
          "predicate.runDetails.metadata", Set.of("invocationId", "startedOn", "finishedOn"));

  /** Of which the contents are free. */
  private static final Set<String> FREE =
      Set.of(
          "predicate.buildDefinition.externalParameters",
          "predicate.buildDefinition.internalParameters",
          "predicate.runDetails.builder.version",
          "subject.digest",
          "predicate.buildDefinition.resolvedDependencies.digest");

  private static Set<String> descriptor() {
    return Set.of(
        "uri", "digest", "name", "downloadLocation", "mediaType", "content", "annotations");
  }

  @Test
  void saysWhatTheImageWasMadeOf() throws Exception {
    JsonObject statement = statement(CiRun.of(Map.of()));

    assertThat(statement.text("_type")).isEqualTo("https://in-toto.io/Statement/v1");
    assertThat(statement.text("predicateType")).isEqualTo("https://slsa.dev/provenance/v1");
    String digest = CheckedBillTest.summary().digest().hex();
    assertThat(new String(statement.objects("subject").get(0).bytes(), UTF_8))
        .isEqualTo("{\"name\":\"r.test/orders\",\"digest\":{\"sha256\":\"%s\"}}".formatted(digest));
    JsonObject definition = statement.object("predicate").object("buildDefinition");
    assertThat(definition.object("externalParameters").textMap())
        .containsExactly(
            Map.entry("project", "pkg:maven/com.example/orders@1.0"),
            Map.entry("from", "public.ecr.aws/lambda/java:21"),
            Map.entry("architecture", "arm64"),
            Map.entry("handler", "com.example.Orders"));
    List<JsonObject> dependencies = definition.objects("resolvedDependencies");
    assertThat(dependencies).hasSize(3);
    assertThat(new String(dependencies.get(0).bytes(), UTF_8))
        .isEqualTo(
            "{\"uri\":\"pkg:oci/java@sha256%%3A%s?repository_url=public.ecr.aws/lambda/java&tag=21\",\"digest\":{\"sha256\":\"%s\"}}"
                .formatted(digest, digest));
    assertThat(new String(dependencies.get(1).bytes(), UTF_8))
        .isEqualTo(
            "{\"name\":\"/var/task/lib/a-1.jar\",\"uri\":\"pkg:maven/g/a@1?type=jar\",\"digest\":{\"sha256\":\"%s\"}}"
                .formatted(CheckedBillTest.jar("a-1.jar").digest().hex()));
    assertThat(dependencies.get(2).has("uri")).isFalse();
    JsonObject builder = statement.object("predicate").object("runDetails").object("builder");
    assertThat(builder.object("version").textMap())
        .containsExactly(Map.entry("lambda-image-maven-plugin", "1.2.3"));
    assertThat(statement.object("predicate").object("runDetails").has("metadata")).isFalse();
    // A URI names something that is ours: the plugin's coordinates, since there is no site.
    String plugin = "pkg:maven/io.github.lambdaimage/lambda-image-maven-plugin";
    assertThat(builder.text("id")).isEqualTo(plugin);
    assertThat(definition.text("buildType")).isEqualTo(plugin + "#provenance/v1");
  }

  @Test
  void hasTheFieldsThatArePublishedAndNoOthers() throws Exception {
    for (Map<String, String> variables : List.of(Map.<String, String>of(), gitHub())) {
      Artifact artifact = artifact(CiRun.of(variables));

      assertThat(DocumentType.of(artifact.content())).contains(DocumentType.IN_TOTO);
      check("", JsonValue.parse(artifact.content()));
    }
  }

  private static void check(String path, @Nullable Object value) {
    if (value instanceof List<?> list) {
      list.forEach(element -> check(path, element));
    } else if (value instanceof Map<?, ?> map && !FREE.contains(path)) {
      map.forEach(
          (name, member) -> {
            assertThat(FIELDS.getOrDefault(path, Set.of())).contains(String.valueOf(name));
            check(path.isEmpty() ? String.valueOf(name) : path + "." + name, member);
          });
    }
  }

  @Test
  void saysTheSameOfTheSameBuild() throws Exception {
    assertThat(artifact(CiRun.of(gitHub())).content())
        .isEqualTo(artifact(CiRun.of(gitHub())).content());
  }

  @Test
  void saysWhichCommitAndRunOfGitHub() throws Exception {
    String text = text(gitHub());

    assertThat(text)
        .contains(
            "\"id\": \"https://github.com/actions/runner/github-hosted\"",
            "\"invocationId\": \"https://github.com/example/orders/actions/runs/77/attempts/2\"",
            "\"uri\": \"git+https://github.com/example/orders@refs/heads/main\"",
            "\"gitCommit\": \"" + COMMIT + "\"")
        .doesNotContain("ghs_secret");
  }

  @Test
  void saysWhichCommitAndRunOfGitLab() throws Exception {
    String text =
        text(
            Map.of(
                "GITLAB_CI", "true",
                "CI_PROJECT_URL", "https://gitlab.com/example/orders",
                "CI_REPOSITORY_URL",
                    "https://gitlab-ci-token:glcbt-secret@gitlab.com/example/orders.git",
                "CI_COMMIT_SHA", COMMIT,
                "CI_COMMIT_REF_NAME", "v1",
                "CI_COMMIT_TAG", "v1",
                "CI_JOB_URL", "https://gitlab.com/example/orders/-/jobs/5",
                "CI_RUNNER_ID", "12",
                "CI_JOB_TOKEN", "glcbt-secret"));

    assertThat(text)
        .contains(
            "\"id\": \"https://gitlab.com/example/orders/-/runners/12\"",
            "\"invocationId\": \"https://gitlab.com/example/orders/-/jobs/5\"",
            "\"uri\": \"git+https://gitlab.com/example/orders@refs/tags/v1\"",
            "\"gitCommit\": \"" + COMMIT + "\"")
        .doesNotContain("secret");
  }

  /** What follows it is found by it, in the statement of another tool as well. */
  @Test
  void cutsNoAddress() throws Exception {
    String project = "https://gitlab.com/" + "group/".repeat(40) + "orders";

    assertThat(
            text(
                Map.of(
                    "GITLAB_CI",
                    "true",
                    "CI_PROJECT_URL",
                    project,
                    "CI_COMMIT_SHA",
                    COMMIT,
                    "CI_JOB_URL",
                    project + "/-/jobs/5",
                    "CI_RUNNER_ID",
                    "12")))
        .contains(
            "\"id\": \"" + project + "/-/runners/12\"",
            "\"invocationId\": \"" + project + "/-/jobs/5\"",
            "\"uri\": \"git+" + project + "\"");
  }

  @Test
  void saysWhichCommitAndRunOfCodeBuild() throws Exception {
    Map<String, String> variables =
        Map.of(
            "CODEBUILD_BUILD_ARN",
            "arn:aws:codebuild:eu-central-1:123456789012:build/orders:1-2-3",
            "CODEBUILD_SOURCE_REPO_URL",
            "https://user:secret@github.com/example/orders.git?token=secret",
            "CODEBUILD_WEBHOOK_HEAD_REF",
            "refs/heads/main",
            "CODEBUILD_RESOLVED_SOURCE_VERSION",
            COMMIT,
            "AWS_SECRET_ACCESS_KEY",
            "secret");

    assertThat(text(variables))
        .contains(
            "\"invocationId\": \"arn:aws:codebuild:eu-central-1:123456789012:build/orders:1-2-3\"",
            "\"uri\": \"git+https://github.com/example/orders.git@refs/heads/main\"",
            "\"gitCommit\": \"" + COMMIT + "\"")
        .doesNotContain("secret");
  }

  @Test
  void saysNothingOfSourcesThatAreNoCommit() throws Exception {
    String text =
        text(
            Map.of(
                "CODEBUILD_BUILD_ARN", "arn:aws:codebuild:eu-central-1:1:build/orders:1",
                "CODEBUILD_SOURCE_REPO_URL", "bucket/orders.zip",
                "CODEBUILD_RESOLVED_SOURCE_VERSION", "the.version.of.an.object"));

    assertThat(text).doesNotContain("gitCommit", "git+", "bucket");
  }

  private static Map<String, String> gitHub() {
    return Map.of(
        "GITHUB_ACTIONS", "true",
        "GITHUB_SERVER_URL", "https://github.com",
        "GITHUB_REPOSITORY", "example/orders",
        "GITHUB_SHA", COMMIT,
        "GITHUB_REF", "refs/heads/main",
        "GITHUB_RUN_ID", "77",
        "GITHUB_RUN_ATTEMPT", "2",
        "RUNNER_ENVIRONMENT", "github-hosted",
        "GITHUB_TOKEN", "ghs_secret");
  }

  private static String text(Map<String, String> variables) throws Exception {
    return new String(artifact(CiRun.of(variables)).content(), UTF_8);
  }

  private static JsonObject statement(CiRun run) throws Exception {
    return JsonObject.parse(artifact(run).content(), "it");
  }

  private static Artifact artifact(CiRun run) throws Exception {
    return new Provenance(
            Provenance.project("com.example", "orders", "1.0"),
            Map.of("/var/task/lib/a-1.jar", "pkg:maven/g/a@1?type=jar"),
            Map.of("lambda-image-maven-plugin", "1.2.3"),
            run)
        .about(
            CheckedBillTest.summary(),
            List.of(CheckedBillTest.jar("a-1.jar"), CheckedBillTest.jar("b-2.jar")),
            "r.test/orders");
  }
}
