package io.github.lambdaimage.it.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.standin.runtime.Outcome;
import io.github.lambdaimage.standin.runtime.RuntimeClient;
import io.github.lambdaimage.standin.runtime.RuntimeInstallation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every row of the table, run by AWS's client, in a process of its own for each. */
@Tag("slow")
class HandlerTableTest {

  /** Legal for every type of a parameter, so that the event decides nothing. */
  private static final String EVENT = "null";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Each waits for half of its time. */
  private static final int AT_ONCE = 2 * Runtime.getRuntime().availableProcessors();

  /** Class files are found by names in the locale's letters. */
  private static final Map<String, String> LETTERS = Map.of("LC_ALL", "C.UTF-8");

  private static final Pattern PLAIN = Pattern.compile("[\\w.$:]+");

  @Test
  void namesAreUnique() throws Exception {
    assertThat(HandlerTable.rows())
        .hasSizeGreaterThan(60)
        .extracting(HandlerRow::name)
        .doesNotHaveDuplicates();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "The client has a native part.")
  void theClientDoesWhatTheTableSays(@TempDir Path folder) throws Exception {
    RuntimeInstallation installation = RuntimeInstallation.of(SharedHostImages.CLIENT);
    TaskRoots roots = TaskRoots.prepare(folder, installation.classPath());
    RuntimeClient client = quickClient(installation, folder, roots);

    assertThat(
            differences(
                HandlerTable.rows(),
                row -> client.invoke(roots.of(row).folder(), row.handler(), EVENT)))
        .isEmpty();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "The client has a native part.")
  void aFunctionInAProcessDoesWhatTheTableSays(@TempDir Path folder) throws Exception {
    RuntimeInstallation installation = RuntimeInstallation.of(SharedHostImages.CLIENT);
    TaskRoots roots = TaskRoots.prepare(folder, installation.classPath());
    RuntimeClient client = quickClient(installation, folder, roots);

    try (PluginClasses plugin = new PluginClasses()) {
      LocalRuntime runtime = new LocalRuntime(plugin, client);
      assertThat(
              differences(
                  ofProcesses(), row -> runtime.invoke(roots.of(row), row.handler(), EVENT)))
          .isEmpty();
    }
  }

  /**
   * What says something of the form itself, and not of classes alone: each kind of task root, which
   * lies elsewhere than on Lambda, and handlers that not every command line can hold.
   */
  private static List<HandlerRow> ofProcesses() throws IOException {
    Set<List<Placement>> known = new HashSet<>();
    return HandlerTable.rows().stream()
        .filter(row -> known.add(row.taskRoot()) || !PLAIN.matcher(row.handler()).matches())
        .toList();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @ExtendWith(SharedHostImages.class)
  void imagesInNamespacesDoWhatTheTableSays(HostImages images, @TempDir Path folder)
      throws Exception {
    TaskRoots roots =
        TaskRoots.prepare(folder, RuntimeInstallation.of(SharedHostImages.CLIENT).classPath());
    NamespaceForm form = new NamespaceForm(images);

    assertThat(
            differences(
                HandlerTable.rows(),
                row -> {
                  Object layout = images.layout(roots.of(row).folder(), row.handler(), LETTERS);
                  try (StartedFunction function = form.start(layout, Map.of(), TIMEOUT, TIMEOUT)) {
                    return function.invoke(EVENT);
                  }
                }))
        .isEmpty();
  }

  @Test
  void thePluginSaysBeforehandWhatTheClientWillDo(@TempDir Path folder) throws Exception {
    RuntimeInstallation installation = RuntimeInstallation.of(SharedHostImages.CLIENT);
    TaskRoots roots = TaskRoots.prepare(folder, installation.classPath());
    List<String> disagreements = new ArrayList<>();
    try (PluginClasses plugin = new PluginClasses()) {
      StaticCheck check = new StaticCheck(plugin);
      for (HandlerRow row : HandlerTable.rows()) {
        List<?> findings = check.findings(row, roots.of(row));
        if (findings.isEmpty() != (row.verdict() != Verdict.REJECTED)) {
          disagreements.add(row + ": " + row.verdict() + ", but the checks find " + findings);
        }
      }
    }

    assertThat(disagreements).isEmpty();
  }

  private static RuntimeClient quickClient(
      RuntimeInstallation installation, Path folder, TaskRoots roots) throws Exception {
    HandlerRow first = HandlerTable.rows().get(0);
    return RuntimeClient.of(installation)
        .sharingClasses(folder.resolve("classes.jsa"), roots.of(first).folder(), first.handler());
  }

  /** Runs a row. */
  private interface Run {
    Outcome of(HandlerRow row) throws Exception;
  }

  /** A line for each row that comes out otherwise. */
  private static String differences(List<HandlerRow> rows, Run run) throws Exception {
    return Differences.of(rows, AT_ONCE, row -> difference(row, run.of(row)));
  }

  /** Nothing, or a line. */
  private static String difference(HandlerRow row, Outcome outcome) {
    String answer = outcome.accepted() ? outcome.response() : outcome.errorMessage();
    boolean asExpected =
        outcome.accepted() == (row.verdict() == Verdict.ACCEPTED) && answer.contains(row.answer());
    return asExpected
        ? ""
        : String.format(
            "%s%n  expected: %s with %s%n  but was: %s%n",
            row, row.verdict(), row.answer(), outcome);
  }
}
