package io.github.lambdaimage.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.BaseImage;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.FunctionLayer;
import io.github.lambdaimage.layer.BuiltLayer;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Trainings as a script has them, each with another cache. */
final class ScriptedCaches implements StartupCaches {

  String key = "events";
  int made;
  boolean mayLack;
  boolean refuses;
  final List<String> done = new ArrayList<>();
  private final Path temporary;

  ScriptedCaches(Path temporary) {
    this.temporary = temporary;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public boolean mayLack() {
    return mayLack;
  }

  @Override
  public Work begin(BaseImage base) throws LambdaImageException {
    return new ScriptedWork(this, temporary.resolve("work" + done.size()));
  }

  @Override
  public void failed(LambdaImageException why) throws LambdaImageException {
    done.add("failed");
    if (!mayLack) {
      throw why;
    }
  }

  static List<String> names(ImageLayout image) {
    return image.summary().layers().stream().map(BuiltLayer::name).toList();
  }

  private record ScriptedWork(ScriptedCaches script, Path directory) implements StartupCaches.Work {

    @Override
    public String program() {
      return "/opt/start";
    }

    @Override
    public FunctionLayer layer(FunctionImage image) throws LambdaImageException {
      return new FunctionLayer("startup program", List.of(file("program", "start", "/opt/start")));
    }

    private FunctionFile file(String name, String text, String target) throws LambdaImageException {
      try {
        Files.createDirectories(directory);
        return FunctionFile.readable(Files.writeString(directory.resolve(name), text), target);
      } catch (IOException e) {
        throw new LambdaImageException("not written", e);
      }
    }

    @Override
    public SortedMap<String, String> environment(SortedMap<String, String> variables) {
      SortedMap<String, String> with = new TreeMap<>(variables);
      with.put("AWS_LAMBDA_EXEC_WRAPPER", "/opt/start");
      return with;
    }

    @Override
    public StartupCaches.Made make(ImageLayout image) throws LambdaImageException {
      assertThat(names(image)).endsWith("startup program");
      assertThat(image.directory()).startsWith(directory);
      script.done.add("made");
      script.made++;
      FunctionFile cache = file("cache", "cache " + script.made, "/opt/cache");
      return new StartupCaches.Made(
          new FunctionLayer(StartupCaches.CACHE_LAYER, List.of(cache)), Duration.ofMillis(1200));
    }

    @Override
    public Duration start(ImageLayout image) throws LambdaImageException {
      assertThat(names(image)).endsWith("startup program", "startup cache");
      script.done.add("started");
      if (script.refuses) {
        throw new LambdaImageException("the cache is refused");
      }
      return Duration.ofMillis(560);
    }

    @Override
    public void close() {
      script.done.add("closed");
    }
  }
}
