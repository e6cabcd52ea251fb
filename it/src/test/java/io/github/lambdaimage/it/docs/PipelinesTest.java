package io.github.lambdaimage.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PipelinesTest {

  /** A fenced block, below the name of the file that it is. */
  private static final Pattern FILE = Pattern.compile("(?ms)^`([^`\n]+)`\n\n```(\\w+)\n(.*?)^```$");

  private static final Set<String> ACTIONS =
      Set.of(
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:BatchImportUpstreamImage",
          "ecr:CompleteLayerUpload",
          "ecr:CreateRepository",
          "ecr:DescribeImageSigningStatus",
          "ecr:DescribeRepositories",
          "ecr:GetAuthorizationToken",
          "ecr:GetDownloadUrlForLayer",
          "ecr:GetRepositoryPolicy",
          "ecr:InitiateLayerUpload",
          "ecr:PutImage",
          "ecr:PutLifecyclePolicy",
          "ecr:SetRepositoryPolicy",
          "ecr:TagResource",
          "ecr:UploadLayerPart",
          "kms:CreateGrant",
          "kms:DescribeKey",
          "kms:RetireGrant",
          "lambda:UpdateFunctionCode",
          "sts:AssumeRole",
          "sts:AssumeRoleWithWebIdentity");

  private final String page = Files.readString(Path.of("../docs/pipelines.md"));
  private final Map<String, JsonNode> files = files(page);

  PipelinesTest() throws IOException {}

  @Test
  void everyBlockIsAFileWithANameThatCanBeParsed() {
    assertThat(files).hasSize((int) page.lines().filter(it -> it.startsWith("```")).count() / 2);
    assertThat(files.values()).allSatisfy(it -> assertThat(it.isObject()).isTrue());
  }

  @Test
  void everyGoalThatIsNamedIsThere() throws Exception {
    assertThat(PluginDescriptor.read().goals()).containsAll(named("lambda-image:([\\w-]+)"));
  }

  @Test
  void everyParameterThatIsNamedIsThere() throws Exception {
    assertThat(PluginDescriptor.read().parameters())
        .containsAll(named("`<(\\w+)>`"))
        .containsAll(named("(?:-D|`)lambda-image\\.(\\w+)"));
  }

  @Test
  void everyActionThatIsNamedIsKnown() {
    assertThat(ACTIONS).isEqualTo(named("[\"`]((?:ecr|kms|lambda|sts):[A-Z]\\w+)[\"`](?!:)"));
  }

  @Test
  void everyStatementOfAPolicySaysWhoMayDoWhat() {
    Map<String, JsonNode> policies = new TreeMap<>(files);
    policies.keySet().removeIf(it -> !it.endsWith("-policy.json"));

    assertThat(policies).isNotEmpty();
    for (JsonNode policy : policies.values()) {
      assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
      assertThat(policy.path("Statement")).isNotEmpty();
      for (JsonNode statement : policy.path("Statement")) {
        assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
        assertThat(strings(statement.path("Action"))).isNotEmpty().isSubsetOf(ACTIONS);
        // A role's trust and a repository's policy are attached to the resource that they mean.
        assertThat(statement.has("Resource")).isNotEqualTo(statement.has("Principal"));
      }
    }
  }

  @Test
  void onlyTheLoginIsAllowedOnEverything() {
    JsonNode statements = file("push-policy.json").path("Statement");

    for (JsonNode statement : statements) {
      assertThat(statement.path("Resource").asText().equals("*"))
          .isEqualTo(strings(statement.path("Action")).contains("ecr:GetAuthorizationToken"));
    }
  }

  @Test
  void theWorkflowMayAskForAToken() {
    JsonNode workflow = file(".github/workflows/deploy.yml");

    assertThat(workflow.at("/permissions/id-token").asText()).isEqualTo("write");
    assertThat(workflow.at("/permissions/contents").asText()).isEqualTo("read");
  }

  @Test
  void theJobThatPushesHasTheImageOfTheJobThatBuilds() {
    JsonNode pipeline = file(".gitlab-ci.yml");

    assertThat(strings(pipeline.at("/build/artifacts/paths")))
        .containsExactly("target/lambda-image");
    assertThat(strings(pipeline.at("/push/needs"))).containsExactly("build");
    assertThat(strings(pipeline.at("/push/script"))).contains("mvn -B lambda-image:push-prebuilt");
  }

  @Test
  void theBuildspecIsOfTheVersionThatSharesOneShell() {
    assertThat(file("buildspec.yml").path("version").asText()).isEqualTo("0.2");
  }

  private JsonNode file(String name) {
    assertThat(files).containsKey(name);
    return files.getOrDefault(name, new ObjectMapper().nullNode());
  }

  private Set<String> named(String pattern) {
    Set<String> names =
        Pattern.compile(pattern)
            .matcher(page)
            .results()
            .map(it -> it.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(names).isNotEmpty();
    return names;
  }

  private static Map<String, JsonNode> files(String page) throws IOException {
    Map<String, JsonNode> files = new TreeMap<>();
    Matcher file = FILE.matcher(page);
    while (file.find()) {
      files.put(file.group(1), reader(file.group(2)).readTree(file.group(3)));
    }
    return files;
  }

  /** The text of a node, or of each of its elements. */
  private static List<String> strings(JsonNode node) {
    return node.isArray()
        ? node.valueStream().map(JsonNode::asText).toList()
        : List.of(node.asText());
  }

  private static ObjectMapper reader(String language) {
    ObjectMapper reader =
        switch (language) {
          case "json" -> new ObjectMapper();
          case "yaml" -> new YAMLMapper();
          default -> throw new AssertionError("A block of '" + language + "'.");
        };
    return reader
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }
}
