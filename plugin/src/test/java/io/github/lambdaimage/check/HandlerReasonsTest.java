package io.github.lambdaimage.check;

import static io.github.lambdaimage.check.WrittenTypes.CONSTRUCTOR;
import static io.github.lambdaimage.check.WrittenTypes.OBJECT;
import static io.github.lambdaimage.check.WrittenTypes.PUBLIC;
import static io.github.lambdaimage.check.WrittenTypes.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.function.Handler;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.Opcodes;

/** Why the runtime could not call a handler. */
class HandlerReasonsTest {

  @TempDir Path directory;
  private WrittenTypes types;

  @BeforeEach
  void begin() {
    types = new WrittenTypes(directory);
  }

  @Test
  void isNoneForAPublicMethodOfAPublicClass() throws Exception {
    types.type(PUBLIC, "a/H", OBJECT, List.of(), CONSTRUCTOR, "1 handle(I)V");

    assertThat(reason("a.H::handle")).isEmpty();
  }

  @Test
  void isNoneForAStreamHandler() throws Exception {
    types.type(PUBLIC, "a/H", OBJECT, List.of(STREAM), CONSTRUCTOR);

    assertThat(reason("a.H")).isEmpty();
  }

  @Test
  void isThatItNamesNoClassOrNoMethod() throws Exception {
    types.type(PUBLIC, "a/H", OBJECT, List.of(), CONSTRUCTOR);

    assertThat(reason("::handle")).contains("it names no class");
    assertThat(reason("a.H::")).contains("it names no method");
  }

  @Test
  void isThatThereIsNoSuchClass() throws Exception {
    types.type(PUBLIC, "a/H", OBJECT, List.of(), CONSTRUCTOR, "1 handle()V");

    for (String name : List.of("a.Other", "a/H")) {
      assertThat(reason(name + "::handle"))
          .contains(
              "there is no class '" + name + "', neither in the project nor in its dependencies");
    }
  }

  @Test
  void isThatAMethodCannotBeCalled() throws Exception {
    types.type(PUBLIC, "a/H", OBJECT, List.of(), CONSTRUCTOR, "1 handle(II)V", "2 hidden()V");

    assertThat(reason("a.H::handle"))
        .contains(
            "'a.H' has no public method 'handle' that the runtime can call: it takes an event, a Context or both, or InputStream and OutputStream with or without a Context, in this order");
    assertThat(reason("a.H::hidden")).contains("'a.H' has no public method 'hidden'");
  }

  @Test
  void isThatThereIsNoInstance() throws Exception {
    types
        .type(PUBLIC | Opcodes.ACC_ABSTRACT, "a/Abstract", OBJECT, List.of(), "1 handle()V")
        .type(
            PUBLIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE,
            "a/Interface",
            OBJECT,
            List.of(),
            "1 handle()V")
        .type(PUBLIC, "a/Closed", OBJECT, List.of(), "2 <init>()V", "1 handle()V")
        .type(PUBLIC, "a/WithValue", OBJECT, List.of(), "1 <init>(I)V", "1 handle()V");

    assertThat(reason("a.Abstract::handle")).contains("'a.Abstract' is abstract");
    assertThat(reason("a.Interface::handle"))
        .contains("'a.Interface' is an interface, of which there is no instance");
    for (String name : List.of("a.Closed", "a.WithValue")) {
      assertThat(reason(name + "::handle"))
          .contains("'" + name + "' has no public constructor without parameters");
    }
  }

  @Test
  void isNotTheConstructorForAStaticMethod() throws Exception {
    types.type(PUBLIC, "a/H", OBJECT, List.of(), "2 <init>()V", "9 handle()V");

    assertThat(reason("a.H::handle")).isEmpty();
  }

  @Test
  void isThatTheClassIsNotPublic() throws Exception {
    types
        .type(0, "a/H", OBJECT, List.of(), CONSTRUCTOR, "1 handle()V", "9 once()V")
        .type(0, "a/Streams", OBJECT, List.of(STREAM), CONSTRUCTOR);

    assertThat(reason("a.H::handle")).contains("'a.H' is not public");
    assertThat(reason("a.H::once")).contains("'a.H' is not public");
    assertThat(reason("a.Streams")).contains("'a.Streams' is not public");
  }

  @Test
  void isThatTheClassThatDeclaresTheMethodIsNotPublic() throws Exception {
    types
        .type(0, "a/Base", OBJECT, List.of(), "1 handle()V")
        .type(PUBLIC, "a/H", "a/Base", List.of(), CONSTRUCTOR);

    assertThat(reason("a.H::handle")).contains("'a.Base' is not public");
  }

  @Test
  void isWhatAConstructorNeeds() throws Exception {
    types.type(PUBLIC, "a/H", OBJECT, List.of(), CONSTRUCTOR, "1 <init>(La/Gone;)V", "1 handle()V");

    assertThat(reason("a.H::handle"))
        .contains("a public constructor of 'a.H' needs 'a.Gone', which is not in the image");
  }

  @Test
  void isAClassOfANewerJava() throws Exception {
    types.type(PUBLIC, "a/H", OBJECT, List.of(), CONSTRUCTOR, "1 handle(Ljava/lang/Later;)V");

    assertThat(reason("a.H::handle"))
        .contains(
            "a public method of 'a.H' needs 'java.lang.Later', which the base's Java does not have");
  }

  @Test
  void isATypeArgumentThatIsMissing() throws Exception {
    String handler = "com/amazonaws/services/lambda/runtime/RequestHandler";
    types.generic(
        PUBLIC,
        "a/H",
        "Ljava/lang/Object;L" + handler + "<La/Gone;Ljava/lang/String;>;",
        OBJECT,
        List.of(handler),
        CONSTRUCTOR);

    assertThat(reason("a.H")).contains("'a.H' needs 'a.Gone', which is not in the image");
  }

  @Test
  void isThatAClassIsNoHandlerByItself() throws Exception {
    types.type(PUBLIC, "a/H", OBJECT, List.of(), CONSTRUCTOR);

    assertThat(reason("a.H"))
        .contains(
            "'a.H' implements neither RequestHandler nor RequestStreamHandler, so that a method has to be named");
  }

  private Optional<String> reason(String handler) throws Exception {
    try (TaskRoot taskRoot =
        TaskRoot.of(
            types.layers(), JavaClasses.of(Runtime.version().feature()), BaseClasses.NONE)) {
      return new HandlerCheck(taskRoot, Origin.PROJECT).reason(new Handler(handler));
    }
  }
}
