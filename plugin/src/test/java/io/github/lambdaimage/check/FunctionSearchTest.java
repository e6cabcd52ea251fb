package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.Handler;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.Opcodes;

/** What is looked for in a function before it is checked. */
class FunctionSearchTest {

  private static final String STREAM = "com/amazonaws/services/lambda/runtime/RequestStreamHandler";

  @TempDir Path directory;
  private WrittenTypes types;

  @BeforeEach
  void begin() throws Exception {
    types = new WrittenTypes(directory);
    for (String name : List.of("a/One", "a/Two")) {
      types.type(Opcodes.ACC_PUBLIC, name, "java/lang/Object", List.of(STREAM), "1 <init>()V");
    }
  }

  @Test
  void findsAClassOrAFileAmongOtherNames() throws Exception {
    assertThat(FunctionChecks.hasAny(types.layers(), List.of("b.Other", "a.One"))).isTrue();
    assertThat(FunctionChecks.hasAny(types.layers(), List.of("-x", "/var/task/a/One.class")))
        .isTrue();
  }

  @Test
  void findsNothingElse() throws Exception {
    assertThat(FunctionChecks.hasAny(types.layers(), List.of("b.Other", "/var/task/One.class")))
        .isFalse();
    assertThat(FunctionChecks.hasAny(types.layers(), List.of())).isFalse();
  }

  @Test
  void findsTheClassOfAHandler() throws Exception {
    assertThat(FunctionChecks.hasClass(types.layers(), new Handler("a.One::handle"))).isTrue();
    assertThat(FunctionChecks.hasClass(types.layers(), new Handler("a.Other"))).isFalse();
  }

  @Test
  void findsTheHandlersAmongSomeClasses() throws Exception {
    assertThat(FunctionChecks.handlersAmong(types.layers(), Set.of("a/Two", "a/Other")))
        .containsExactly("a.Two");
    assertThat(FunctionChecks.handlers(types.layers())).containsExactly("a.One", "a.Two");
  }
}
