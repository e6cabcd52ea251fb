package io.github.lambdaimage.standin.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for the loopback address, made by the JDK's keytool, that nobody trusts yet. */
public record SelfSignedCertificate(KeyStore keyStore) {

  private static final String PASSWORD = "changeit";

  /** A new certificate, good for these DNS names too; each may begin with {@code *.}. */
  public static SelfSignedCertificate generate(String... dnsNames) {
    try {
      Path directory = Files.createTempDirectory("certificate");
      Path file = directory.resolve("keystore.p12");
      try {
        keytool(file, dnsNames);
        return new SelfSignedCertificate(
            KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
      } finally {
        Files.deleteIfExists(file);
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  SSLContext sslContext() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(keyStore, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate in PEM form, for clients that shall trust it. */
  public String pem() {
    try {
      byte[] der = keyStore.getCertificate("registry").getEncoded();
      String base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  // The JDK has no public API that makes a certificate.
  private static void keytool(Path file, String... dnsNames) throws IOException {
    StringBuilder names = new StringBuilder("san=ip:127.0.0.1,dns:localhost");
    for (String name : dnsNames) {
      names.append(",dns:").append(name);
    }
    String program = System.getProperty("java.home") + File.separator + "bin/keytool";
    List<String> command =
        List.of(
            program,
            "-genkeypair",
            "-alias",
            "registry",
            "-keyalg",
            "EC",
            "-validity",
            "3650",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            names.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("keytool failed: " + output);
    }
  }
}
