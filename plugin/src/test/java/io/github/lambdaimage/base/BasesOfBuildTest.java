package io.github.lambdaimage.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.async.Pending;
import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import io.github.lambdaimage.oci.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BasesOfBuildTest {

  private static final Digest DIGEST = Digest.of(new byte[0]);

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch answer = new CountDownLatch(1);
  private boolean fails;

  private final BasesOfBuild bases =
      new BasesOfBuild(
          new BaseImages() {
            @Override
            public ImageName pin(ImageName name) throws LambdaImageException {
              asked.add("pin " + name.text());
              if (fails) {
                throw new LambdaImageException("No network.");
              }
              try {
                answer.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return name.at(DIGEST);
            }

            @Override
            public BaseImage load(ImageName pinned, Architecture architecture)
                throws LambdaImageException {
              asked.add("load " + architecture);
              return new BaseImage(
                  pinned, List.of(), JsonObject.parse("{}".getBytes(UTF_8), "config"));
            }
          });

  @Test
  void asksOnceForAllFunctionsOfABuildAtOnce() throws Exception {
    Pending<ImageName> one = Pending.start("one", () -> bases.pin(java(21)));
    Pending<ImageName> two = Pending.start("two", () -> bases.pin(java(21)));
    answer.countDown();

    assertThat(one.get()).isEqualTo(two.get()).isEqualTo(java(21).at(DIGEST));
    assertThat(asked).containsExactly("pin example.com/java:21");
  }

  @Test
  void readsABaseOnceForEachArchitecture() throws Exception {
    ImageName pinned = java(21).at(DIGEST);

    BaseImage arm = bases.load(pinned, Architecture.ARM64);

    assertThat(bases.load(pinned, Architecture.ARM64)).isSameAs(arm);
    assertThat(bases.load(pinned, Architecture.X86_64)).isNotSameAs(arm);
    assertThat(asked).hasSize(2);
  }

  @Test
  void asksAgainWhereItFailed() throws Exception {
    fails = true;
    assertThatThrownBy(() -> bases.pin(java(21))).hasMessage("No network.");
    fails = false;
    answer.countDown();

    assertThat(bases.pin(java(21))).isEqualTo(java(21).at(DIGEST));
    assertThat(bases.pin(java(17))).isEqualTo(java(17).at(DIGEST));
    assertThat(asked).hasSize(3);
  }

  private static ImageName java(int version) throws LambdaImageException {
    return ImageName.parse("example.com/java:" + version);
  }
}
