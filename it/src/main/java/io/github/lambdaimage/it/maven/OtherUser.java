package io.github.lambdaimage.it.maven;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The user {@code nobody}, as whom root can run programs. */
public final class OtherUser {

  private static final String ID = "65534";

  private OtherUser() {}

  /**
   * That user, where this process may act as another one.
   *
   * @param needed directories that the user has to be able to enter
   */
  public static Optional<OtherUser> find(Path... needed) {
    OtherUser user = new OtherUser();
    for (Path directory : needed) {
      List<String> probe = new ArrayList<>(user.command());
      probe.addAll(List.of("test", "-x", directory.toString()));
      try {
        run(probe);
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    return Optional.of(user);
  }

  /** What runs the command that follows as this user. */
  public List<String> command() {
    return List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups");
  }

  /** Makes a directory theirs, with all that is in it; what links there lead to stays. */
  public Path give(Path directory) throws IOException {
    run(List.of("chown", "-R", "-h", ID + ":" + ID, directory.toString()));
    return directory;
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("Failed: " + String.join(" ", command));
    }
  }
}
