package io.github.lambdaimage.check;

import static io.github.lambdaimage.check.WrittenTypes.OBJECT;
import static io.github.lambdaimage.check.WrittenTypes.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.check.ClassFile.Method;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.Opcodes;

/** What a class has from its superclasses and interfaces. */
class HierarchyTest {

  private static final int INTERFACE = PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;

  @TempDir Path directory;
  private WrittenTypes types;

  @BeforeEach
  void begin() {
    types = new WrittenTypes(directory);
  }

  @Test
  void isAllOfThem() throws Exception {
    types
        .type(PUBLIC, "a/Bottom", "a/Middle", List.of("a/One"))
        .type(PUBLIC, "a/Middle", OBJECT, List.of("a/Two"))
        .type(INTERFACE, "a/One", OBJECT, List.of("a/Three"))
        .type(INTERFACE, "a/Two", OBJECT, List.of())
        .type(INTERFACE, "a/Three", OBJECT, List.of());
    Hierarchy hierarchy = hierarchy("a/Bottom");

    for (String name : List.of("a/Bottom", "a/Middle", "a/One", "a/Two", "a/Three", OBJECT)) {
      assertThat(hierarchy.contains(name)).as(name).isTrue();
    }
    assertThat(hierarchy.contains("a/Four")).isFalse();
    assertThat(hierarchy.missing()).isEmpty();
    assertThat(hierarchy.isComplete()).isTrue();
    assertThat(hierarchy.isOfBase()).isFalse();
    assertThat(hierarchy.endOfCircle()).isEmpty();
  }

  @Test
  void missesWhatIsNotThere() throws Exception {
    types.type(PUBLIC, "a/Bottom", "a/Gone", List.of("a/GoneToo"));

    assertThat(hierarchy("a/Bottom").missing()).containsExactly("a/Gone", "a/GoneToo");
  }

  /** Every runtime has it, and nobody needs it on the class path. */
  @Test
  void doesNotMissWhatTheRuntimeHas() throws Exception {
    String handler = "com/amazonaws/services/lambda/runtime/RequestHandler";
    types.type(PUBLIC, "a/Bottom", OBJECT, List.of(handler));

    assertThat(hierarchy("a/Bottom").missing()).isEmpty();
    assertThat(hierarchy("a/Bottom").contains(handler)).isTrue();
  }

  @Test
  void mayLeadInACircle() throws Exception {
    types.type(PUBLIC, "a/One", "a/Two", List.of()).type(PUBLIC, "a/Two", "a/One", List.of());

    assertThat(hierarchy("a/One").endOfCircle()).map(ClassFile::name).contains("a/Two");
  }

  @Test
  void givesThePublicMethodsOfItsParentsToo() throws Exception {
    types
        .type(PUBLIC, "a/Bottom", "a/Middle", List.of("a/One"), "1 handle(I)V", "2 handle(J)V")
        .type(PUBLIC, "a/Middle", OBJECT, List.of(), "1 handle(D)V", "1 other()V")
        .type(INTERFACE, "a/One", OBJECT, List.of(), "1 handle(F)V");

    assertThat(hierarchy("a/Bottom").publicMethods("handle"))
        .extracting(Method::descriptor)
        .containsExactly("(I)V", "(D)V", "(F)V");
  }

  @Test
  void givesTheNearestOfTheSameMethods() throws Exception {
    types
        .type(PUBLIC, "a/Bottom", "a/Middle", List.of(), "1 handle()V")
        .type(PUBLIC, "a/Middle", OBJECT, List.of(), "65 handle()V");
    Hierarchy hierarchy = hierarchy("a/Bottom");

    assertThat(hierarchy.publicMethods("handle")).singleElement().returns(false, it -> it.is(64));
  }

  /** As Class.getMethods does. */
  @Test
  void inheritsNoStaticMethodsOfInterfaces() throws Exception {
    types
        .type(PUBLIC, "a/Bottom", "a/Middle", List.of("a/One"))
        .type(PUBLIC, "a/Middle", OBJECT, List.of(), "9 handle(I)V")
        .type(INTERFACE, "a/One", OBJECT, List.of(), "9 handle(J)V");

    assertThat(hierarchy("a/Bottom").publicMethods("handle"))
        .extracting(Method::descriptor)
        .containsExactly("(I)V");
    assertThat(hierarchy("a/One").publicMethods("handle"))
        .as("it is its own")
        .extracting(Method::descriptor)
        .containsExactly("(J)V");
  }

  @Test
  void hasNoConstructorsAmongItsMethods() throws Exception {
    types.type(PUBLIC, "a/Bottom", OBJECT, List.of(), "1 <init>()V", "1 handle()V");
    Hierarchy hierarchy = hierarchy("a/Bottom");

    assertThat(hierarchy.publicMethods("<init>")).isEmpty();
    assertThat(hierarchy.ownPublicMethods()).extracting(Method::name).containsExactly("handle");
  }

  @Test
  void leavesOutWhatJavaOrACompilerAdds() throws Exception {
    types
        .type(PUBLIC, "a/Bottom", "a/Middle", List.of(), "4097 bridge()V", "2 hidden()V")
        .type(PUBLIC, "a/Middle", OBJECT, List.of(), "1 handle()V");

    assertThat(hierarchy("a/Bottom").ownPublicMethods())
        .extracting(Method::name)
        .containsExactly("handle");
  }

  @Test
  void tellsWhichClassDeclaresAMethod() throws Exception {
    types
        .type(PUBLIC, "a/Bottom", "a/Middle", List.of(), "1 own()V")
        .type(PUBLIC, "a/Middle", OBJECT, List.of(), "1 handle()V");
    Hierarchy hierarchy = hierarchy("a/Bottom");

    assertThat(hierarchy.declaring(hierarchy.publicMethods("handle").get(0)).name())
        .isEqualTo("a/Middle");
    assertThat(hierarchy.declaring(hierarchy.publicMethods("own").get(0)).name())
        .isEqualTo("a/Bottom");
  }

  @Test
  void missesClassesInTheSignaturesOfItsPublicMethods() throws Exception {
    types.type(
        PUBLIC, "a/Result", OBJECT, List.of(), "1 handle([La/Gone;)V", "1 <init>(La/Other;)V");
    types.type(PUBLIC, "a/Hidden", OBJECT, List.of(), "2 handle(La/Gone;)V");
    types.type(PUBLIC, "a/Numbers", OBJECT, List.of(), "1 handle(I[[J)Ljava/lang/String;");
    types.type(PUBLIC, "a/Answer", OBJECT, List.of(), "1 handle()La/Gone;");

    assertThat(hierarchy("a/Result").missingFromPublicMethods()).contains("a/Gone");
    assertThat(hierarchy("a/Answer").missingFromPublicMethods()).contains("a/Gone");
    assertThat(hierarchy("a/Hidden").missingFromPublicMethods()).isEmpty();
    assertThat(hierarchy("a/Numbers").missingFromPublicMethods()).isEmpty();
  }

  @Test
  void missesClassesInTheSignaturesOfItsPublicConstructors() throws Exception {
    types.type(
        PUBLIC, "a/Public", OBJECT, List.of(), "1 <init>(La/Gone;)V", "1 handle(La/Other;)V");
    types.type(PUBLIC, "a/Hidden", OBJECT, List.of(), "2 <init>(La/Gone;)V");

    assertThat(hierarchy("a/Public").missingFromPublicConstructors()).contains("a/Gone");
    assertThat(hierarchy("a/Hidden").missingFromPublicConstructors()).isEmpty();
  }

  @Test
  void missesClassesAmongTypeArguments() throws Exception {
    types.type(PUBLIC, "a/Bottom", OBJECT, List.of());
    Hierarchy hierarchy = hierarchy("a/Bottom");

    assertThat(hierarchy.missingFrom("La/Bottom<La/Gone;>;")).contains("a/Gone");
    assertThat(hierarchy.missingFrom("La/Bottom<Ljava/lang/String;>;")).isEmpty();
    assertThat(hierarchy.missingFrom(null)).isEmpty();
  }

  private Hierarchy hierarchy(String name) throws Exception {
    try (TaskRoot taskRoot = types.taskRoot()) {
      return Hierarchy.of(taskRoot.find(name).orElseThrow(), taskRoot);
    }
  }
}
