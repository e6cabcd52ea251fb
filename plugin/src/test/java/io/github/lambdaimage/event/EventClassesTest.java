package io.github.lambdaimage.event;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample reaches a function as the class that AWS has for it, as AWS's client reads it. */
class EventClassesTest {

  private static final String CLASSES = "com.amazonaws.services.lambda.runtime.events.";

  static Stream<EventKind> kinds() throws Exception {
    return EventKinds.read().list().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aSampleIsReadAsItsClass(EventKind kind) throws Exception {
    byte[] sample = EventKinds.read().sample(kind).bytes();
    assertThat(sample).startsWith('{');
    if (kind.eventClass().isPresent()) {
      assertThat(read(kind.eventClass().get(), sample)).isNotNull();
    }
  }

  /**
   * A row is a kind and what its class must have found in the sample, names of getters apart by
   * dots.
   */
  @ParameterizedTest
  @CsvFileSource(resources = "/event/fields.csv", delimiter = '|')
  void theClassHasWhatIsInTheSample(String name, String getters) throws Exception {
    EventKinds kinds = EventKinds.read();
    EventKind kind = kinds.find(name).orElseThrow();
    Object event = read(kind.eventClass().orElseThrow(), kinds.sample(kind).bytes());

    for (String path : getters.split(" ", -1)) {
      assertThat(found(event, path)).as(path).isNotNull().isNotEqualTo("").isNotEqualTo(0L);
    }
  }

  @Test
  void everyKindWithAClassHasSuchARow() throws Exception {
    List<String> rows =
        Files.readAllLines(Path.of("src/test/resources/event/fields.csv")).stream()
            .map(row -> row.substring(0, row.indexOf('|')).strip())
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            kinds().filter(kind -> kind.eventClass().isPresent()).map(EventKind::name).toList());
  }

  /** As AWS's client: by its own serializers for the classes that they know, else by Jackson's. */
  static Object read(String name, byte[] event) throws Exception {
    Class<?> type = Class.forName(CLASSES + name);
    PojoSerializer<?> serializer =
        LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
            ? LambdaEventSerializers.serializerFor(type, EventClassesTest.class.getClassLoader())
            : JacksonFactory.getInstance().getSerializer(type);
    return serializer.fromJson(new ByteArrayInputStream(event));
  }

  private static @Nullable Object found(Object event, String path) throws Exception {
    @Nullable Object value = event;
    for (String step : path.split("\\.", -1)) {
      if (value instanceof List<?> list) {
        value = list.get(Integer.parseInt(step));
      } else if (value instanceof Map<?, ?> map) {
        value = map.get(step);
      } else {
        Object bean = requireNonNull(value, "before " + step + " of " + path);
        value = getter(bean.getClass(), step).invoke(bean);
      }
    }
    return value;
  }

  private static Method getter(Class<?> type, String name) throws Exception {
    for (Method method : type.getMethods()) {
      if (method.getParameterCount() == 0
          && (method.getName().equalsIgnoreCase("get" + name)
              || method.getName().equalsIgnoreCase("is" + name))) {
        return method;
      }
    }
    throw new NoSuchMethodException(type + " has no getter of " + name);
  }
}
