package io.github.lambdaimage.runtime;

/** The same where overlayfs is not to be had: nothing else differs. */
class CopiedNamespaceLaunchTest extends NamespaceLaunchTest {

  @Override
  boolean overlay() {
    return false;
  }
}
