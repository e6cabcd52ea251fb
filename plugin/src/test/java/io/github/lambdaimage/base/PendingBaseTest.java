package io.github.lambdaimage.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaimage.function.Architecture;
import io.github.lambdaimage.image.TestFunction;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.Digest;
import io.github.lambdaimage.oci.ImageName;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PendingBaseTest {

  private static final Digest CURRENT = Digest.of("current".getBytes(UTF_8));

  private final AtomicInteger pins = new AtomicInteger();
  private final AtomicInteger loads = new AtomicInteger();
  private final CountDownLatch loaded = new CountDownLatch(1);

  private final BaseImages bases =
      new BaseImages() {
        @Override
        public ImageName pin(ImageName name) throws LambdaImageException {
          pins.incrementAndGet();
          if ("gone".equals(name.tag())) {
            throw new LambdaImageException("No such tag.");
          }
          return name.at(CURRENT);
        }

        @Override
        public BaseImage load(ImageName pinned, Architecture architecture)
            throws LambdaImageException {
          loads.incrementAndGet();
          loaded.countDown();
          if (architecture == Architecture.X86_64) {
            throw new LambdaImageException("No such architecture.");
          }
          return TestFunction.base(pinned);
        }
      };

  @Test
  void isLoadedBeforeAnybodyAsks() throws Exception {
    PendingBase base = PendingBase.begin(bases, name("21"), Architecture.ARM64, null);

    assertThat(loaded.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(base.name()).isEqualTo(name("21").at(CURRENT));
    assertThat(base.image().get().name()).isEqualTo(base.name());
    assertThat(base.image()).isSameAs(base.image());
    assertThat(pins).hasValue(1);
    assertThat(loads).hasValue(1);
  }

  @Test
  void isNotLoadedIfItIsStillWhatItWas() throws Exception {
    ImageName before = name("21").at(CURRENT);
    PendingBase base = PendingBase.begin(bases, name("21"), Architecture.ARM64, before);

    assertThat(base.name()).isEqualTo(before);
    assertThat(loads).hasValue(0);
    assertThat(base.image().get().name()).isEqualTo(before);
    assertThat(loads).hasValue(1);
  }

  @Test
  void isLoadedIfItsTagHasMoved() throws Exception {
    ImageName before = name("21").at(Digest.of("before".getBytes(UTF_8)));

    PendingBase.begin(bases, name("21"), Architecture.ARM64, before);

    assertThat(loaded.await(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void asksNobodyForWhatIsPinned() throws Exception {
    ImageName pinned = name("21").at(CURRENT);
    PendingBase base = PendingBase.of(bases, pinned, Architecture.ARM64);

    assertThat(base.name()).isSameAs(pinned);
    assertThat(base.image().get().name()).isEqualTo(pinned);
    assertThat(pins).hasValue(0);
  }

  @Test
  void failsWhenItIsAskedFor() throws Exception {
    PendingBase gone = PendingBase.begin(bases, name("gone"), Architecture.ARM64, null);
    PendingBase foreign = PendingBase.begin(bases, name("21"), Architecture.X86_64, null);

    assertThatThrownBy(gone::name).hasMessage("No such tag.");
    assertThatThrownBy(gone::image).hasMessage("No such tag.");
    assertThat(foreign.name().digest()).isEqualTo(CURRENT);
    assertThatThrownBy(() -> foreign.image().get()).hasMessage("No such architecture.");
  }

  private static ImageName name(String tag) throws LambdaImageException {
    return ImageName.parse("registry.test/lambda/java:" + tag);
  }
}
