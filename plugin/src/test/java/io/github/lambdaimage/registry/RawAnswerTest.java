package io.github.lambdaimage.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawAnswerTest {

  @Test
  void hasStatusFieldsAndBody() throws Exception {
    RawAnswer answer =
        read(
            "HTTP/1.1 401 Not you\r\nWWW-Authenticate: Bearer realm=a\r\nnonsense\r\nwww-authenticate:  Basic \r\nContent-Length:3\r\n\r\nabcd");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.values("Www-Authenticate")).containsExactly("Bearer realm=a", "Basic");
    assertThat(answer.value("www-authenticate")).isEqualTo("Basic");
    assertThat(answer.value("Location")).isNull();
    assertThat(answer.body()).asString().isEqualTo("abc");
  }

  @Test
  void isNotThatTheRequestMayGoOn() throws Exception {
    assertThat(
            read("HTTP/1.1 100 Continue\n\nHTTP/1.1 103 Hints\nLink: x\n\nHTTP/1.1 201\n\n")
                .status())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
        "Transfer-Encoding: Chunked\n\n5\nabcde\n0\n\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\nno number\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde",
        "Content-Length: 99\r\n\r\nabcde",
        "\r\nabcde",
      })
  void hasTheBodyAsFarAsItCame(String rest) throws Exception {
    assertThat(read("HTTP/1.1 413 no\r\n" + rest).body()).asString().isEqualTo("abcde");
  }

  @Test
  void hasNoBodyWhereItsLengthIsNone() throws Exception {
    assertThat(read("HTTP/1.1 413 no\nContent-Length: many\n\nabc").body()).isEmpty();
    assertThat(read("HTTP/1.1 413 no\nContent-Length: -1\n\nabc").body()).isEmpty();
  }

  @Test
  void isCutOffWhereItDoesNotEnd() throws Exception {
    for (String length : new String[] {"", "Content-Length: 2000000000\n"}) {
      assertThat(RawAnswer.read(endless("HTTP/1.1 413 no\n" + length + "\n")).body())
          .hasSize(64 * 1024);
    }
    assertThatThrownBy(() -> RawAnswer.read(endless("HTTP/1.1 413 no\nA: ")))
        .isInstanceOf(IOException.class)
        .hasMessage("the head of the answer is too long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-x\r\n", "\r\n", "HTTP/1.1\r\n\r\n", "HTTP/1.1 abc\r\n\r\n"})
  void isNoneThatIsNotHttp(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IOException.class)
        .hasMessage("what came back is not HTTP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\nA: b\r\n"})
  void isNoneWithoutTheEndOfItsHead(String text) {
    assertThatThrownBy(() -> read(text)).hasMessage("the connection ended before an answer");
  }

  @Test
  void hasAsManyLinesAsAnyRegistrySends() throws Exception {
    assertThat(read("HTTP/1.1 201\n" + "A: b\n".repeat(256) + "\n").values("a")).hasSize(256);
    assertThatThrownBy(() -> read("HTTP/1.1 201\n" + "A: b\n".repeat(257) + "\n"))
        .hasMessage("the head of the answer is too long");
  }

  @Test
  void hasLinesAsLongAsAnyRegistrySends() throws Exception {
    String line = "A: " + "x".repeat(16 * 1024 - 3);

    assertThat(read("HTTP/1.1 201\n" + line + "\n\n").value("A")).hasSize(16 * 1024 - 3);
    assertThatThrownBy(() -> read("HTTP/1.1 201\n" + line + "x\n\n"))
        .hasMessage("the head of the answer is too long");
  }

  @Test
  void isCutOffWhereItsChunksDoNotEnd() throws Exception {
    String chunk = "1000\n" + "x".repeat(4096) + "\n";

    assertThat(read("HTTP/1.1 413 no\nTransfer-Encoding: chunked\n\n" + chunk.repeat(17)).body())
        .hasSize(64 * 1024);
  }

  @Test
  void hasNoLineWithoutAName() throws Exception {
    RawAnswer answer = read("HTTP/1.1 201\n: a\n\n");

    assertThat(answer.values("")).isEmpty();
  }

  /** What follows the head of a proxy's answer belongs to the tunnel. */
  @Test
  void isReadNoFurtherThanItsHead() throws Exception {
    InputStream in =
        new ByteArrayInputStream("HTTP/1.1 200 OK\r\nA: b\r\n\r\nrest".getBytes(ISO_8859_1));

    RawAnswer head = RawAnswer.readHead(in);

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.value("a")).isEqualTo("b");
    assertThat(in).hasContent("rest");
  }

  private static RawAnswer read(String text) throws IOException {
    return RawAnswer.read(new ByteArrayInputStream(text.getBytes(ISO_8859_1)));
  }

  private static InputStream endless(String start) {
    return new SequenceInputStream(
        new ByteArrayInputStream(start.getBytes(ISO_8859_1)),
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        });
  }
}
