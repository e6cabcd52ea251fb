package io.github.lambdaimage.check;

import io.github.lambdaimage.function.Content;
import java.util.Optional;

/**
 * What a function's own files are made from, in the words of messages: the advice for compiled
 * files differs from that for packed ones.
 *
 * @param content what the build has packed instead of classes and dependencies
 */
record Origin(Optional<Content> content) {

  /** The project, and its dependencies. */
  static final Origin PROJECT = new Origin(Optional.empty());

  /** The name of everything outside of jars. */
  String name() {
    return content.isPresent() ? "<content> '%s'".formatted(content.get().path()) : "the project";
  }

  /** That something does not exist, to follow its name. */
  String nowhere() {
    return content.isPresent()
        ? " in <content> '%s'".formatted(content.get().path())
        : ", neither in the project nor in its dependencies";
  }

  /** What to check if no class is similar to the handler. */
  String adviceForHandler() {
    return content.isPresent()
        ? "Write it as 'com.example.Handler::handleRequest', and see that what makes <content> packs its class, at the root or in a jar in 'lib'."
        : "Write it as 'com.example.Handler::handleRequest'.";
  }

  /** How to get classes for a release, as the beginning of a sentence. */
  String cureForRelease(int java) {
    return content.isPresent()
        ? "Have <content> '%s' packed of classes for Java %s (<maven.compiler.release>, or another version of the library that it is of)"
            .formatted(content.get().path(), java)
        : "Set <maven.compiler.release> to %s".formatted(java);
  }
}
