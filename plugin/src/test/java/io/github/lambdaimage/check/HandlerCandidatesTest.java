package io.github.lambdaimage.check;

import static io.github.lambdaimage.check.WrittenTypes.CONSTRUCTOR;
import static io.github.lambdaimage.check.WrittenTypes.HANDLER;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.Opcodes;

/** Which handlers are found, and which are proposed in place of one that is not. */
class HandlerCandidatesTest {

  @TempDir Path directory;
  private WrittenTypes types;

  @BeforeEach
  void begin() {
    types = new WrittenTypes(directory);
  }

  @Test
  void areConcretePublicClasses() throws Exception {
    types
        .type(0, "a/Hidden", OBJECT, List.of(STREAM), CONSTRUCTOR)
        .type(PUBLIC | Opcodes.ACC_ABSTRACT, "a/Abstract", OBJECT, List.of(STREAM), CONSTRUCTOR)
        .type(
            PUBLIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE,
            "a/Interface",
            OBJECT,
            List.of(STREAM));
    assertThat(implementations()).isEmpty();

    types.type(PUBLIC, "a/H", OBJECT, List.of("a/Interface"), CONSTRUCTOR);
    assertThat(implementations()).containsExactly("a.H");
  }

  /** With type variables, the check has to tell whether the runtime knows the types. */
  @Test
  void areCheckedIfTheyHaveTypeVariables() throws Exception {
    types.generic(
        PUBLIC,
        "a/H",
        "<I:Ljava/lang/Object;>Ljava/lang/Object;L" + HANDLER + "<TI;Ljava/lang/String;>;",
        OBJECT,
        List.of(HANDLER),
        CONSTRUCTOR);

    assertThat(implementations()).isEmpty();
  }

  /** Each build asks, and the check comes later anyway. */
  @Test
  void areNotCheckedIfThereIsOnlyOne() throws Exception {
    types.type(PUBLIC, "a/H", OBJECT, List.of(HANDLER), CONSTRUCTOR);

    assertThat(implementations()).containsExactly("a.H");
  }

  @Test
  void areCheckedIfThereAreSeveral() throws Exception {
    types
        .type(PUBLIC, "a/H", OBJECT, List.of(HANDLER), CONSTRUCTOR)
        .type(PUBLIC, "a/Streams", OBJECT, List.of(STREAM), CONSTRUCTOR);

    assertThat(implementations()).containsExactly("a.Streams");
  }

  @Test
  void mayHaveBeenMeantWithoutAConstructor() throws Exception {
    types.type(PUBLIC, "a/H", OBJECT, List.of(STREAM));

    assertThat(implementations()).isEmpty();
    try (TaskRoot taskRoot = types.taskRoot()) {
      assertThat(new HandlerCandidates(taskRoot).meant()).containsExactly("a.H");
    }
  }

  /** A typing mistake or two, and one more in a long name. */
  @ParameterizedTest
  @CsvSource({
    "a.Ordexx,              true",
    "a.Ordxxx,              false",
    "b.OrdersOfCustomexxx,  true",
    "b.OrdersOfCustomxxxx,  false",
    "c.Orders,              true"
  })
  void areNamedAlmostAsWasWritten(String written, boolean isProposed) throws Exception {
    types
        .type(PUBLIC, "a/Orders", OBJECT, List.of(), CONSTRUCTOR, "1 handle()V")
        .type(PUBLIC, "b/OrdersOfCustomers", OBJECT, List.of(), CONSTRUCTOR, "1 handle()V");

    assertThat(advice(written + "::handle").isPresent()).isEqualTo(isProposed);
  }

  @Test
  void comeInTheOrderOfTheirLikeness() throws Exception {
    types
        .type(PUBLIC, "a/Aaaa", OBJECT, List.of(), CONSTRUCTOR, "1 handle()V")
        .type(PUBLIC, "a/Aaax", OBJECT, List.of(), CONSTRUCTOR, "1 handle()V");

    assertThat(advice("a.Aaxx::handle"))
        .contains("Did you mean 'a.Aaax::handle' or 'a.Aaaa::handle'?");
  }

  @Test
  void areThreeAtMost() throws Exception {
    for (String name : List.of("a/H1", "a/H2", "a/H3", "a/H4")) {
      types.type(PUBLIC, name, OBJECT, List.of(), CONSTRUCTOR, "1 handle()V");
    }

    assertThat(advice("a.H::handle"))
        .contains("Did you mean 'a.H1::handle' or 'a.H2::handle' or 'a.H3::handle'?");
  }

  @Test
  void areMethodsInTheOrderOfTheirLikeness() throws Exception {
    types.type(
        PUBLIC,
        "a/H",
        OBJECT,
        List.of(),
        CONSTRUCTOR,
        "1 handleXY()V",
        "1 handleX()V",
        "1 other()V",
        "1 handles(II)V");

    assertThat(advice("a.H::handle")).contains("Did you mean 'a.H::handleX' or 'a.H::handleXY'?");
  }

  @Test
  void areAllMethodsIfNoneWasNamed() throws Exception {
    types.type(PUBLIC, "a/H", OBJECT, List.of(), CONSTRUCTOR, "1 one()V", "1 three()V");

    assertThat(advice("a.H")).contains("Did you mean 'a.H::one' or 'a.H::three'?");
  }

  /** Of a class with another name, the method may have another one too. */
  @Test
  void areTheMethodsOfASimilarClass() throws Exception {
    types.type(PUBLIC, "a/Orders", OBJECT, List.of(), CONSTRUCTOR, "1 handle()V", "1 other()V");

    assertThat(advice("a.Order::handl")).contains("Did you mean 'a.Orders::handle'?");
    assertThat(advice("a.Order::something"))
        .contains("Did you mean 'a.Orders::other' or 'a.Orders::handle'?");
  }

  @Test
  void areASimilarClassByItself() throws Exception {
    types
        .type(PUBLIC, "a/Orders", OBJECT, List.of(STREAM), CONSTRUCTOR)
        .type(PUBLIC, "b/Bills", OBJECT, List.of(STREAM), CONSTRUCTOR);

    assertThat(advice("b.Bill::something")).contains("Did you mean 'b.Bills' or 'a.Orders'?");
  }

  @Test
  void areNoneThatWouldFailToo() throws Exception {
    types.type(PUBLIC, "a/Orders", OBJECT, List.of(), "2 <init>()V", "1 handle()V");

    assertThat(advice("a.Order::handle")).isEmpty();
  }

  private List<String> implementations() throws Exception {
    try (TaskRoot taskRoot = types.taskRoot()) {
      return new HandlerCandidates(taskRoot).implementations();
    }
  }

  private Optional<String> advice(String handler) throws Exception {
    try (TaskRoot taskRoot = types.taskRoot()) {
      return new HandlerCandidates(taskRoot).advice(new Handler(handler));
    }
  }
}
