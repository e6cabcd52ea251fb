package io.github.lambdaimage.check;

import java.util.Set;

/** Classes of aws-lambda-java-core, which every runtime has: they need not be on the class path. */
final class RuntimeClasses {

  private static final String PACKAGE = "com/amazonaws/services/lambda/runtime/";

  private static final Set<String> NAMES =
      Set.of(
          "Client",
          "ClientContext",
          "CognitoIdentity",
          "Context",
          "CustomPojoSerializer",
          "LambdaLogger",
          "LambdaRuntime",
          "LambdaRuntimeInternal",
          "RequestHandler",
          "RequestStreamHandler",
          "logging/LogFormat",
          "logging/LogLevel");

  private RuntimeClasses() {}

  /**
   * Whether a class is one of them.
   *
   * @param name internal
   */
  static boolean has(String name) {
    return name.startsWith(PACKAGE) && NAMES.contains(name.substring(PACKAGE.length()));
  }
}
