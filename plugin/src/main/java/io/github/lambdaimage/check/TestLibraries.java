package io.github.lambdaimage.check;

import io.github.lambdaimage.content.Part;
import io.github.lambdaimage.function.Dependency;
import io.github.lambdaimage.message.LambdaImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Test libraries that are in the image because their scope is missing. */
final class TestLibraries implements Inspector {

  private static final Pattern FOR_TESTS =
      Pattern.compile(
          "(junit|org\\.junit\\..*|org\\.testng|org\\.mockito|org\\.easymock|org\\.powermock|org\\.assertj"
              + "|org\\.hamcrest|org\\.awaitility|org\\.testcontainers|org\\.wiremock|io\\.rest-assured"
              + "|org\\.spockframework|com\\.github\\.tomakehurst|com\\.tngtech\\.archunit|io\\.mockk"
              + "|io\\.kotest|org\\.scalatest):.*"
              + "|org\\.jetbrains\\.kotlin:kotlin-test.*"
              + "|org\\.springframework:spring-test"
              + "|org\\.springframework\\.boot:spring-boot-(starter-)?test(-autoconfigure)?"
              + "|com\\.amazonaws:aws-lambda-java-tests");

  @Override
  public void inspect(CheckedFunction subject, Findings findings) throws LambdaImageException {
    List<String> names = new ArrayList<>();
    for (Part part : subject.parts().get()) {
      Dependency dependency = part.dependency();
      if (dependency != null
          && FOR_TESTS.matcher(dependency.groupId() + ":" + dependency.artifactId()).matches()) {
        names.add("'" + dependency.groupId() + ":" + dependency.artifactId() + "'");
      }
    }
    if (!names.isEmpty()) {
      findings.problem(
          "Libraries for tests are in the image: %s. Give them <scope>test</scope>, or exclude them from the dependency that brings them ('mvn dependency:tree' shows it)."
              .formatted(String.join(", ", names)));
    }
  }
}
