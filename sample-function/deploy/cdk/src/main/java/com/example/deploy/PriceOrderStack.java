package com.example.deploy;

import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.RepositoryAttributes;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.DockerImageCode;
import software.amazon.awscdk.services.lambda.DockerImageFunction;
import software.amazon.awscdk.services.lambda.EcrImageCodeProps;
import software.constructs.Construct;

/** The function, with the image that was published. */
final class PriceOrderStack extends Stack {

  PriceOrderStack(Construct scope, PublishedImage image, StackProps props) {
    super(scope, "PriceOrder", props);
    IRepository repository = repository(image);
    // By digest: a tag may name another image by the time that the stack is updated.
    EcrImageCodeProps digest = EcrImageCodeProps.builder().tagOrDigest(image.digest()).build();
    DockerImageFunction.Builder.create(this, "Function")
        .code(DockerImageCode.fromEcr(repository, digest))
        .architecture(architecture(image))
        .memorySize(512)
        .timeout(Duration.seconds(10))
        .build();
  }

  /** With account and region, since the repository may be another account's. */
  private IRepository repository(PublishedImage image) {
    ArnComponents arn =
        ArnComponents.builder()
            .service("ecr")
            .account(image.account())
            .region(image.region())
            .resource("repository")
            .resourceName(image.repository())
            .build();
    return Repository.fromRepositoryAttributes(
        this,
        "Repository",
        RepositoryAttributes.builder()
            .repositoryArn(Arn.format(arn, this))
            .repositoryName(image.repository())
            .build());
  }

  private static Architecture architecture(PublishedImage image) {
    return image.architecture().equals("arm64") ? Architecture.ARM_64 : Architecture.X86_64;
  }
}
