package io.github.lambdaimage.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.content.RealJars;
import io.github.lambdaimage.function.Content;
import io.github.lambdaimage.function.Handler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class HandlerCheckTest {

  @TempDir Path directory;

  @Test
  void acceptsAMethodAndAClass() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes(
                "public class Hello implements RequestHandler<String, String> { public String handleRequest(String event, Context context) { return event; } }");

    assertThat(messages(function, "example.Hello::handleRequest")).isEmpty();
    assertThat(messages(function, "example.Hello")).isEmpty();
  }

  @Test
  void proposesTheClassThatWasMeant() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes(
                "public class Handler { public String handleRequest(String event) { return event; } }");

    assertThat(messages(function, "example.Handlr::handleRequest"))
        .containsExactly(
            "<handler> 'example.Handlr::handleRequest': there is no class 'example.Handlr', neither in the project nor in its dependencies. Did you mean 'example.Handler::handleRequest'?");
    assertThat(messages(function, "com.example.Handler::handle"))
        .containsExactly(
            "<handler> 'com.example.Handler::handle': there is no class 'com.example.Handler', neither in the project nor in its dependencies. Did you mean 'example.Handler::handleRequest'?");
  }

  @Test
  void proposesTheMethodThatWasMeant() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes(
                "public class Hello { public String handleRequest(String event) { return event; } }");

    assertThat(messages(function, "example.Hello::handlerequest"))
        .containsExactly(
            "<handler> 'example.Hello::handlerequest': 'example.Hello' has no public method 'handlerequest'. Did you mean 'example.Hello::handleRequest'?");
    assertThat(messages(function, "example.Hello"))
        .containsExactly(
            "<handler> 'example.Hello': 'example.Hello' implements neither RequestHandler nor RequestStreamHandler, so that a method has to be named. Did you mean 'example.Hello::handleRequest'?");
  }

  @Test
  void findsWhatAMultiReleaseModuleHasForNewerJavas() throws Exception {
    Compiled function =
        new Compiled(directory)
            .module("library", "public class Hello { public String handle() { return null; } }")
            .classes("public class Other {}");
    Path newer = Files.createDirectories(directory.resolve("library/META-INF/versions/9/example"));
    Files.move(directory.resolve("library/example/Hello.class"), newer.resolve("Hello.class"));
    assertThat(messages(function, "example.Hello::handle")).hasSize(1);

    Files.writeString(
        directory.resolve("library/META-INF/MANIFEST.MF"),
        "Manifest-Version: 1.0\nMulti-Release: true\n");
    assertThat(messages(function, "example.Hello::handle")).isEmpty();
  }

  @Test
  void followsSuperclassesIntoModules() throws Exception {
    Compiled function =
        new Compiled(directory)
            .module(
                "library",
                "public abstract class Base<I> implements RequestHandler<I, String> { public String handleRequest(I event, Context context) { return String.valueOf(event); } }")
            .classes("public class Hello extends Base<Map<String, String>> {}");

    assertThat(messages(function, "example.Hello")).isEmpty();
    assertThat(messages(function, "example.Hello::handleRequest")).isEmpty();
    assertThat(messages(function, "example.Base"))
        .containsExactly(
            "<handler> 'example.Base': its type variable 'I' says nothing of the type. Did you mean 'example.Hello'?");
  }

  @Test
  void saysWhatIsNotInTheImage() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes(
                "public class Event {}",
                "public class Base {}",
                "public class Hello { public String handle(Event event) { return \"\"; } }",
                "public class Child extends Base { public String handle(String event) { return \"\"; } }")
            .without("Event")
            .without("Base");

    assertThat(messages(function, "example.Hello::handle").get(0))
        .contains(
            "a public method of 'example.Hello' needs 'example.Event', which is not in the image");
    assertThat(messages(function, "example.Child::handle").get(0))
        .contains(
            "'example.Child' cannot be loaded without 'example.Base', which is not in the image");
  }

  @Test
  void findsTheHandlersOfAProject() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes(
                "public abstract class Base implements RequestHandler<String, String> {}",
                "public class One extends Base { public String handleRequest(String event, Context context) { return event; } }",
                "public class Two implements RequestStreamHandler { public void handleRequest(InputStream in, OutputStream out, Context context) {} }",
                "class Hidden extends One {}",
                "public class Plain { public class Inner extends One {} public static class Nested extends One {} }");

    assertThat(FunctionChecks.handlers(function.layers()))
        .containsExactly("example.One", "example.Plain$Nested", "example.Two");
  }

  /** Of which somebody else makes an instance, or nobody else can. */
  @Test
  void takesNeitherADecoratorNorAnObjectForAHandler() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes(
                "public final class Single$ implements RequestHandler<String, String> { public static final Single$ MODULE$ = new Single$(); private Single$() {} public String handleRequest(String event, Context context) { return event; } }",
                "public class Logging implements RequestHandler<String, String> { final RequestHandler<String, String> inner; public Logging(RequestHandler<String, String> inner) { this.inner = inner; } public String handleRequest(String event, Context context) { return inner.handleRequest(event, context); } }",
                "public class Hello implements RequestHandler<String, String> { public String handleRequest(String event, Context context) { return event; } }");

    assertThat(FunctionChecks.handlers(function.layers())).containsExactly("example.Hello");
    assertThat(messages(function, "example.Helo").get(0)).endsWith("Did you mean 'example.Hello'?");
    assertThat(messages(function, "example.Loging::handleRequest").get(0))
        .endsWith("Did you mean 'example.Hello'?");
  }

  /** Several can be it only if they can. */
  @Test
  void choosesAmongSeveralThoseThatTheCheckHasNothingAgainst() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes(
                "public class Generic<I> implements RequestHandler<I, String> { public String handleRequest(I event, Context context) { return null; } }",
                "public class Raw implements RequestHandler { public Object handleRequest(Object event, Context context) { return null; } }",
                "public class Hello extends Generic<String> {}");

    assertThat(FunctionChecks.handlers(function.layers())).containsExactly("example.Hello");
    assertThat(FunctionChecks.handlersAmong(function.layers(), Set.of("example/Generic")))
        .isEmpty();
  }

  /** It is offered where nothing else is there, so that the check says what is wrong with it. */
  @Test
  void offersWhatWasMeantOnlyWhereThereIsNothingElse() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes(
                "public class Hello implements RequestHandler<String, String> { public Hello(String name) {} public String handleRequest(String event, Context context) { return event; } }");

    assertThat(FunctionChecks.handlers(function.layers())).isEmpty();
    assertThat(FrameworkChoice.of(function.layers(), List.of(), true).handlers())
        .containsExactly("example.Hello");
    assertThat(FrameworkChoice.of(function.layers(), List.of(), false).handlers()).isEmpty();
  }

  @Test
  void saysWhatToDoWithAnObjectOfKotlin() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes("public class Hello {}")
            .library(RealJars.dependency("org.jetbrains.kotlin:kotlin-stdlib"));

    assertThat(messages(function, "kotlin.coroutines.EmptyCoroutineContext::get"))
        .containsExactly(
            "<handler> 'kotlin.coroutines.EmptyCoroutineContext::get': 'kotlin.coroutines.EmptyCoroutineContext' is a Kotlin object, of which the runtime cannot make an instance: make it a class, or annotate 'get' with @JvmStatic.");
    assertThat(messages(function, "kotlin.text.Regex::escape"))
        .containsExactly(
            "<handler> 'kotlin.text.Regex::escape': 'kotlin.text.Regex' has no public method 'escape'; its companion object has: annotate that with @JvmStatic.");
  }

  @Test
  void saysThatASuspendFunctionCannotBeCalled() throws Exception {
    Compiled function =
        new Compiled(directory)
            .library(RealJars.dependency("org.jetbrains.kotlin:kotlin-stdlib"))
            .classes(
                "public class Hello { public Object handle(kotlin.coroutines.Continuation<String> next) { return null; } }");

    for (String handler :
        List.of("kotlin.sequences.SequenceScope::yield", "example.Hello::handle")) {
      assertThat(messages(function, handler))
          .singleElement()
          .asString()
          .endsWith(
              "is a suspend function of Kotlin, and the runtime has no coroutine to call it from: name a function without 'suspend' that calls it in runBlocking.");
    }
  }

  /** An object, and the class with static ways to its methods that Scala makes beside it. */
  @Test
  void leadsFromAnObjectOfScalaToItsStaticMethods() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes(
                "public final class Hello$ implements RequestHandler<String, String> { public static final Hello$ MODULE$ = new Hello$(); private Hello$() {} public String handleRequest(String event, Context context) { return event; } }",
                "public final class Hello { public static String handleRequest(String event, Context context) { return Hello$.MODULE$.handleRequest(event, context); } }");

    assertThat(FunctionChecks.handlers(function.layers()))
        .as("where there is no other")
        .containsExactly("example.Hello$");
    assertThat(messages(function, "example.Hello::handleRequest")).isEmpty();
    assertThat(messages(function, "example.Hello$"))
        .containsExactly(
            "<handler> 'example.Hello$': 'example.Hello$' is what Scala makes of an object, of which the runtime cannot make an instance: make it a class, or name 'example.Hello' with its method. Did you mean 'example.Hello::handleRequest'?");
  }

  @Test
  void findsTheHandlerOfAFrameworkInItsJar() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes("public class Hello {}")
            .library(
                RealJars.dependency("org.springframework.cloud:spring-cloud-function-adapter-aws"));

    assertThat(
            messages(
                function,
                "org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest"))
        .isEmpty();
    assertThat(messages(function, "org.springframework.cloud.function.adapter.aws.FunctionInvoke"))
        .hasSize(1)
        .first()
        .asString()
        .endsWith("Did you mean 'org.springframework.cloud.function.adapter.aws.FunctionInvoker'?");
  }

  @Test
  void looksIntoTheJarsOfLayersToo() throws Exception {
    Path jar =
        RealJars.dependency("org.springframework.cloud:spring-cloud-function-adapter-aws")
            .source()
            .path();
    Compiled function =
        new Compiled(directory)
            .classes("public class Hello {}")
            .extraFile(Files.copy(jar, directory.resolve("adapter.jar")), "/opt/java/lib");

    assertThat(messages(function, "org.springframework.cloud.function.adapter.aws.FunctionInvoker"))
        .isEmpty();
  }

  /** What was packed is mended where it is packed. */
  @Test
  void speaksOfWhatWasPacked() throws Exception {
    Compiled function = new Compiled(directory).classes("public class Hello {}");
    Origin packed = new Origin(Optional.of(new Content(Path.of("function.zip"), "")));

    assertThat(messages(function, "com.other.Orders::handle", packed))
        .containsExactly(
            "<handler> 'com.other.Orders::handle': there is no class 'com.other.Orders' in <content> 'function.zip'. Write it as 'com.example.Handler::handleRequest', and see that what makes <content> packs its class, at the root or in a jar in 'lib'.");
  }

  /** Whatever Java compiles or runs Maven: what the handler is does not depend on its version. */
  @Test
  void readsClassesOfAJavaThatNobodyKnowsYet() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes(
                "public class Hello implements RequestHandler<String, String> { public String handleRequest(String event, Context context) { return event; } }");
    Path file = directory.resolve("classes/example/Hello.class");
    byte[] bytes = Files.readAllBytes(file);
    bytes[6] = 1;
    Files.write(file, bytes);

    assertThat(messages(function, "example.Hello::handleRequest")).isEmpty();
    assertThat(messages(function, "example.Hello")).isEmpty();
    assertThat(FunctionChecks.handlers(function.layers())).containsExactly("example.Hello");
  }

  /** As with a toolchain: another Java compiles, and Lambda's base has that one. */
  @Test
  void asksTheJavaOfTheBaseAndNotTheOneThatRunsMaven() throws Exception {
    Compiled function = new Compiled(directory).classes("public class Hello {}");
    String newer = "public.ecr.aws/lambda/java:" + (Runtime.version().feature() + 4);
    takes("java/util/LaterThing");
    assertThat(on(function, newer)).isEmpty();
    assertThat(on(function, "public.ecr.aws/lambda/java:" + Runtime.version().feature()))
        .hasSize(1);

    takes("java/util/HexFormat");
    assertThat(on(function, newer)).isEmpty();
    assertThat(on(function, "public.ecr.aws/lambda/java:17")).isEmpty();
    assertThat(on(function, "public.ecr.aws/lambda/java:11"))
        .singleElement()
        .asString()
        .contains(
            "a public method of 'example.Hello' needs 'java.util.HexFormat', which the base's Java does not have");
  }

  /** As two versions of a library side by side make one. */
  @Test
  @Timeout(60)
  void endsWhereClassesExtendEachOther() throws Exception {
    Compiled function = new Compiled(directory).classes("public class Hello {}");
    extending("Hello", "example/Middle");
    extending("Middle", "example/Hello");
    assertThat(messages(function, "example.Hello::handle"))
        .containsExactly(
            "<handler> 'example.Hello::handle': 'example.Hello' cannot be loaded: its superclasses lead in a circle, from 'example.Middle' to 'example.Hello'. Two versions of a library may be among the dependencies ('mvn dependency:tree' shows them).");
    assertThat(messages(function, "example.Hello")).hasSize(1);

    extending("Hello", "example/Hello");
    assertThat(messages(function, "example.Hello")).hasSize(1);
  }

  @Test
  @Timeout(60)
  void endsWhereInterfacesExtendEachOther() throws Exception {
    Compiled function = new Compiled(directory).classes("public class Hello {}");
    extending("Hello", "java/lang/Object", "example/One");
    extending("One", "java/lang/Object", "example/Other");
    extending("Other", "java/lang/Object", "example/One", RequestHandlerTypes.REQUEST_HANDLER);

    assertThat(messages(function, "example.Hello")).hasSize(1);
  }

  /** Makes a class of it. */
  private void extending(String name, String superclass, String... interfaces) throws Exception {
    ClassWriter writer = new ClassWriter(0);
    int access =
        Opcodes.ACC_PUBLIC
            | (name.startsWith("O") ? Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT : 0);
    writer.visit(Opcodes.V11, access, "example/" + name, null, superclass, interfaces);
    Files.write(directory.resolve("classes/example/" + name + ".class"), writer.toByteArray());
  }

  /** As the runtime's class loader has them: an entry's own before those that it names. */
  @Test
  void takesTheFirstOfTheJarsThatAManifestNames() throws Exception {
    Compiled function =
        new Compiled(directory)
            .classes("public class Other {}")
            .library(
                StubJar.of(
                        directory,
                        "a-main",
                        "Class-Path",
                        "file:/C:/x.jar https://example.com/y.jar lib/* ./more/../more/first-1.0.jar more/second-1.0.jar ../../etc/none.jar")
                    .dependency())
            .extraFile(
                StubJar.of(directory, "first")
                    .handler("example.Hello")
                    .dependency()
                    .source()
                    .path(),
                "lib/more")
            .extraFile(
                StubJar.of(directory, "second")
                    .annotation("example.Hello")
                    .dependency()
                    .source()
                    .path(),
                "lib/more");

    assertThat(messages(function, "example.Hello")).isEmpty();
  }

  private List<String> on(Compiled function, String base) throws Exception {
    return new CheckedImage(directory, function.layers())
        .handler("example.Hello::handle")
        .base(base, CheckedImage.AWS)
        .problems(Check.HANDLER);
  }

  /** Makes a class of it with a method for events of a type, wherever that is. */
  private void takes(String type) throws Exception {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, "example/Hello", null, "java/lang/Object", null);
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_NATIVE;
    writer.visitMethod(access, "handle", "(L" + type + ";)V", null, null).visitEnd();
    Files.write(directory.resolve("classes/example/Hello.class"), writer.toByteArray());
  }

  private static List<String> messages(Compiled function, String handler) throws Exception {
    return messages(function, handler, Origin.PROJECT);
  }

  private static List<String> messages(Compiled function, String handler, Origin origin)
      throws Exception {
    try (TaskRoot taskRoot = TaskRoot.of(function.layers())) {
      return new HandlerCheck(taskRoot, origin).problem(Handler.parse(handler)).stream().toList();
    }
  }
}
