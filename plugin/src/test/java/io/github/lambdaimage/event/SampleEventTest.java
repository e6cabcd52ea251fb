package io.github.lambdaimage.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.JsonMaps;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an event whose fields are set. */
class SampleEventTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sqs            | body=hello                      | Records.0.body                       | hello",
        "sqs            | Records.0.body=hello            | Records.0.body                       | hello",
        "sqs            | Records.body=hello              | Records.0.body                       | hello",
        "sqs            | BODY=hello                      | Records.0.body                       | hello",
        "sqs            | source.stringValue=x            | Records.0.messageAttributes.source.stringValue | x",
        "sns            | message=hello                   | Records.0.Sns.Message                | hello",
        "s3             | bucket.name=mine                | Records.0.s3.bucket.name             | mine",
        "s3             | size=7                          | Records.0.s3.object.size             | 7",
        "apigateway-v1  | path=/a                         | path                                 | /a",
        "apigateway-v1  | isBase64Encoded=true            | isBase64Encoded                      | true",
        "apigateway-v1  | headers.Authorization=Bearer x  | headers.Authorization                | Bearer x",
        "apigateway-v1  | headers.Authorization=Bearer x  | multiValueHeaders.Authorization.0    | Bearer x",
        "apigateway-v1  | httpMethod=GET                  | requestContext.httpMethod            | GET",
        "apigateway-v2  | rawPath=/a                      | requestContext.http.path             | /a",
        "apigateway-v2  | queryStringParameters.a b=ä     | rawQueryString                       | dryRun=true&a%20b=%C3%A4",
        "apigateway-v2  | rawQueryString=a=1              | rawQueryString                       | a=1",
        "eventbridge    | detail={\"a\": [1]}             | detail.a.0                           | 1",
        "eventbridge    | detail-type=Done                | detail-type                          | Done",
        "dynamodb-stream| eventName=REMOVE                | Records.0.eventName                  | REMOVE",
        "dynamodb-stream| Records.1.eventName=REMOVE      | Records.1.eventName                  | REMOVE",
        "dynamodb-stream| Records.dynamodb.NewImage.colour={\"S\": \"red\"} | Records.0.dynamodb.NewImage.colour.S | red",
        "codepipeline   | UserParameters=x                | CodePipeline.job/data/actionConfiguration/configuration/UserParameters | x",
        "step-functions | quantity=3                      | quantity                             | 3",
      })
  void aFieldIsNamedByAsMuchOfItsPathAsIsNeeded(
      String kind, String query, String path, String value) throws Exception {
    assertThat(String.valueOf(at(event(kind, query), path))).isEqualTo(value);
  }

  @Test
  void whatAServiceEncodesIsSetAsPeopleWriteIt() throws Exception {
    assertThat(text(event("kinesis", "data=hellö"), "Records.0.kinesis.data")).isEqualTo("hellö");
    assertThat(text(event("firehose", "data=hello"), "records.0.data")).isEqualTo("hello");
    assertThat(text(event("kafka-msk", "value=hello"), "records.orders-0.0.value"))
        .isEqualTo("hello");
    assertThat(text(event("kafka-msk", "key=k"), "records.orders-0.0.key")).isEqualTo("k");
    assertThat(text(event("activemq", "data=hello"), "messages.0.data")).isEqualTo("hello");
    assertThat(text(event("rabbitmq", "data=hello"), "rmqMessagesByQueue.orders::/.0.data"))
        .isEqualTo("hello");
  }

  @Test
  void aValueMayBeNull() throws Exception {
    assertThat(at(event("apigateway-v1", "headers={\"a\": null}"), "multiValueHeaders.a"))
        .isEqualTo(Collections.singletonList(null));
  }

  @Test
  void logsAreCompressed() throws Exception {
    String data = (String) at(event("cloudwatch-logs", "message=Sold out"), "awslogs.data");

    try (var gzip =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(data)))) {
      Map<String, Object> logs = JsonMaps.parse(gzip.readAllBytes());
      assertThat(at(logs, "logEvents.0.message")).isEqualTo("Sold out");
      assertThat(at(logs, "messageType")).isEqualTo("DATA_MESSAGE");
    }
  }

  @Test
  void aTopicsMessageIsATextInTheQueues() throws Exception {
    Map<String, Object> event = event("sns-in-sqs", "message={\"a\": 1}&subject=Hello");

    String body = (String) at(event, "Records.0.body");
    assertThat(at(JsonMaps.parse(body), "Message")).isEqualTo("{\"a\": 1}");
    assertThat(at(JsonMaps.parse(body), "Subject")).isEqualTo("Hello");
    assertThat(
            at(
                JsonMaps.parse((String) at(event("config", "resourceId=b"), "invokingEvent")),
                "configurationItem.resourceId"))
        .isEqualTo("b");
  }

  @Test
  void theDigestIsThatOfTheBody() throws Exception {
    assertThat(at(event("sqs", "body=hello"), "Records.0.md5OfBody"))
        .isEqualTo("5d41402abc4b2a76b9719d911017c592");
    assertThat(at(event("sqs", "body=hello&md5OfBody=wrong"), "Records.0.md5OfBody"))
        .isEqualTo("wrong");
  }

  @Test
  void anUnknownFieldIsAnsweredWithThoseThatThereAre() {
    assertThatThrownBy(() -> event("sqs", "bdy=hello"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageStartingWith(
            "The event 'sqs' has no field 'bdy'. It has Records, Records.messageId, ")
        .hasMessageContaining(", Records.messageAttributes.source.stringValue, ")
        .hasMessageEndingWith(". Write one of them, or as much of its end as no other has.");
    assertThatThrownBy(() -> event("sqs", "Records.bdy=hello"))
        .hasMessageContaining("'Records.bdy'");
    assertThatThrownBy(() -> event("sqs", "headers.a=hello")).hasMessageContaining("'headers.a'");
    assertThatThrownBy(() -> event("apigateway-v2", "headers.=x"))
        .hasMessageContaining("'headers.'");
  }

  @Test
  void anAmbiguousFieldIsAnsweredWithThoseThatItMayBe() {
    assertThatThrownBy(() -> event("connect", "address=1"))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "The event 'connect' has more than one field 'address': Details.ContactData.CustomerEndpoint.Address, Details.ContactData.SystemEndpoint.Address. Write more of the one that is meant.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s3             | size=big              | is a number, which 'big' is not. Write JSON, such as '36'.",
        "s3             | size=\"7\"            | is a number",
        "s3             | size=7 8              | is a number",
        "s3             | bucket=mine           | is an object, which 'mine' is not.",
        "alb            | isBase64Encoded=yes   | is true or false, which 'yes' is not. Write JSON, such as 'false'.",
        "apigateway-v2  | cookies=a=1           | is a list, which 'a=1' is not. Write JSON, such as '[\"session=abc123\"]'.",
        "cloudfront-request | headers.x=y       | is a list",
      })
  void aValueIsOfTheKindThatTheFieldHas(String kind, String query, String words) {
    assertThatThrownBy(() -> event(kind, query))
        .isInstanceOf(LambdaImageException.class)
        .hasMessageContaining(words);
  }

  private static Map<String, Object> event(String kind, String query) throws Exception {
    EventKinds kinds = EventKinds.read();
    return JsonMaps.parse(kinds.sample(kinds.find(kind).orElseThrow()).with(query).bytes());
  }

  private static String text(Map<String, Object> event, String path) {
    return new String(Base64.getDecoder().decode((String) at(event, path)), UTF_8);
  }

  private static Object at(Object event, String path) {
    Object value = event;
    for (String step : path.split(path.contains("/") && !path.contains("::") ? "/" : "\\.", -1)) {
      value =
          requireNonNull(
              value instanceof List<?> list
                  ? list.get(Integer.parseInt(step))
                  : ((Map<?, ?>) value).get(step),
              path);
    }
    return value;
  }
}
