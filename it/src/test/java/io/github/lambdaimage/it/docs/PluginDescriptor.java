package io.github.lambdaimage.it.docs;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the built plugin says of itself to Maven. */
final class PluginDescriptor {

  private static final Path FOLDER = Path.of("../plugin/target/classes/META-INF/maven");

  private static final String BEGIN = "begin";

  private final Element root;

  private PluginDescriptor(Element root) {
    this.root = root;
  }

  static PluginDescriptor read() throws Exception {
    return new PluginDescriptor(parse(FOLDER.resolve("plugin.xml")));
  }

  /** What the goal "help" reads. */
  static PluginDescriptor ofHelp() throws Exception {
    return new PluginDescriptor(
        parse(FOLDER.resolve("io.github.lambdaimage/lambda-image-maven-plugin/plugin-help.xml")));
  }

  static Element parse(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(file.toFile())
        .getDocumentElement();
  }

  /** Each goal, and each parameter of a goal that may be set, with what is said about it. */
  Map<String, String> descriptions() {
    Map<String, String> descriptions = new TreeMap<>();
    for (Element mojo : elements(root, "mojo")) {
      String goal = child(mojo, "goal");
      descriptions.put(goal, child(mojo, "description"));
      for (Element parameter : elements(mojo, "parameter")) {
        if (child(parameter, "editable").equals("true")) {
          descriptions.put(goal + " " + child(parameter, "name"), child(parameter, "description"));
        }
      }
    }
    return descriptions;
  }

  String version() {
    return child(root, "version");
  }

  /** The goals that users call. */
  Set<String> goals() {
    Set<String> goals = new TreeSet<>();
    for (Element mojo : elements(root, "mojo")) {
      goals.add(child(mojo, "goal"));
    }
    // The others run it by themselves.
    goals.remove(BEGIN);
    return goals;
  }

  /** What users may set, in any goal that they call but "help", which documents itself. */
  Set<String> parameters() {
    Set<String> names = new TreeSet<>();
    for (Element mojo : elements(root, "mojo")) {
      if (!Set.of("help", BEGIN).contains(child(mojo, "goal"))) {
        for (Element parameter : elements(mojo, "parameter")) {
          if (child(parameter, "editable").equals("true")) {
            names.add(child(parameter, "name"));
          }
        }
      }
    }
    return names;
  }

  static Collection<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static String child(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }
}
