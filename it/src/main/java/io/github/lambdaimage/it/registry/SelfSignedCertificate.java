package io.github.lambdaimage.it.registry;

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
record SelfSignedCertificate(KeyStore keyStore) {

  private static final String PASSWORD = "changeit";

  static SelfSignedCertificate generate() {
    try {
      Path directory = Files.createTempDirectory("certificate");
      Path file = directory.resolve("keystore.p12");
      try {
        keytool(file);
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
  String pem() {
    try {
      byte[] der = keyStore.getCertificate("registry").getEncoded();
      String base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  // The JDK has no public API that makes a certificate.
  private static void keytool(Path file) throws IOException {
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
            "san=ip:127.0.0.1,dns:localhost",
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
