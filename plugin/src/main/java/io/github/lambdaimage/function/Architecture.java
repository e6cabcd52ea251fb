package io.github.lambdaimage.function;

import io.github.lambdaimage.message.LambdaImageException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The two instruction sets of Lambda, by Lambda's, OCI's and Linux's names. */
public enum Architecture {
  ARM64("arm64", "arm64", "aarch64"),
  X86_64("x86_64", "amd64", "x86_64");

  private final String lambdaName;
  private final String ociName;
  private final String machine;

  Architecture(String lambdaName, String ociName, String machine) {
    this.lambdaName = lambdaName;
    this.ociName = ociName;
    this.machine = machine;
  }

  /**
   * Parses Lambda's name of an architecture.
   *
   * @throws LambdaImageException for anything else, OCI's {@code amd64} included: there is one word
   *     for it, the one that SAM, CDK and Terraform use too
   */
  public static Architecture parse(String name) throws LambdaImageException {
    for (Architecture architecture : values()) {
      if (architecture.lambdaName.equals(name)) {
        return architecture;
      }
    }
    throw new LambdaImageException(
        "<architecture> '%s' is not one of Lambda's. Use %s."
            .formatted(
                name,
                Arrays.stream(values())
                    .map(architecture -> "'" + architecture.lambdaName + "'")
                    .collect(Collectors.joining(" or "))));
  }

  /** The name in Lambda's API: {@code arm64} or {@code x86_64}. */
  public String lambdaName() {
    return lambdaName;
  }

  /** The name in image configs and indexes: {@code arm64} or {@code amd64}. */
  public String ociName() {
    return ociName;
  }

  /**
   * Whether a machine has this architecture.
   *
   * @param osArch the machine's, as Java calls it: {@code amd64} or {@code aarch64}, on some
   *     systems {@code x86_64} or {@code arm64}
   */
  public boolean isOf(String osArch) {
    return switch (this) {
      case ARM64 -> osArch.equals("aarch64") || osArch.equals("arm64");
      case X86_64 -> osArch.equals("amd64") || osArch.equals("x86_64");
    };
  }

  /** Linux's name of the machine: {@code aarch64} or {@code x86_64}. */
  public String machine() {
    return machine;
  }
}
