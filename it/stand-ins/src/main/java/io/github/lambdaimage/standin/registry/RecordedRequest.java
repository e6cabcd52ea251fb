package io.github.lambdaimage.standin.registry;

import com.sun.net.httpserver.Headers;
import java.net.URI;

/** What the server was asked, the bytes that came with it, and the status it answered (0: none). */
public record RecordedRequest(
    String method, URI uri, Headers headers, long bytesReceived, int status) {

  public String path() {
    return uri.getPath();
  }

  /** Whether method and path each match a whole regular expression. */
  public boolean is(String methodPattern, String pathPattern) {
    return method.matches(methodPattern) && path().matches(pathPattern);
  }

  @Override
  public String toString() {
    return method + " " + uri + " -> " + status + " (" + bytesReceived + " bytes received)";
  }
}
