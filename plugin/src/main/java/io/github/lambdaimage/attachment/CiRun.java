package io.github.lambdaimage.attachment;

import io.github.lambdaimage.message.Quotation;
import java.util.Map;
import java.util.Optional;

/**
 * The run of a pipeline, from the pipeline's variables. Only these are read, and none of them
 * contains a secret; user and password in a URL are left out.
 *
 * @param builder who runs it, as a URI
 * @param invocation which run it is; empty if that is not known
 * @param repository the sources; empty if they are not known
 * @param reference branch or tag; empty if it is not known
 * @param commit empty if it is not known
 */
public record CiRun(
    String builder, String invocation, String repository, String reference, String commit) {

  /** The plugin itself, if no pipeline runs it. */
  private static final String LOCAL = PackageUrl.PLUGIN;

  private static final int SHA1 = 40;
  private static final int SHA256 = 64;

  /** The run that these variables of the environment tell of. */
  public static CiRun of(Map<String, String> variables) {
    Lookup lookup = new Lookup(variables);
    if (lookup.isTrue("GITHUB_ACTIONS")) {
      return gitHub(lookup);
    }
    if (lookup.isTrue("GITLAB_CI")) {
      return gitLab(lookup);
    }
    return lookup.text("CODEBUILD_BUILD_ARN").isEmpty()
        ? new CiRun(LOCAL, "", "", "", "")
        : codeBuild(lookup);
  }

  /**
   * The variables of GitHub.
   *
   * @see <a
   *     href="https://docs.github.com/en/actions/reference/workflows-and-actions/variables">Variables</a>
   */
  private static CiRun gitHub(Lookup lookup) {
    String server = lookup.address("GITHUB_SERVER_URL");
    String repository = server + "/" + lookup.text("GITHUB_REPOSITORY");
    String run = lookup.text("GITHUB_RUN_ID");
    String attempt = lookup.text("GITHUB_RUN_ATTEMPT");
    String runner = lookup.text("RUNNER_ENVIRONMENT");
    return new CiRun(
        server + "/actions/runner/" + (runner.isEmpty() ? "self-hosted" : runner),
        run.isEmpty()
            ? ""
            : repository
                + "/actions/runs/"
                + run
                + (attempt.isEmpty() ? "" : "/attempts/" + attempt),
        repository,
        lookup.text("GITHUB_REF"),
        lookup.commit("GITHUB_SHA"));
  }

  /**
   * The variables of GitLab; {@code CI_REPOSITORY_URL}, which contains a token, is not read.
   *
   * @see <a href="https://docs.gitlab.com/ci/variables/predefined_variables/">Variables</a>
   */
  private static CiRun gitLab(Lookup lookup) {
    String project = lookup.address("CI_PROJECT_URL");
    boolean tag = !lookup.text("CI_COMMIT_TAG").isEmpty();
    String name = lookup.text("CI_COMMIT_REF_NAME");
    return new CiRun(
        project + "/-/runners/" + lookup.text("CI_RUNNER_ID"),
        lookup.address("CI_JOB_URL"),
        project,
        name.isEmpty() ? "" : (tag ? "refs/tags/" : "refs/heads/") + name,
        lookup.commit("CI_COMMIT_SHA"));
  }

  /**
   * The variables of CodeBuild.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html">Variables</a>
   */
  private static CiRun codeBuild(Lookup lookup) {
    return new CiRun(
        "https://aws.amazon.com/codebuild",
        lookup.text("CODEBUILD_BUILD_ARN"),
        lookup.address("CODEBUILD_SOURCE_REPO_URL"),
        lookup.text("CODEBUILD_WEBHOOK_HEAD_REF"),
        lookup.commit("CODEBUILD_RESOLVED_SOURCE_VERSION"));
  }

  /** The URI of the sources; empty unless repository and commit are known. */
  Optional<String> source() {
    return repository.isEmpty() || commit.isEmpty()
        ? Optional.empty()
        : Optional.of("git+" + repository + (reference.isEmpty() ? "" : "@" + reference));
  }

  /** The variables. */
  private record Lookup(Map<String, String> variables) {

    String text(String name) {
      return variables.getOrDefault(name, "").strip();
    }

    boolean isTrue(String name) {
      return text(name).equals("true");
    }

    /** A web URL, whole except for parts that may be secret; empty for anything else. */
    String address(String name) {
      String text = text(name);
      return text.startsWith("https://") || text.startsWith("http://")
          ? Quotation.withoutUser(Quotation.withoutQuery(text)).replace("…@", "")
          : "";
    }

    /** A commit of git; empty for anything else, such as the version of an archive. */
    String commit(String name) {
      String text = text(name);
      boolean hash = text.length() == SHA1 || text.length() == SHA256;
      return hash && text.chars().allMatch(it -> Character.digit(it, 16) >= 0) ? text : "";
    }
  }
}
