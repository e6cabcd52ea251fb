package io.github.lambdaimage.front;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.ApplicationLoadBalancerRequestEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The events of web requests, as functions get them from AWS's client. */
class FrontEventTest {

  private static final byte[] NONE = {};
  private static final String ADDRESS = "/orders/a%20b?page=2&tag=x&tag=%C3%A4+y&flag";

  @Test
  void anHttpApiJoinsWhatComesTwiceAndHasCookiesApart() {
    APIGatewayV2HTTPEvent event =
        v2(
            WebRequests.of(
                "GET",
                ADDRESS,
                NONE,
                "Host: shop.localhost:9000",
                "User-Agent: curl/8",
                "Accept: text/html",
                "Accept: text/plain",
                "Cookie: a=1; b=2",
                "Cookie: c=3",
                "Connection: keep-alive"));

    assertThat(event.getVersion()).isEqualTo("2.0");
    assertThat(event.getRouteKey()).isEqualTo("$default");
    assertThat(event.getRawPath()).isEqualTo("/orders/a%20b");
    assertThat(event.getRawQueryString()).isEqualTo("page=2&tag=x&tag=%C3%A4+y&flag");
    assertThat(event.getQueryStringParameters())
        .containsExactly(entry("page", "2"), entry("tag", "x,ä y"), entry("flag", ""));
    assertThat(event.getCookies()).containsExactly("a=1", "b=2", "c=3");
    assertThat(event.getHeaders())
        .containsEntry("host", "shop.localhost:9000")
        .containsEntry("accept", "text/html,text/plain")
        .containsEntry("x-forwarded-for", "127.0.0.1")
        .containsEntry("x-forwarded-port", "9000")
        .containsEntry("x-forwarded-proto", "http")
        .doesNotContainKeys("cookie", "connection", "content-length");
    assertThat(event.getBody()).isNull();
    assertThat(event.getIsBase64Encoded()).isFalse();
    APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
    assertThat(context.getHttp().getMethod()).isEqualTo("GET");
    assertThat(context.getHttp().getPath()).isEqualTo("/orders/a%20b");
    assertThat(context.getHttp().getSourceIp()).isEqualTo("127.0.0.1");
    assertThat(context.getHttp().getUserAgent()).isEqualTo("curl/8");
    assertThat(context.getDomainName()).isEqualTo("shop.localhost");
    assertThat(context.getDomainPrefix()).isEqualTo("shop");
    assertThat(context.getRequestId()).isEqualTo("1-2-3");
    assertThat(context.getTime()).isEqualTo("12/Mar/2026:09:30:00 +0000");
    assertThat(context.getTimeEpoch()).isEqualTo(1773307800000L);
  }

  @Test
  void aRestApiHasEveryValueAndTheLast() {
    APIGatewayProxyRequestEvent event =
        v1(
            WebRequests.of(
                "POST",
                ADDRESS,
                "{}".getBytes(UTF_8),
                "host: localhost:9000",
                "content-type: application/json",
                "x-order: 1",
                "x-order: 2",
                "cookie: a=1; b=2"));

    assertThat(event.getResource()).isEqualTo("/{proxy+}");
    assertThat(event.getPath()).isEqualTo("/orders/a%20b");
    assertThat(event.getPathParameters()).containsExactly(entry("proxy", "orders/a b"));
    assertThat(event.getHttpMethod()).isEqualTo("POST");
    assertThat(event.getQueryStringParameters())
        .containsEntry("tag", "ä y")
        .containsEntry("flag", "");
    assertThat(event.getMultiValueQueryStringParameters())
        .containsEntry("tag", List.of("x", "ä y"))
        .containsEntry("page", List.of("2"));
    assertThat(event.getHeaders())
        .containsEntry("X-Order", "2")
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Content-Length", "2")
        .containsEntry("Cookie", "a=1; b=2");
    assertThat(event.getMultiValueHeaders()).containsEntry("X-Order", List.of("1", "2"));
    assertThat(event.getBody()).isEqualTo("{}");
    assertThat(event.getIsBase64Encoded()).isFalse();
    assertThat(event.getRequestContext().getHttpMethod()).isEqualTo("POST");
    assertThat(event.getRequestContext().getIdentity().getSourceIp()).isEqualTo("127.0.0.1");
    assertThat(event.getRequestContext().getRequestTimeEpoch()).isEqualTo(1773307800000L);
  }

  @Test
  void aRestApiSaysNothingOfWhatIsNotThere() {
    APIGatewayProxyRequestEvent event = v1(WebRequests.of("GET", "/", NONE, "Host: localhost"));

    assertThat(event.getResource()).isEqualTo("/");
    assertThat(event.getPathParameters()).isNull();
    assertThat(event.getQueryStringParameters()).isNull();
    assertThat(event.getMultiValueQueryStringParameters()).isNull();
    assertThat(event.getBody()).isNull();
  }

  @Test
  void aLoadBalancerLeavesTheQueryEncodedAndHasTheLastValue() {
    ApplicationLoadBalancerRequestEvent event =
        alb(WebRequests.of("GET", ADDRESS, NONE, "Host: localhost", "X-Order: 1", "X-Order: 2"));

    assertThat(event.getRequestContext().getElb().getTargetGroupArn()).contains(":targetgroup/");
    assertThat(event.getHttpMethod()).isEqualTo("GET");
    assertThat(event.getPath()).isEqualTo("/orders/a%20b");
    assertThat(event.getQueryStringParameters())
        .containsExactly(entry("page", "2"), entry("tag", "%C3%A4+y"), entry("flag", ""));
    assertThat(event.getHeaders()).containsEntry("x-order", "2");
    assertThat(event.getMultiValueHeaders()).isNull();
    assertThat(event.getBody()).isEmpty();
    assertThat(event.getIsBase64Encoded()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "text/plain                          | true  | true",
        "Text/HTML; charset=utf-8            | true  | true",
        "application/json                    | true  | true",
        "application/json;charset=utf-8      | true  | true",
        "application/javascript              | true  | true",
        "application/xml                     | true  | true",
        "application/problem+json            | true  | true",
        "application/x-www-form-urlencoded   | false | true",
        "application/octet-stream            | false | false",
        "image/png                           | false | false",
        "multipart/form-data; boundary=x     | false | false",
        "-                                   | false | true",
      })
  void theContentTypeTellsWhetherABodyIsText(String type, boolean text, boolean textOfRestApi) {
    String header = type == null ? "x-none: 1" : "content-type: " + type;
    WebRequest request = WebRequests.of("POST", "/", "tea".getBytes(UTF_8), header);

    APIGatewayV2HTTPEvent v2 = v2(request);
    assertThat(v2.getIsBase64Encoded()).isEqualTo(!text);
    assertThat(v2.getBody()).isEqualTo(text ? "tea" : "dGVh");
    assertThat(alb(request).getIsBase64Encoded()).isEqualTo(!text);
    assertThat(v1(request).getIsBase64Encoded()).isEqualTo(!textOfRestApi);
  }

  @Test
  void whatIsEncodedOrNoTextAfterAllIsBase64() {
    byte[] bytes = {(byte) 0xff, 0, 1};
    WebRequest wrong = WebRequests.of("POST", "/", bytes, "content-type: text/plain");
    WebRequest compressed =
        WebRequests.of(
            "POST",
            "/",
            "tea".getBytes(UTF_8),
            "content-type: text/plain",
            "content-encoding: gzip");

    for (WebRequest request : List.of(wrong, compressed)) {
      assertThat(v2(request).getIsBase64Encoded()).isTrue();
      assertThat(v1(request).getIsBase64Encoded()).isTrue();
      assertThat(Base64.getDecoder().decode(alb(request).getBody()))
          .isEqualTo(request.body().bytes());
    }
  }

  @Test
  void aWrongPercentSignIsLeftAsItIs() {
    assertThat(v2(WebRequests.of("GET", "/?a=50%", NONE)).getQueryStringParameters())
        .containsExactly(entry("a", "50%"));
  }

  private static APIGatewayV2HTTPEvent v2(WebRequest request) {
    return read(APIGatewayV2HTTPEvent.class, Front.HTTP_V2.event(request));
  }

  private static APIGatewayProxyRequestEvent v1(WebRequest request) {
    return read(APIGatewayProxyRequestEvent.class, Front.HTTP_V1.event(request));
  }

  private static ApplicationLoadBalancerRequestEvent alb(WebRequest request) {
    return read(ApplicationLoadBalancerRequestEvent.class, Front.ALB.event(request));
  }

  private static <T> T read(Class<T> type, byte[] event) {
    PojoSerializer<T> serializer =
        LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
            ? LambdaEventSerializers.serializerFor(type, FrontEventTest.class.getClassLoader())
            : JacksonFactory.getInstance().getSerializer(type);
    return serializer.fromJson(new ByteArrayInputStream(event));
  }
}
