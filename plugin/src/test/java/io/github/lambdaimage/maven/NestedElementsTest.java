package io.github.lambdaimage.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.message.LambdaImageException;
import java.io.StringReader;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NestedElementsTest {

  @ParameterizedTest
  @CsvSource({
    "<environment><A><B>x</B></A></environment>,            environment, A, B",
    "<environment><OK>1</OK><A>x<B/></A></environment>,     environment, A, B",
    "<labels><team><name>x</name></team></labels>,          labels, team, name",
    "<checks><size><warn/></size></checks>,                 checks, size, warn",
    "<environment><property><name>A</name></property></environment>, environment, property, name",
    "<repositorySettings><tags><a><b/></a></tags></repositorySettings>, repositorySettings><tags, a, b"
  })
  void wouldBeLost(String parameter, String map, String name, String child) {
    assertThatThrownBy(() -> NestedElements.refuse(configuration(parameter)))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<%s>: the value of <%s> is XML (<%s>), and would be lost. An element is a name and its text the value, as in <NAME>value</NAME>; '<' in a value is written '&lt;'.",
            map, name, child);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<environment/>",
        "<environment><A/><B>&lt;x/&gt;</B><C><![CDATA[<x/>]]></C></environment>",
        "<extraFiles><extraFile><from>a</from></extraFile></extraFiles>",
        "<repositorySettings><tags><a>b</a></tags></repositorySettings>"
      })
  void areNone(String parameters) {
    assertThatCode(() -> NestedElements.refuse(configuration(parameters)))
        .doesNotThrowAnyException();
  }

  @Test
  void areNoneWithoutAConfiguration() {
    assertThatCode(() -> NestedElements.refuse(null)).doesNotThrowAnyException();
  }

  private static Xpp3Dom configuration(String parameters) throws Exception {
    return Xpp3DomBuilder.build(
        new StringReader("<configuration>" + parameters + "</configuration>"));
  }
}
