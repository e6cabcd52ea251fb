package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.oci.ImageName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmazonLinuxTest {

  private static final String DIGEST = "@sha256:" + "0".repeat(64);

  @ParameterizedTest
  @CsvSource({
    "public.ecr.aws/lambda/java:8.al2,                    AL2",
    "public.ecr.aws/lambda/java:11,                       AL2",
    "public.ecr.aws/lambda/java:17,                       AL2",
    "public.ecr.aws/lambda/java:17.2026.01.02.03,         AL2",
    "public.ecr.aws/lambda/java:17.2026.01.02.03-arm64,   AL2",
    "public.ecr.aws/lambda/java:8.al2.2026.01.02.03,      AL2",
    "public.ecr.aws/lambda/java:11-x86_64,                AL2",
    "public.ecr.aws/lambda/provided:al2,                  AL2",
    "public.ecr.aws/lambda/provided:al2.2026.01.02.03,    AL2",
    "public.ecr.aws/lambda/java:8.al2023,                 AL2023",
    "public.ecr.aws/lambda/java:17.al2023,                AL2023",
    "public.ecr.aws/lambda/java:17.al2023.2026.08.01.02-x86_64, AL2023",
    "public.ecr.aws/lambda/java:21,                       AL2023",
    "public.ecr.aws/lambda/java:25.2026.01.02.03,         AL2023",
    "public.ecr.aws/lambda/provided:al2023-arm64,         AL2023",
    "111122223333.dkr.ecr.eu-central-1.amazonaws.com/ecr-public/lambda/java:17, AL2",
    "111122223333.dkr.ecr.eu-central-1.amazonaws.com/lambda/java:21, AL2023",
    "public.ecr.aws/lambda/java:8,                        ",
    "public.ecr.aws/lambda/java:12,                       ",
    "public.ecr.aws/lambda/java:17.1,                     ",
    "public.ecr.aws/lambda/java:17-mine,                  ",
    "public.ecr.aws/lambda/java:latest,                   ",
    "public.ecr.aws/lambda/java,                          ",
    "public.ecr.aws/lambda/provided:latest,               ",
    "public.ecr.aws/lambda/python:3.13,                   ",
    "r.test/java:17,                                      ",
    "r.test/my-lambda/provided:al2,                       "
  })
  void isKnownByTheNamesThatAWSGives(String name, @Nullable AmazonLinux linux) throws Exception {
    ImageName base = ImageName.parse(name);

    assertThat(AmazonLinux.of(base).orElse(null)).isEqualTo(linux);
    if (base.tag() != null && !name.endsWith("java")) {
      assertThat(AmazonLinux.of(ImageName.parse(name + DIGEST)).orElse(null)).isEqualTo(linux);
    }
  }

  @ParameterizedTest
  @CsvSource({"public.ecr.aws/lambda/java", "public.ecr.aws/lambda/provided"})
  void isNotKnownByADigestAlone(String repository) throws Exception {
    assertThat(AmazonLinux.of(ImageName.parse(repository + DIGEST))).isEmpty();
  }
}
