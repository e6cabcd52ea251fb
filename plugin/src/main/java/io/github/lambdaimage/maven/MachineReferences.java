package io.github.lambdaimage.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * References in {@code <environment>} that Maven replaces with variables of this machine before a
 * goal sees the text. With <code>${LANG}</code>, the base's variable was meant, and the image would
 * differ from machine to machine; <code>${env.LANG}</code> asks for the machine's.
 */
final class MachineReferences {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]*)}");

  /** Without a dot: properties of Maven's own have one. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final String ENV = "env.";
  private static final String ANYTHING = ".*";

  private final List<Xpp3Dom> written;
  private final List<Properties> properties;
  private final Properties machine;

  private MachineReferences(
      List<Xpp3Dom> written, List<Properties> properties, Properties machine) {
    this.written = written;
    this.properties = properties;
    this.machine = machine;
  }

  /** The references in a project and its parents. */
  static MachineReferences of(MavenProject project, MavenSession session) {
    List<Xpp3Dom> written = new ArrayList<>();
    for (MavenProject it = project; it != null; it = it.getParent()) {
      if (it.getOriginalModel() != null) {
        for (Xpp3Dom configuration : OwnPom.configurations(it.getOriginalModel())) {
          written.addAll(List.of(configuration.getChildren("environment")));
        }
      }
    }
    return new MachineReferences(
        written,
        List.of(session.getUserProperties(), project.getProperties()),
        session.getSystemProperties());
  }

  /**
   * The variable of this machine that a value contains. The reference nearest to the project that
   * gives this value counts: a child may override its parent.
   *
   * @param variable whose value it is, in the image
   * @param value with all references replaced
   */
  Optional<String> in(String variable, String value) {
    for (Xpp3Dom environment : written) {
      Xpp3Dom element = environment.getChild(variable);
      if (element != null) {
        List<String> ofMachine = new ArrayList<>();
        if (pattern(element.getValue() == null ? "" : element.getValue(), ofMachine)
            .matcher(value)
            .matches()) {
          return ofMachine.stream().findFirst();
        }
      }
    }
    return Optional.empty();
  }

  /**
   * A pattern for what a text may become.
   *
   * @param ofMachine collects the variables of this machine that the text refers to
   */
  private Pattern pattern(String text, List<String> ofMachine) {
    StringBuilder pattern = new StringBuilder();
    Matcher references = REFERENCE.matcher(text);
    int end = 0;
    while (references.find()) {
      pattern.append(Pattern.quote(text.substring(end, references.start())));
      String name = references.group(1);
      if (isOfMachine(name)) {
        ofMachine.add(name);
        pattern.append(Pattern.quote(machine.getProperty(ENV + name)));
      } else {
        pattern.append(ANYTHING);
      }
      end = references.end();
    }
    return Pattern.compile(pattern + Pattern.quote(text.substring(end)), Pattern.DOTALL);
  }

  private boolean isOfMachine(String name) {
    if (!NAME.matcher(name).matches()) {
      return false;
    }
    for (Properties known : properties) {
      if (known.getProperty(name) != null) {
        return false;
      }
    }
    return machine.getProperty(name) == null && machine.getProperty(ENV + name) != null;
  }
}
