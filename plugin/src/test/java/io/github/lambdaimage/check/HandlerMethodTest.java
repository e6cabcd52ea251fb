package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.check.ClassFile.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Opcodes;

/** Which of several methods the runtime calls, and which it cannot call. */
class HandlerMethodTest {

  private static final String CONTEXT = "Lcom/amazonaws/services/lambda/runtime/Context;";
  private static final String IN = "Ljava/io/InputStream;";
  private static final String OUT = "Ljava/io/OutputStream;";
  private static final String STRING = "Ljava/lang/String;";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        STRING,
        "I",
        CONTEXT,
        IN,
        STRING + CONTEXT,
        IN + OUT,
        IN + CONTEXT,
        IN + OUT + CONTEXT
      })
  void canBeCalledWithEventAndContext(String parameters) {
    assertThat(HandlerMethod.isLegal(method(parameters))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        STRING + STRING,
        CONTEXT + STRING,
        CONTEXT + CONTEXT,
        IN + IN,
        OUT + IN,
        IN + CONTEXT + OUT,
        STRING + OUT + CONTEXT,
        IN + OUT + CONTEXT + STRING
      })
  void cannotBeCalledWithAnythingElse(String parameters) {
    assertThat(HandlerMethod.isLegal(method(parameters))).isFalse();
  }

  @Test
  void hasMoreParametersThanTheOthers() {
    Method none = method("");
    Method event = method(STRING);
    Method both = method(STRING + CONTEXT);

    assertThat(HandlerMethod.choose(List.of(none, event, both))).contains(both);
    assertThat(HandlerMethod.choose(List.of(none, event))).contains(event);
  }

  @Test
  void hasAContextRatherThanAnEvent() {
    Method context = method(CONTEXT);

    assertThat(HandlerMethod.choose(List.of(method(STRING), context))).contains(context);
  }

  /** A context at the end counts twice. */
  @Test
  void isTheFirstOfEqualOnes() {
    Method streams = method(IN + OUT);
    Method context = method(CONTEXT);

    assertThat(HandlerMethod.choose(List.of(streams, context))).contains(streams);
    assertThat(HandlerMethod.choose(List.of(context, streams))).contains(context);
  }

  @Test
  void isNoBridgeIfThereIsAnother() {
    Method bridge =
        new Method("handle", Opcodes.ACC_BRIDGE, descriptor(IN + CONTEXT), null, List.of());
    Method real = method(STRING);

    assertThat(HandlerMethod.choose(List.of(bridge, real))).contains(real);
    assertThat(HandlerMethod.choose(List.of(bridge))).contains(bridge);
  }

  @Test
  void isNoneThatCannotBeCalled() {
    Method event = method(STRING);

    assertThat(HandlerMethod.choose(List.of(method(STRING + STRING), event))).contains(event);
    assertThat(HandlerMethod.choose(List.of(method(STRING + STRING)))).isEmpty();
  }

  /** The runtime compares what is not erased. */
  @Test
  void hasNoStreamForATypeVariable() {
    Method generic =
        new Method(
            "handle",
            Opcodes.ACC_PUBLIC,
            descriptor(IN + OUT),
            "<T:Ljava/io/InputStream;>(TT;" + OUT + ")V",
            List.of());

    assertThat(HandlerMethod.isLegal(generic)).isFalse();
    assertThat(GenericTypes.parameters(generic)).containsExactly("T", OUT);
  }

  private static Method method(String parameters) {
    return new Method("handle", Opcodes.ACC_PUBLIC, descriptor(parameters), null, List.of());
  }

  private static String descriptor(String parameters) {
    return "(" + parameters + ")V";
  }
}
