package io.github.lambdaimage.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcrHostTest {

  @ParameterizedTest
  @CsvSource({
    "123456789012.dkr.ecr.eu-central-1.amazonaws.com, eu-central-1",
    "123456789012.dkr-ecr.us-west-2.on.aws, us-west-2",
    "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn, cn-north-1",
    "123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn, cn-north-1",
    "123456789012.dkr.ecr.us-gov-west-1.amazonaws.com, us-gov-west-1",
    "123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu, eusc-de-east-1",
    "123456789012.dkr.ecr.us-isob-east-1.sc2s.sgov.gov, us-isob-east-1",
    "123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov, us-iso-east-1",
    "123456789012.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk, eu-isoe-west-1",
    "123456789012.dkr.ecr.us-isof-south-1.csp.hci.ic.gov, us-isof-south-1",
  })
  void knowsEveryPartition(String host, String region) {
    assertThat(EcrHost.parse(host)).contains(new EcrHost("123456789012", region, host));
  }

  @Test
  void knowsTheSameRegistryWithoutFips() {
    assertThat(EcrHost.parse("123456789012.dkr.ecr-fips.us-east-1.amazonaws.com"))
        .contains(
            new EcrHost(
                "123456789012", "us-east-1", "123456789012.dkr.ecr.us-east-1.amazonaws.com"));
    assertThat(EcrHost.parse("123456789012.dkr-ecr-fips.us-east-1.on.aws").orElseThrow().plain())
        .isEqualTo("123456789012.dkr-ecr.us-east-1.on.aws");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public.ecr.aws",
        "12345678901.dkr.ecr.eu-central-1.amazonaws.com",
        "123456789012.dkr.ecr.eu-central-1.amazonaws.com.evil.test",
        "123456789012xdkr.ecr.eu-central-1.amazonaws.com",
        "123456789012.dkr.ecr.eu-central-1.amazonaws.com:443",
        "registry.example.com",
        "localhost:5000",
      })
  void takesNothingElseForOne(String host) {
    assertThat(EcrHost.parse(host)).isEmpty();
  }
}
