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

/** Hosts that broke a connection during a large body: registries, and proxies before them. */
final class HangUps {

  private final Set<RegistryHost> hosts = ConcurrentHashMap.newKeySet();

  /** Whether this host did so before. */
  boolean include(RegistryHost host) {
    return hosts.contains(host);
  }

  /** Records a host, if it broke the connection: it was reachable, and this side did not stop. */
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
