package io.github.lambdaimage.registry;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What to do if TLS failed: trusting a certificate helps only if that is the reason. */
final class TlsFailure {

  /** More than any exception has; a chain of causes may be circular. */
  private static final int MOST_CAUSES = 20;

  private TlsFailure() {}

  static String advice(RegistryHost registry, SSLException failure) {
    if (isOfCertificate(failure)) {
      return "Have the JDK trust the registry's certificate, or list '%s' in <insecureRegistries>."
          .formatted(registry);
    }
    // There, TLS is tried only if plain HTTP did not work.
    return registry.isLoopback()
        ? "What listens at '%s' answers neither plain HTTP nor TLS as a registry does: see what it is, and that it runs as it should."
            .formatted(registry)
        : "What listens at '%s' does not speak TLS as a registry does: check host and port; if it speaks plain HTTP, list it in <insecureRegistries>."
            .formatted(registry);
  }

  private static boolean isOfCertificate(SSLException failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      if (cause instanceof CertificateException
          || cause instanceof CertPathBuilderException
          || cause instanceof CertPathValidatorException
          || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
