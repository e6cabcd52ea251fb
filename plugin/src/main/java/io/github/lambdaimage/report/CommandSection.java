package io.github.lambdaimage.report;

import io.github.lambdaimage.image.ImageSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The commands that run the image locally, and those that deploy it. */
final class CommandSection {

  private record Command(String purpose, String text) {}

  private CommandSection() {}

  static String of(ImageSummary image) {
    return section("run", "Run it here", run()) + section("deploy", "Deploy it", deploy(image));
  }

  private static List<Command> run() {
    return List.of(
        new Command(
            "One event, and the answer", "mvn lambda-image:invoke -Dlambda-image.event=event.json"),
        new Command("An endpoint on localhost", "mvn lambda-image:run"),
        new Command(
            "An event for it",
            "curl -d @event.json http://localhost:9000/2015-03-31/functions/function/invocations"),
        new Command("Into docker, podman, finch or nerdctl", "mvn lambda-image:load"));
  }

  private static List<Command> deploy(ImageSummary image) {
    List<Command> commands = new ArrayList<>();
    if (image.publication() == null) {
      commands.add(new Command("First publish it", "mvn lambda-image:push"));
    }
    String uri =
        image.imageUri() == null
            ? "\"$(jq -r .imageUri target/lambda-image/image.json)\""
            : String.valueOf(image.imageUri());
    commands.add(
        new Command(
            "AWS CLI",
            "aws lambda update-function-code --function-name my-function --architectures %s --image-uri %s"
                .formatted(image.architecture(), uri)));
    commands.add(
        new Command(
            "Terraform", "terraform apply -var-file=target/lambda-image/image.tfvars.json"));
    commands.add(
        new Command(
            "CloudFormation and SAM",
            "aws cloudformation deploy --stack-name my-stack --template-file template.yaml --capabilities CAPABILITY_IAM --parameter-overrides file://target/lambda-image/image.parameters.json"));
    return commands;
  }

  private static String section(String id, String heading, List<Command> commands) {
    return Html.section(
        id,
        heading,
        commands.stream()
            .map(
                it ->
                    "<p>%s</p>\n<pre><code>%s</code></pre>\n"
                        .formatted(Html.text(it.purpose()), Html.text(it.text())))
            .collect(Collectors.joining()));
  }
}
