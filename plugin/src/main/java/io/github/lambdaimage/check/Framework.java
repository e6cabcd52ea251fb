package io.github.lambdaimage.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frameworks whose own handler calls the project's code. */
enum Framework {
  QUARKUS(
      "Quarkus",
      Needs.GENERATED_CLASSES,
      "quarkus-amazon-lambda",
      "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler"),
  QUARKUS_FUNQY(
      "Quarkus",
      Needs.GENERATED_CLASSES,
      "quarkus-funqy-amazon-lambda",
      "io.quarkus.funqy.lambda.FunqyStreamHandler"),
  SPRING_CLOUD_FUNCTION(
      "Spring Cloud Function",
      Needs.START_CLASS,
      "spring-cloud-function-adapter-aws",
      "org.springframework.cloud.function.adapter.aws.FunctionInvoker"),
  SERVERLESS_CONTAINER(
      "serverless-java-container",
      Needs.START_CLASS,
      "aws-serverless-java-container-springboot",
      "com.amazonaws.serverless.proxy.spring.SpringDelegatingLambdaContainerHandler"),
  MICRONAUT(
      "Micronaut",
      Needs.NOTHING,
      "micronaut-function-aws-api-proxy",
      "io.micronaut.function.aws.proxy.payload1.ApiGatewayProxyRequestEventFunction",
      "io.micronaut.function.aws.proxy.payload2.APIGatewayV2HTTPEventFunction",
      "io.micronaut.function.aws.proxy.alb.ApplicationLoadBalancerFunction");

  /** What a handler needs besides the project's classes and its dependencies. */
  enum Needs {
    NOTHING,
    /** Classes that its Maven plugin generates into an archive. */
    GENERATED_CLASSES,
    /** The class that Spring starts with. */
    START_CLASS
  }

  /** A class that Quarkus generates: without it, its handler finds no application. */
  static final String QUARKUS_APPLICATION = "io/quarkus/runner/ApplicationImpl";

  private final String userName;
  private final Needs needs;
  private final String jar;

  /** Separated by a space: a list could be changed. */
  private final String handlers;

  Framework(String userName, Needs needs, String jar, String... handlers) {
    this.userName = userName;
    this.needs = needs;
    this.jar = jar;
    this.handlers = String.join(" ", handlers);
  }

  /** The framework whose handler is a class, or {@code null}. */
  static @Nullable Framework withHandler(String className) {
    for (Framework framework : values()) {
      if (framework.handlers().contains(className)) {
        return framework;
      }
    }
    return null;
  }

  boolean needs(Needs what) {
    return needs == what;
  }

  /** The beginning of the names of all jars that can contain the handlers. */
  String jar() {
    return jar;
  }

  List<String> handlers() {
    return List.of(handlers.split(" "));
  }

  @Override
  public String toString() {
    return userName;
  }
}
