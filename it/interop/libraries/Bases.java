import io.github.lambdaimage.standin.image.LambdaBase;
import io.github.lambdaimage.standin.registry.RegistryServer;
import java.io.IOException;
import java.io.OutputStream;

/** A registry with bases for some Javas: says where it is, and runs until its input ends. */
final class Bases {

  public static void main(String... javas) throws IOException {
    try (RegistryServer registry = RegistryServer.start()) {
      for (String java : javas) {
        LambdaBase.java(Integer.parseInt(java)).putIndex(registry.repository("lambda/java"), java);
      }
      System.out.println(registry.authority());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
