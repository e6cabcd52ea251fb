package io.github.lambdaimage.ecr;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who else may use a repository: a policy's text as the user wrote it, or the policy that lets
 * Lambda pull for functions of other accounts.
 *
 * @param document the JSON text, or {@code null} if the accounts decide
 * @param lambdaAccounts whose functions may use the images
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#configuration-images-xaccount">cross-account
 *     permissions</a>
 */
public record RepositoryPolicy(@Nullable String document, List<String> lambdaAccounts) {

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final List<String> PULL =
      List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer");

  public static RepositoryPolicy of(String document) {
    return new RepositoryPolicy(document, List.of());
  }

  /**
   * Lets Lambda pull for these accounts.
   *
   * @throws LambdaImageException when there is none, or one is not 12 digits
   */
  public static RepositoryPolicy lambda(List<String> accounts) throws LambdaImageException {
    for (String account : accounts) {
      if (!ACCOUNT.matcher(account).matches()) {
        throw new LambdaImageException(
            "<policy>: '%s' is not an account id of 12 digits. Write it as 'lambda 111122223333'."
                .formatted(account));
      }
    }
    if (accounts.isEmpty()) {
      throw new LambdaImageException(
          "<policy> 'lambda' names no account. Add those whose functions shall use the images, as in 'lambda 111122223333'.");
    }
    return new RepositoryPolicy(null, List.copyOf(accounts));
  }

  /**
   * The JSON text.
   *
   * @param partition such as {@code aws}
   * @param region of the repository, which is also that of the functions
   */
  String text(String partition, String region) {
    if (document != null) {
      return document;
    }
    List<String> roots = new ArrayList<>();
    List<String> functions = new ArrayList<>();
    for (String account : lambdaAccounts) {
      roots.add("arn:%s:iam::%s:root".formatted(partition, account));
      functions.add("arn:%s:lambda:%s:%s:function:*".formatted(partition, region, account));
    }
    JsonObject accounts = statement("LambdaAccounts", JsonObject.empty().with("AWS", roots));
    JsonObject service =
        statement("LambdaPull", JsonObject.empty().with("Service", "lambda.amazonaws.com"))
            .with(
                "Condition",
                JsonObject.empty()
                    .with("ArnLike", JsonObject.empty().with("aws:SourceArn", functions)));
    return new String(
        JsonObject.empty()
            .with("Version", "2012-10-17")
            .with("Statement", List.of(accounts, service))
            .bytes(),
        StandardCharsets.UTF_8);
  }

  private static JsonObject statement(String id, JsonObject principal) {
    return JsonObject.empty()
        .with("Sid", id)
        .with("Effect", "Allow")
        .with("Principal", principal)
        .with("Action", PULL);
  }
}
