package io.github.lambdaimage.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DeployTest {

  private static final Path ROOT = Path.of("..");
  private static final Path DEPLOY = ROOT.resolve("sample-function/deploy");

  /** A fenced block, below the name of the file that it is a part of. */
  private static final Pattern EXCERPT =
      Pattern.compile("(?ms)^`([^`\n]+)`\n\n```\\w+\n(.*?)^```$");

  private final String page = Files.readString(ROOT.resolve("docs/deploy.md"));

  DeployTest() throws Exception {}

  @Test
  void everyExcerptIsInTheFileThatItNames() throws Exception {
    List<MatchResult> excerpts = EXCERPT.matcher(page).results().toList();

    assertThat(excerpts).hasSize(3);
    for (MatchResult excerpt : excerpts) {
      assertThat(Files.readString(ROOT.resolve(excerpt.group(1)))).contains(excerpt.group(2));
    }
  }

  @Test
  void everyCommandNamesGoalsAndFilesThatThereAre() throws Exception {
    assertThat(PluginDescriptor.read().goals())
        .containsAll(
            Pattern.compile("mvn lambda-image:([\\w-]+)")
                .matcher(page)
                .results()
                .map(it -> it.group(1))
                .toList());
    assertThat(Pattern.compile("(?:[ =])(deploy/[\\w/.]+)").matcher(page).results())
        .isNotEmpty()
        .allSatisfy(it -> assertThat(ROOT.resolve("sample-function/" + it.group(1))).exists());
  }

  @Test
  void theTemplateDeploysTheImageThatItsParametersName() throws Exception {
    JsonNode template = new YAMLMapper().readTree(DEPLOY.resolve("sam/template.yaml").toFile());
    JsonNode function = template.at("/Resources/PriceOrder/Properties");

    assertThat(function.path("PackageType").asText()).isEqualTo("Image");
    // The tags !Ref are lost in reading; what they refer to is not.
    assertThat(function.path("ImageUri").asText()).isEqualTo("ImageUri");
    assertThat(function.at("/Architectures/0").asText()).isEqualTo("Architecture");
    assertThat(template.path("Parameters").fieldNames())
        .toIterable()
        .containsExactly("ImageUri", "Architecture");
  }

  @Test
  void terraformDeploysTheImageThatItsVariablesName() throws Exception {
    assertThat(keys(hcl("variables.tf"), "variable"))
        .containsExactlyInAnyOrder("image_uri", "architecture");
    assertThat(keys(hcl("main.tf"), "resource")).contains("aws_lambda_function");
    assertThat(Files.readString(DEPLOY.resolve("terraform/main.tf")))
        .containsPattern("(?m)^  image_uri += var\\.image_uri$")
        .containsPattern("(?m)^  architectures += \\[var\\.architecture]$");
  }

  private static Map<String, ?> hcl(String file) throws Exception {
    return new HCLParser().parse(DEPLOY.resolve("terraform").resolve(file).toFile(), "UTF-8");
  }

  /** The labels of the blocks of one kind. */
  private static List<String> keys(Map<String, ?> document, String kind) {
    return document.get(kind) instanceof Map<?, ?> blocks
        ? blocks.keySet().stream().map(String::valueOf).toList()
        : List.of();
  }
}
