package io.github.lambdaimage.standin.image;

import java.util.LinkedHashMap;
import java.util.Map;

/** The six layers of a base image in the shape of AWS's, with placeholders for the programs. */
final class LambdaBaseLayers {

  private LambdaBaseLayers() {}

  /** Uncompressed layers by the instruction that made them. */
  static Map<String, byte[]> of(LambdaBase base, String architecture) {
    String binary = "#!/bin/sh\n# placeholder, " + architecture + "\nexit 1\n";
    Map<String, byte[]> layers = new LinkedHashMap<>();
    layers.put(
        "ADD amazon-linux.tar.gz /",
        new LayerTar()
            .directories("dev", "etc", "etc/ssl", "opt", "proc", "sys", "tmp", "usr")
            .directories("usr/bin", "usr/lib64", "usr/local", "usr/local/bin", "var")
            .link("bin", "usr/bin")
            .link("lib64", "usr/lib64")
            .link("etc/ssl/certs", "../pki/tls/certs")
            .program("usr/bin/sh", binary)
            .file("etc/os-release", "ID=\"amzn\"\nVERSION=\"" + base.release() + "\"\n")
            .file("usr/lib64/libc.so.6", "libc for " + architecture + "\n")
            .toBytes());
    layers.put(
        "COPY ca-certificates /etc/pki",
        new LayerTar()
            .directories("etc", "etc/pki", "etc/pki/tls", "etc/pki/tls/certs")
            .file("etc/pki/tls/cert.pem", "-----BEGIN CERTIFICATE-----\n")
            .toBytes());
    layers.put(
        "COPY java /var/lang",
        new LayerTar()
            .directories("var", "var/lang", "var/lang/bin", "var/lang/lib")
            .program("var/lang/bin/java", binary)
            .file("var/lang/release", "JAVA_VERSION=\"" + base.javaVersion() + "\"\n")
            .toBytes());
    layers.put(
        "COPY runtime /var/runtime",
        new LayerTar()
            .directories("var", "var/runtime", "var/runtime/lib")
            .program("var/runtime/bootstrap", binary)
            .file("var/runtime/lib/aws-lambda-java-core-1.4.0.jar", "placeholder\n")
            .file("var/runtime/lib/aws-lambda-java-runtime-interface-client-2.9.0.jar", "\n")
            .toBytes());
    layers.put(
        "COPY aws-lambda-rie /usr/local/bin/aws-lambda-rie",
        new LayerTar()
            .directories("usr", "usr/local", "usr/local/bin")
            .program("usr/local/bin/aws-lambda-rie", binary)
            .toBytes());
    layers.put(
        "COPY lambda-entrypoint.sh /lambda-entrypoint.sh",
        new LayerTar()
            .program("lambda-entrypoint.sh", "#!/bin/sh\nexec /var/runtime/bootstrap\n")
            .directories("var", "var/task")
            .toBytes());
    return layers;
  }
}
