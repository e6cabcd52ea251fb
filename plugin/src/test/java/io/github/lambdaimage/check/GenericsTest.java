package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.check.ClassFile.Method;
import io.github.lambdaimage.check.GenericParents.Parent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.Opcodes;

/** What signatures say of type variables, type arguments and classes. */
class GenericsTest {

  @Test
  void parentsAreRawWithoutASignature() {
    GenericParents parents = parents(null);

    assertThat(parents.variables()).isEmpty();
    assertThat(parents.superclass()).isEqualTo(new Parent("a/Super", null));
    assertThat(parents.interfaces()).containsExactly(new Parent("a/Interface", null));
  }

  @Test
  void parentsHaveTypesAndVariablesAsArguments() {
    GenericParents parents =
        parents(
            "<I:Ljava/lang/Object;O:Ljava/lang/Object;>La/Super<TO;>;La/Interface<TI;Ljava/lang/String;*[TI;Ljava/util/List<TO;>;>;La/Raw;");

    assertThat(parents.variables()).containsExactly("I", "O");
    assertThat(parents.superclass()).isEqualTo(new Parent("a/Super", List.of("TO")));
    assertThat(parents.interfaces())
        .containsExactly(
            new Parent("a/Interface", List.of("TI", "type", "*", "type", "type")),
            new Parent("a/Raw", null));
  }

  @Test
  void parentsMayBeNested() {
    assertThat(parents("Ljava/lang/Object;La/Outer<TT;>.Inner<Ljava/lang/String;>;").interfaces())
        .extracting(Parent::name)
        .containsExactly("a/Outer$Inner");
  }

  @ParameterizedTest
  @CsvSource({
    "<T:Ljava/lang/Object;>,                          false",
    "<T:Ljava/lang/Number;>,                          true",
    "<T::Ljava/lang/Runnable;>,                       true",
    "<U:Ljava/lang/Object;T:TU;>,                     true",
    "<T:Ljava/lang/Object;U:Ljava/lang/Number;>,      false",
    "<T:Ljava/util/List<Ljava/lang/Object;>;>,        true",
    "<T::Ljava/lang/Comparable<Ljava/lang/Number;>;>, true"
  })
  void variablesHaveABoundUnlessItIsObject(String variables, boolean bounded) {
    assertThat(parents(variables + "Ljava/lang/Object;").bounded()).containsEntry("T", bounded);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(Ljava/lang/Object;I)V      | <T:Ljava/lang/Object;>(TT;I)V | T I",
        "(Ljava/util/List;)V         | (Ljava/util/List<TT;>;)V      | Ljava/util/List;",
        "([Ljava/lang/Object;)V      | ([TT;)V                       | [Ljava/lang/Object;",
        "(ILjava/lang/Object;)Ljava/lang/Object; | (ITT;)TT;         | I T"
      })
  void parametersAreVariablesOnlyThemselves(
      String descriptor, String signature, String parameters) {
    assertThat(
            GenericTypes.parameters(
                new Method("m", Opcodes.ACC_PUBLIC, descriptor, signature, List.of())))
        .containsExactly(parameters.split(" "));
  }

  @Test
  void classesAreThoseOfArgumentsAndBoundsToo() {
    assertThat(
            GenericTypes.classesIn(
                "<T:La/Bound;>La/Super<La/One;+La/Two;>;La/Outer<TT;>.Inner<La/Three;>;"))
        .containsExactlyInAnyOrder(
            "a/Bound", "a/Super", "a/One", "a/Two", "a/Outer$Inner", "a/Three");
  }

  @Test
  void classesAreNoneWithoutASignature() {
    assertThat(GenericTypes.classesIn(null)).isEmpty();
  }

  private static GenericParents parents(@Nullable String signature) {
    return GenericParents.of(
        new ClassFile(
            "a/Class",
            Opcodes.ACC_PUBLIC,
            signature,
            "a/Super",
            List.of("a/Interface"),
            List.of(),
            false,
            List.of(),
            ""));
  }
}
