package io.github.lambdaimage.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.image.ImageLayout;
import io.github.lambdaimage.image.TestFunction;
import io.github.lambdaimage.image.TestLayout;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.runtime.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingGroundsTest {

  @TempDir Path temporary;
  private final List<String> asked = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final TrainingLog log = new TrainingLog(said::add, said::add);

  private record Ground(String name, Optional<String> why, List<String> asked)
      implements TrainingGround {

    @Override
    public Optional<String> hindrance(Architecture architecture, Path directory) {
      asked.add(name + " for " + architecture.lambdaName());
      return why;
    }

    @Override
    public TrainedImage set(ImageLayout image, BaseImage base, Path directory) {
      asked.add(name + " sets up");
      return new Nothing(directory);
    }
  }

  private record Nothing(Path made) implements TrainedImage {

    @Override
    public Launch launch(StartupMode mode) {
      throw new IllegalStateException("nothing runs here");
    }

    @Override
    public void close() {}
  }

  private Ground ground(String name, String why) {
    return new Ground(name, why.isEmpty() ? Optional.empty() : Optional.of(why), asked);
  }

  @Test
  void theFirstThatWorksIsTakenAndAskedOnce() throws Exception {
    ImageLayout image = TestLayout.write(temporary.resolve("layout"), TestLayout.summary());
    TrainingGrounds grounds =
        new TrainingGrounds(
            List.of(ground("one", "closed"), ground("two", ""), ground("three", "")), log);
    for (String name : List.of("a", "b")) {
      TrainedImage unused =
          grounds.set(image, TestFunction.base(image.summary().base()), temporary.resolve(name));
    }

    String architecture = image.summary().architecture();
    assertThat(asked)
        .containsExactly(
            "one for " + architecture, "two for " + architecture, "two sets up", "two sets up");
    assertThat(said).containsExactly("Not in a namespace: closed.");
  }

  @Test
  void whereNoneWorksAllReasonsAreTold() throws Exception {
    ImageLayout image = TestLayout.write(temporary.resolve("layout"), TestLayout.summary());
    TrainingGrounds grounds =
        new TrainingGrounds(
            List.of(
                ground("one", "namespaces are closed. Open them"),
                ground("two", "no engine works here. Install one")),
            log);

    assertThatThrownBy(
            () ->
                grounds.set(
                    image, TestFunction.base(image.summary().base()), temporary.resolve("a")))
        .isInstanceOf(LambdaImageException.class)
        .hasMessage(
            "<startupCache>: the image has to be run on this machine for that, and that is not possible: namespaces are closed. Open them. Nor by an engine: no engine works here. Install one.");
  }
}
