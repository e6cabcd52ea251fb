package io.github.lambdaimage.check;

import static io.github.lambdaimage.check.WrittenTypes.HANDLER;
import static io.github.lambdaimage.check.WrittenTypes.OBJECT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.Opcodes;

/** Whether the runtime can tell the types of event and answer. */
class RequestHandlerTypesTest {

  private static final String LOBJECT = "Ljava/lang/Object;";
  private static final int INTERFACE =
      Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;

  @TempDir Path directory;
  private WrittenTypes types;

  @BeforeEach
  void begin() {
    types = new WrittenTypes(directory);
  }

  @Test
  void areThoseOfTheClassItself() throws Exception {
    type("a/H", LOBJECT + "L" + HANDLER + "<Ljava/lang/String;La/Answer;>;", OBJECT, HANDLER);

    assertThat(problem()).isEmpty();
  }

  @Test
  void areNotKnownOfARawInterface() throws Exception {
    type("a/H", null, OBJECT, HANDLER);

    assertThat(problem()).contains("it implements RequestHandler without type parameters");
  }

  @Test
  void areHandedUpByASuperclass() throws Exception {
    type("a/H", "La/Super<Ljava/lang/String;>;", "a/Super");
    type(
        "a/Super",
        "<I:" + LOBJECT + ">" + LOBJECT + "L" + HANDLER + "<TI;Ljava/lang/String;>;",
        OBJECT,
        HANDLER);

    assertThat(problem()).isEmpty();
  }

  /** The runtime takes a variable with a bound for the bound. */
  @Test
  void areNotKnownOfAVariableWithoutABound() throws Exception {
    type("a/H", null, "a/Super");
    type(
        "a/Super",
        "<I:" + LOBJECT + ">" + LOBJECT + "L" + HANDLER + "<TI;Ljava/lang/String;>;",
        OBJECT,
        HANDLER);

    assertThat(problem()).contains("its type variable 'I' says nothing of the type");
  }

  @Test
  void areTheBoundOfAVariableFurtherUp() throws Exception {
    type("a/H", null, "a/Middle");
    type("a/Middle", null, "a/Super");
    type(
        "a/Super",
        "<I:Ljava/lang/Number;>" + LOBJECT + "L" + HANDLER + "<TI;Ljava/lang/String;>;",
        OBJECT,
        HANDLER);

    assertThat(problem()).isEmpty();
  }

  @Test
  void areTheBoundOfAVariableOfTheClassItself() throws Exception {
    type(
        "a/H",
        "<I:Ljava/lang/Number;>" + LOBJECT + "L" + HANDLER + "<TI;Ljava/lang/String;>;",
        OBJECT,
        HANDLER);

    assertThat(problem()).isEmpty();
  }

  @Test
  void areTwo() throws Exception {
    type("a/H", LOBJECT + "La/Own<Ljava/lang/String;>;", OBJECT, "a/Own");
    types.generic(
        INTERFACE,
        "a/Own",
        "<I:" + LOBJECT + ">" + LOBJECT + "L" + HANDLER + "<TI;TI;>;",
        OBJECT,
        List.of(HANDLER));

    assertThat(problem())
        .contains(
            "it implements RequestHandler by an interface with 1 type parameters, where the runtime wants two: the event's and the answer's");
  }

  @Test
  void areThoseOfAnInterfaceThatNamesThem() throws Exception {
    type("a/H", null, OBJECT, "a/Own");
    types.generic(
        INTERFACE,
        "a/Own",
        LOBJECT + "L" + HANDLER + "<Ljava/lang/String;Ljava/lang/String;>;",
        OBJECT,
        List.of(HANDLER));

    assertThat(problem()).isEmpty();
  }

  /** Another interface with type parameters is no handler. */
  @Test
  void areNotThoseOfOtherInterfaces() throws Exception {
    type(
        "a/H",
        LOBJECT
            + "Ljava/util/function/Function<Ljava/lang/String;Ljava/lang/String;>;L"
            + HANDLER
            + ";",
        OBJECT,
        "java/util/function/Function",
        HANDLER);

    assertThat(problem()).contains("it implements RequestHandler without type parameters");
  }

  private void type(String name, @Nullable String signature, String parent, String... interfaces)
      throws Exception {
    types.generic(Opcodes.ACC_PUBLIC, name, signature, parent, List.of(interfaces));
  }

  private Optional<String> problem() throws Exception {
    try (TaskRoot taskRoot = types.taskRoot()) {
      return new RequestHandlerTypes(taskRoot).problem(taskRoot.find("a/H").orElseThrow());
    }
  }
}
