package io.github.lambdaimage.front;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import io.github.lambdaimage.front.WebResponse.Header;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP that fronts make of what functions return. */
class FrontResponseTest {

  @ParameterizedTest
  @EnumSource(Front.class)
  void statusHeadersAndBodyAreTheFunctions(Front front) throws Exception {
    WebResponse response =
        response(
            front,
            "{\"statusCode\": 201, \"headers\": {\"Content-Type\": \"text/plain\", \"X-Count\": 3, \"Content-Length\": \"99\", \"X-True\": true}, \"body\": \"tée\"}");

    assertThat(response.status()).isEqualTo(201);
    assertThat(response.headers())
        .containsExactly(
            new Header("Content-Type", "text/plain"),
            new Header("X-Count", "3"),
            new Header("X-True", "true"));
    assertThat(new String(response.body().bytes(), UTF_8)).isEqualTo("tée");
  }

  @ParameterizedTest
  @EnumSource(Front.class)
  void aBinaryBodyIsDecoded(Front front) throws Exception {
    assertThat(
            response(
                    front,
                    "{\"statusCode\": \"200\", \"body\": \"/wAB\", \"isBase64Encoded\": true}")
                .body()
                .bytes())
        .containsExactly(0xff, 0, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_V2, application/json",
    "HTTP_V1, application/json",
    "ALB, application/octet-stream"
  })
  void aResponseMayBeAStatusAlone(Front front, String type) throws Exception {
    WebResponse response =
        response(front, "{\"statusCode\": 204, \"headers\": null, \"body\": null}");

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.headers()).containsExactly(new Header("Content-Type", type));
    assertThat(response.body().size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"product\":\"tea\"}", "{}", "[1, 2]", "\"tea\"", "42", "null"})
  void anHttpApiTakesAnyOtherJsonForTheBody(String json) throws Exception {
    WebResponse response = response(Front.HTTP_V2, json);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers()).containsExactly(new Header("Content-Type", "application/json"));
    assertThat(new String(response.body().bytes(), UTF_8)).isEqualTo(json);
    assertThatThrownBy(() -> response(Front.HTTP_V1, json))
        .isInstanceOf(MalformedResponseException.class);
    assertThatThrownBy(() -> response(Front.ALB, json))
        .isInstanceOf(MalformedResponseException.class);
  }

  @Test
  void anHttpApiSetsEachCookieByItself() throws Exception {
    WebResponse response =
        response(
            Front.HTTP_V2,
            "{\"statusCode\": 200, \"cookies\": [\"a=1\", \"b=2; Secure\"], \"multiValueHeaders\": {\"X-No\": [\"1\"]}}");

    assertThat(response.headers())
        .contains(new Header("Set-Cookie", "a=1"), new Header("Set-Cookie", "b=2; Secure"))
        .noneMatch(header -> header.name().equals("X-No"));
  }

  @ParameterizedTest
  @EnumSource(value = Front.class, names = "HTTP_V2", mode = EnumSource.Mode.EXCLUDE)
  void severalValuesOfAHeaderAreMergedWithTheOne(Front front) throws Exception {
    WebResponse response =
        response(
            front,
            "{\"statusCode\": 200, \"headers\": {\"set-cookie\": \"a=1\", \"x-one\": \"1\", \"X-Two\": \"0\"}, \"multiValueHeaders\": {\"Set-Cookie\": [\"a=1\", \"b=2\"], \"X-Two\": [\"2\"]}, \"cookies\": [\"c=3\"]}");

    assertThat(response.headers())
        .filteredOn(header -> !header.name().equals("Content-Type"))
        .containsExactlyInAnyOrder(
            new Header("x-one", "1"),
            new Header("Set-Cookie", "a=1"),
            new Header("Set-Cookie", "b=2"),
            new Header("X-Two", "0"),
            new Header("X-Two", "2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"statusCode\": \"ok\"}                                          | its 'statusCode' is not a status",
        "{\"statusCode\": 99}                                              | its 'statusCode' is not a status",
        "{\"statusCode\": 600}                                             | its 'statusCode' is not a status",
        "{\"statusCode\": 200.5}                                           | its 'statusCode' is not a status",
        "{\"statusCode\": 200, \"body\": {\"a\": 1}}                       | its 'body' is not a text",
        "{\"statusCode\": 200, \"body\": \"*\", \"isBase64Encoded\": true} | is not Base64",
        "{\"statusCode\": 200, \"headers\": [1]}                           | its 'headers' is not an object",
        "{\"statusCode\": 200, \"headers\": {\"a\": [1]}}                  | its 'headers' have a value that is not a text",
        "{\"statusCode\": 200, \"headers\": {\"a\": \"b\\r\\nc: d\"}}      | HTTP does not allow",
        "{\"statusCode\": 200, \"headers\": {\"a b\": \"c\"}}              | HTTP does not allow",
        "{\"statusCode\": 200, \"headers\": {\"\": \"c\"}}                 | HTTP does not allow",
        "{\"statusCode\": 200} {}                                          | it is not JSON",
        "hello                                                             | it is not JSON",
        "''                                                                | it is not JSON",
      })
  void whatIsMalformedIsRefusedWithAReason(String json, String reason) {
    for (Front front : Front.values()) {
      assertThatThrownBy(() -> response(front, json))
          .as(front.toString())
          .isInstanceOf(MalformedResponseException.class)
          .hasMessageContaining(reason);
    }
  }

  @Test
  void severalValuesHaveToBeLists() {
    assertThatThrownBy(
            () ->
                response(
                    Front.HTTP_V1, "{\"statusCode\": 200, \"multiValueHeaders\": {\"a\": \"b\"}}"))
        .hasMessageContaining("its 'multiValueHeaders' has no list");
    assertThatThrownBy(() -> response(Front.HTTP_V2, "{\"statusCode\": 200, \"cookies\": \"a=1\"}"))
        .hasMessageContaining("its 'cookies' has no list");
  }

  @Test
  void aLoadBalancerTakesAMegabyte() throws Exception {
    String large = "{\"statusCode\": 200, \"body\": \"" + "x".repeat(1024 * 1024) + "\"}";

    assertThat(response(Front.HTTP_V1, large).body().size()).isEqualTo(1024 * 1024);
    assertThatThrownBy(() -> response(Front.ALB, large)).hasMessageContaining("1 MiB");
    assertThat(Front.ALB.isTooLarge(1024 * 1024 + 1)).isTrue();
    assertThat(Front.ALB.isTooLarge(1024 * 1024)).isFalse();
    assertThat(Front.HTTP_V2.isTooLarge(1024 * 1024 + 1)).isFalse();
  }

  @Test
  void theClassesOfAwsAreReadAsTheirSerializerWritesThem() throws Exception {
    APIGatewayV2HTTPResponse v2 =
        APIGatewayV2HTTPResponse.builder()
            .withStatusCode(200)
            .withHeaders(Map.of("X-Order", "7"))
            .withCookies(List.of("a=1"))
            .withBody("tea")
            .build();
    WebResponse response = Front.HTTP_V2.response(written(APIGatewayV2HTTPResponse.class, v2));
    assertThat(response.headers())
        .contains(new Header("X-Order", "7"), new Header("Set-Cookie", "a=1"));
    assertThat(new String(response.body().bytes(), UTF_8)).isEqualTo("tea");

    APIGatewayProxyResponseEvent v1 =
        new APIGatewayProxyResponseEvent()
            .withStatusCode(404)
            .withMultiValueHeaders(Map.of("X-Order", List.of("7", "8")))
            .withBody("none");
    response = Front.HTTP_V1.response(written(APIGatewayProxyResponseEvent.class, v1));
    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers()).contains(new Header("X-Order", "7"), new Header("X-Order", "8"));
  }

  @Test
  void errorsAndTimeoutsAreTheFronts() {
    assertThat(said(Front.HTTP_V2.error()))
        .isEqualTo("502 {\"message\":\"Internal Server Error\"}");
    assertThat(said(Front.HTTP_V1.error()))
        .isEqualTo("502 {\"message\":\"Internal server error\"}");
    assertThat(said(Front.ALB.error())).startsWith("502 <html>").contains("502 Bad Gateway");
    assertThat(said(Front.HTTP_V2.timeout()))
        .isEqualTo("503 {\"message\":\"Service Unavailable\"}");
    assertThat(said(Front.HTTP_V1.timeout()))
        .isEqualTo("504 {\"message\":\"Endpoint request timed out\"}");
    assertThat(said(Front.ALB.timeout())).startsWith("502 <html>");
    assertThat(said(Front.HTTP_V2.tooLarge())).startsWith("413 {");
    assertThat(said(Front.ALB.tooLarge())).startsWith("413 <html>");
  }

  @Test
  void theGatewaysHaveNoEndlessPatience() {
    assertThat(Front.HTTP_V2.impatience(Duration.ofSeconds(30))).isEmpty();
    assertThat(Front.HTTP_V2.impatience(Duration.ofSeconds(31)))
        .contains(
            "This took 31 s. API Gateway waits 30 s and answers 503 then; a function URL waits as long as the function may take.");
    assertThat(Front.HTTP_V1.impatience(Duration.ofSeconds(30)))
        .contains("This took 30 s. API Gateway waits 29 s and answers 504 then.");
    assertThat(Front.ALB.impatience(Duration.ofDays(1))).isEmpty();
  }

  @Test
  void theFrontsHaveNames() throws Exception {
    assertThat(Front.parse(null)).isEmpty();
    for (Front front : Front.values()) {
      assertThat(Front.parse(front.toString())).contains(front);
    }
    assertThatThrownBy(() -> Front.parse("HTTP"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "lambda-image.front 'HTTP' is not valid. Use 'http-v2' (HTTP API, function URL), 'http-v1' (REST API) or 'alb' (load balancer), or leave it out.");
  }

  private static WebResponse response(Front front, String json) throws Exception {
    return front.response(json.getBytes(UTF_8));
  }

  private static String said(WebResponse response) {
    return response.status() + " " + new String(response.body().bytes(), UTF_8);
  }

  private static <T> byte[] written(Class<T> type, T response) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JacksonFactory.getInstance().getSerializer(type).toJson(response, out);
    return out.toByteArray();
  }
}
