package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next link of a chain: it answers as it is told, and writes down what it was asked. */
final class ScriptedExchange implements Exchange {

  private static final RegistryHost R_TEST = RegistryHost.find("r.test").orElseThrow();

  final List<Request> requests = new ArrayList<>();
  final List<Response> answers = new ArrayList<>();
  int abandoned;
  int closed;
  private final Deque<Exchange> script = new ArrayDeque<>();

  /** The next answer, with header names and values in turn. */
  ScriptedExchange answers(int status, String body, String... headers) {
    Fields fields = new Fields(headers);
    InputStream stream =
        new ByteArrayInputStream(body.getBytes(UTF_8)) {
          @Override
          public void close() {
            closed++;
          }
        };
    script.add(request -> new Response(request, status, fields, stream, () -> abandoned++));
    return this;
  }

  /** Header names and values in turn; a name may come several times. */
  private static final class Fields implements Response.Headers {

    private final String[] headers;

    Fields(String... headers) {
      this.headers = headers;
    }

    @Override
    public @Nullable String value(String name) {
      List<String> values = values(name);
      return values.isEmpty() ? null : values.get(values.size() - 1);
    }

    @Override
    public List<String> values(String name) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < headers.length; i += 2) {
        if (headers[i].equalsIgnoreCase(name)) {
          values.add(headers[i + 1]);
        }
      }
      return values;
    }
  }

  /** The next answer, an error document. */
  ScriptedExchange refuses(int status, String code, String message) {
    return answers(
        status, "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}]}");
  }

  /** The next request is not answered. */
  ScriptedExchange fails(IOException failure) {
    script.add(
        request -> {
          throw failure;
        });
    return this;
  }

  @Override
  public Response send(Request request) throws IOException {
    requests.add(request);
    if (script.isEmpty()) {
      throw new AssertionError("not in the script: " + request);
    }
    try {
      Response response = script.remove().send(request);
      answers.add(response);
      return response;
    } catch (LambdaImageException e) {
      throw new AssertionError(e);
    }
  }

  /** Whose answers these are. */
  RegistryHost host() {
    return R_TEST;
  }

  /** Manifests and blobs stand on these: what they ask goes this way, without a pause. */
  RegistryAddress address() {
    return new RegistryAddress(R_TEST, false, this, new RetryPolicy(pause -> {}));
  }

  Retry retry() {
    return new Retry(R_TEST, new RetryPolicy(pause -> {}), this, refusal -> false);
  }

  /** Whether everything that was scripted has happened. */
  boolean isAtItsEnd() {
    return script.isEmpty();
  }

  /** What was asked, with the query. */
  List<String> asked() {
    return requests.stream()
        .map(request -> request.method() + " " + request.uri())
        .map(line -> line.replaceAll("sha256:[0-9a-f]{64}", "DIGEST"))
        .toList();
  }

  /** The values of a header in what was asked. */
  List<String> sent(String header) {
    return requests.stream()
        .map(request -> request.headers().getOrDefault(header, "none"))
        .toList();
  }
}
