package io.github.lambdaimage.oci;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an image in a registry, with a tag, a digest or both.
 *
 * @param text as the user wrote it
 * @param registry host, with {@code :port} if given
 * @param tag {@code null} if there is only a digest
 */
public record ImageName(
    String text,
    String registry,
    String repository,
    @Nullable String tag,
    @Nullable Digest digest) {

  private static final String HUB = "registry-1.docker.io";

  private static final String AWS_REPOSITORY = "lambda/java";

  private static final String HOST_LABEL = "[a-z0-9]++(?:-++[a-z0-9]++)*+";

  private static final String PATH_COMPONENT = "[a-z0-9]++(?:(?:__|[._]|-++)[a-z0-9]++)*+";

  /**
   * A name that says which registry, and not Docker Hub: it can be read without Jib's parser, which
   * loads Guava.
   */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?![^/]*docker)"
              + "((?:localhost|LABEL(?:\\.LABEL)++)(?::[0-9]++)?|LABEL:[0-9]++)"
                  .replace("LABEL", HOST_LABEL)
              + "/(PATH(?:/PATH)*+)".replace("PATH", PATH_COMPONENT)
              + "(?::(\\w[\\w.-]{0,127}))?"
              + "(?:@(sha256:[a-f0-9]{64}))?");

  /** {@code 21}, {@code 17.al2023}, {@code 21.2026.10.01.12-arm64}. */
  private static final Pattern AWS_TAG = Pattern.compile("(\\d{1,3})([.-].*)?");

  /**
   * More than any registry accepts: 255 for host and repository, 128 for a tag, 71 for a digest.
   * For an endless name, the parser's pattern would overflow the stack.
   */
  private static final int LONGEST = 512;

  private static final int LONGEST_QUOTE = 60;

  /** The oldest that Lambda ever had. A lower tag is a version of some other base. */
  private static final int OLDEST_OF_AWS = 8;

  /**
   * Parses a reference by Docker's rules: no registry means Docker Hub, neither tag nor digest
   * means {@code latest}.
   */
  public static ImageName parse(String text) throws LambdaImageException {
    if (Quotation.namesUser(text)) {
      throw new LambdaImageException(
          "'%s' has a user or a password in it, and the name of an image has none. Leave it out, and put both into a <server> of settings.xml whose <id> is the registry."
              .formatted(Quotation.of(Quotation.withoutUser(text), LONGEST)));
    }
    if (text.length() > LONGEST) {
      throw new LambdaImageException(
          "'%s…' is not the name of an image: it has %s letters, and no registry takes more than %s. Write it as 'registry/repository:tag'."
              .formatted(text.substring(0, LONGEST_QUOTE), text.length(), LONGEST));
    }
    Matcher plain = PLAIN.matcher(text);
    return plain.matches() ? plain(plain) : parsedByJib(text);
  }

  private static ImageName plain(Matcher name) throws LambdaImageException {
    String tag = name.group(3);
    String digest = name.group(4);
    return new ImageName(
        name.group(),
        name.group(1),
        name.group(2),
        tag == null && digest == null ? "latest" : tag,
        digest == null ? null : Digest.parse(digest));
  }

  private static ImageName parsedByJib(String text) throws LambdaImageException {
    try {
      ImageReference reference = ImageReference.parse(text);
      if (reference.getRegistry().isEmpty()) {
        throw new LambdaImageException(
            "'%s' names no image of a registry, and a function needs one with a runtime."
                .formatted(text));
      }
      String digest = reference.getDigest().orElse(null);
      return new ImageName(
          text,
          reference.getRegistry(),
          repository(reference),
          reference.getTag().orElse(null),
          digest == null ? null : Digest.parse(digest));
    } catch (InvalidImageReferenceException e) {
      throw new LambdaImageException(
          "'%s' is not the name of an image. Write it as 'registry/repository:tag' or 'registry/repository@sha256:…', the repository in lower case."
              .formatted(text),
          e);
    }
  }

  /**
   * Completes a name: Jib knows that {@code orders} is {@code library/orders}, but not {@code
   * docker.io/orders}.
   */
  private static String repository(ImageReference reference) {
    String repository = reference.getRepository();
    boolean official = reference.getRegistry().equals(HUB) && repository.indexOf('/') < 0;
    return official ? "library/" + repository : repository;
  }

  /** The same image forever: this digest, wherever its tag moves. */
  public ImageName at(Digest pinned) {
    return new ImageName(text, registry, repository, tag, pinned);
  }

  /** Whether it has the name of AWS's Java bases, in any registry. */
  public boolean isLambdaJava() {
    return repository.equals(AWS_REPOSITORY) || repository.endsWith("/" + AWS_REPOSITORY);
  }

  /**
   * The Java release of one of AWS's bases, or of a copy of it in another registry, according to
   * its tag.
   *
   * @return empty for any other image, and without a tag
   */
  public Optional<Integer> lambdaJava() {
    Matcher matcher = AWS_TAG.matcher(isLambdaJava() && tag != null ? tag : "");
    return matcher.matches()
        ? Optional.of(Integer.valueOf(matcher.group(1))).filter(it -> it >= OLDEST_OF_AWS)
        : Optional.empty();
  }

  /** What to ask the registry for: the digest if there is one, else the tag. */
  public String qualifier() {
    return digest != null ? digest.toString() : String.valueOf(tag);
  }

  /**
   * The name with everything that Docker's rules let you leave out, as in {@code
   * docker.io/library/orders:1.0}.
   */
  public String qualified() {
    String host = registry.equals(HUB) ? "docker.io" : registry;
    return host + "/" + repository + (digest == null ? ":" : "@") + qualifier();
  }

  /**
   * The complete name, with the tag if there is one, even beside a digest: it may one day name a
   * newer image.
   */
  public String qualifiedByTag() {
    return tag == null
        ? qualified()
        : new ImageName(text, registry, repository, tag, null).qualified();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ImageName name
        && text.equals(name.text)
        && registry.equals(name.registry)
        && repository.equals(name.repository)
        && Objects.equals(tag, name.tag)
        && Objects.equals(digest, name.digest);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
