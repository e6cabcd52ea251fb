package io.github.lambdaimage.standin.ecr;

import io.github.lambdaimage.standin.proxy.ConnectProxy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An ECR for shell scripts: says where it is, and runs until its standard input ends. */
public final class EcrStandIn {

  private final EcrServerBuilder kind = EcrServer.builder();
  private final List<String> repositories = new ArrayList<>();
  private boolean tls;
  private boolean proxy;

  private EcrStandIn(String... options) {
    for (String option : options) {
      int equals = option.indexOf('=');
      if (equals < 0) {
        set(option);
      } else {
        set(option.substring(0, equals), option.substring(equals + 1));
      }
    }
  }

  /**
   * Options: {@code --account=}, {@code --region=}, {@code --registry-host=}, {@code --token=} the
   * only one to issue, {@code --deny=} an operation, {@code --repository=} one to be created,
   * {@code --creation-template=} a prefix or ROOT, {@code --no-mounting}, {@code --tls} for the
   * registry, {@code --api-tls}, {@code --connect-proxy}.
   */
  public static void main(String... options) throws IOException {
    run(System.in, System.out, options);
  }

  static void run(InputStream in, PrintStream out, String... options) throws IOException {
    new EcrStandIn(options).run(in, out);
  }

  private void set(String option) {
    switch (option) {
      case "--tls" -> kind.tls();
      case "--api-tls" -> kind.apiTls();
      case "--connect-proxy" -> proxy = true;
      case "--no-mounting" -> kind.mounting(false);
      default -> throw new IllegalArgumentException("No such option: '" + option + "'");
    }
    tls |= option.endsWith("tls");
  }

  private void set(String option, String value) {
    switch (option) {
      case "--account" -> kind.account(value);
      case "--region" -> kind.region(value);
      case "--registry-host" -> kind.registryHost(value);
      case "--token" -> kind.token(value);
      case "--deny" -> kind.denies(value);
      case "--creation-template" -> kind.createsOnPush(value, "MUTABLE");
      case "--repository" -> repositories.add(value);
      default -> throw new IllegalArgumentException("No such option: '" + option + "='");
    }
  }

  private void run(InputStream in, PrintStream out) throws IOException {
    Path pem = tls ? Files.createTempFile("ecr", ".pem") : null;
    try (EcrServer server = kind.start();
        ConnectProxy connect = proxy ? server.startProxy() : null) {
      repositories.forEach(server::createRepository);
      out.println("api=" + server.uri());
      out.println("registry=" + server.registry().authority());
      if (connect != null) {
        out.println("proxy=" + connect.uri());
      }
      if (pem != null) {
        Files.writeString(pem, server.certificatePem());
        out.println("certificate=" + pem);
      }
      out.flush();
      in.transferTo(OutputStream.nullOutputStream());
    } finally {
      delete(pem);
    }
  }

  private static void delete(@Nullable Path file) throws IOException {
    if (file != null) {
      Files.delete(file);
    }
  }
}
