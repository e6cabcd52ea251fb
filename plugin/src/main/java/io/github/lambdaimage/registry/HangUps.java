package io.github.lambdaimage.registry;

import io.github.lambdaimage.cache.DamagedBlobException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Registries, and what is before them, that broke a connection under a large body. */
final class HangUps {

  private final Set<RegistryHost> hosts = ConcurrentHashMap.newKeySet();

  /** Whether one of them did so before. */
  boolean include(RegistryHost host) {
    return hosts.contains(host);
  }

  /** Notes one, if it was its doing: somebody was there, and nobody broke off on this side. */
  void note(RegistryHost host, IOException e) {
    boolean absent =
        e instanceof ConnectException
            || e instanceof NoRouteToHostException
            || e instanceof UnknownHostException;
    boolean interrupted =
        e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException);
    boolean source = e instanceof BrokenSource || e instanceof DamagedBlobException;
    if (!absent && !interrupted && !source) {
      hosts.add(host);
    }
  }
}
