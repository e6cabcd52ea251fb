package io.github.lambdaimage.it.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.standin.runtime.Outcome;
import io.github.lambdaimage.standin.runtime.RuntimeClient;
import io.github.lambdaimage.standin.runtime.RuntimeInstallation;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An event that is a record, which not every version of AWS's serialization can read. */
class RecordEventTest {

  private static final String SOURCE =
      """
      package com.example;

      public class Orders {
        public record Order(String item, int count, Customer customer) {}

        public record Customer(String name) {}

        public Order price(Order order) {
          return new Order(order.item(), order.count() + 1, order.customer());
        }
      }
      """;

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "The client has a native part.")
  void isReadByTheClientThatThePluginAdds(@TempDir Path taskRoot) throws Exception {
    Path source = Files.writeString(taskRoot.resolve("Orders.java"), SOURCE);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", taskRoot.toString(), source.toString());
    assertThat(failed).isZero();
    RuntimeClient client =
        RuntimeClient.of(RuntimeInstallation.of(Path.of("target/runtime-interface-client")));

    Outcome outcome =
        client.invoke(
            taskRoot,
            "com.example.Orders::price",
            "{\"item\": \"coffee\", \"count\": 2, \"customer\": {\"name\": \"Ada\"}}");

    assertThat(outcome.errorMessage()).isEmpty();
    assertThat(outcome.response())
        .isEqualTo("{\"item\":\"coffee\",\"count\":3,\"customer\":{\"name\":\"Ada\"}}");
  }
}
