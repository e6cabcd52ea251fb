package io.github.lambdaimage.check;

import io.github.lambdaimage.function.Content;
import java.util.Optional;

/**
 * What a function's own files are made of, in the words of messages: what was compiled is mended
 * otherwise than what was packed.
 *
 * @param content what the build has packed in place of classes and dependencies
 */
record Origin(Optional<Content> content) {

  /** The project, and its dependencies. */
  static final Origin PROJECT = new Origin(Optional.empty());

  /** How messages call what is in no jar. */
  String name() {
    return content.isPresent() ? "<content> '%s'".formatted(content.get().path()) : "the project";
  }

  /** That something is nowhere, behind its name. */
  String nowhere() {
    return content.isPresent()
        ? " in <content> '%s'".formatted(content.get().path())
        : ", neither in the project nor in its dependencies";
  }

  /** What to see to where no class comes near the handler. */
  String adviceForHandler() {
    return content.isPresent()
        ? "Write it as 'com.example.Handler::handleRequest', and see that what makes <content> packs its class, at the root or in a jar in 'lib'."
        : "Write it as 'com.example.Handler::handleRequest'.";
  }

  /** How to come to classes of a release, as the beginning of a sentence. */
  String cureForRelease(int java) {
    return content.isPresent()
        ? "Have <content> '%s' packed of classes for Java %s (<maven.compiler.release>, or another version of the library that it is of)"
            .formatted(content.get().path(), java)
        : "Set <maven.compiler.release> to %s".formatted(java);
  }
}
