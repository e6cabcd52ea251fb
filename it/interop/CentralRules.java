import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;

/**
 * Holds a bundle against what Maven Central asks of one (central.sonatype.org/publish/requirements),
 * and prints a line for each rule that it breaks. Signatures are gpg's to verify.
 */
public final class CentralRules {

  private static final Pattern FILE =
      Pattern.compile("(?<folder>.+/(?<artifact>[^/]+)/(?<version>[^/]+))/(?<name>[^/]+)");
  private static final List<String> EXTRAS = List.of(".asc", ".md5", ".sha1", ".sha256", ".sha512");
  private static final Map<String, String> CHECKSUMS =
      Map.of(".md5", "MD5", ".sha1", "SHA-1", ".sha256", "SHA-256", ".sha512", "SHA-512");
  /** Each may be the parent's. */
  private static final List<String> ELEMENTS =
      List.of(
          "name", "description", "url", "licenses/license/name", "licenses/license/url",
          "developers/developer/name", "scm/connection", "scm/developerConnection", "scm/url");

  private final Map<String, byte[]> files = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  private CentralRules() {}

  /** Argument: the bundle. */
  public static void main(String[] arguments) throws Exception {
    CentralRules rules = new CentralRules();
    rules.read(Path.of(arguments[0]));
    for (String name : List.copyOf(rules.files.keySet())) {
      rules.checkFile(name);
    }
    rules.problems.forEach(System.out::println);
  }

  private void read(Path bundle) throws IOException {
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      for (ZipEntry entry : zip.stream().filter(it -> !it.isDirectory()).toList()) {
        files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
  }

  private void checkFile(String path) throws Exception {
    Matcher file = FILE.matcher(path);
    if (!file.matches() || !file.group("name").startsWith(file.group("artifact") + "-" + file.group("version"))) {
      problems.add(path + " is no file of an artifact");
    } else if (EXTRAS.stream().noneMatch(path::endsWith)) {
      checkExtras(path);
      if (path.endsWith(".pom")) {
        checkArtifact(path.substring(0, path.length() - ".pom".length()), file.group("version"));
      }
    } else if (!files.containsKey(path.substring(0, path.lastIndexOf('.')))) {
      problems.add(path + " belongs to no file");
    }
  }

  private void checkExtras(String path) throws GeneralSecurityException {
    for (String extra : List.of(".asc", ".md5", ".sha1")) {
      if (!files.containsKey(path + extra)) {
        problems.add(path + " has no " + extra);
      }
    }
    for (Map.Entry<String, String> checksum : CHECKSUMS.entrySet()) {
      byte[] stated = files.get(path + checksum.getKey());
      byte[] digest = MessageDigest.getInstance(checksum.getValue()).digest(files.get(path));
      if (stated != null && !new String(stated).strip().equals(HexFormat.of().formatHex(digest))) {
        problems.add(path + checksum.getKey() + " is the checksum of something else");
      }
    }
  }

  private void checkArtifact(String stem, String version) throws Exception {
    Document pom = parse(stem + ".pom");
    if (version.endsWith("-SNAPSHOT")) {
      problems.add(stem + " is no release");
    }
    Document parent = null;
    if (!text(pom, "parent/artifactId").isEmpty()) {
      String artifact = text(pom, "parent/artifactId");
      String of = text(pom, "parent/version");
      parent =
          parse(text(pom, "parent/groupId").replace('.', '/') + "/" + artifact + "/" + of + "/" + artifact + "-" + of + ".pom");
    }
    for (String element : ELEMENTS) {
      if (text(pom, element).isEmpty() && (parent == null || text(parent, element).isEmpty())) {
        problems.add(stem + ".pom has no " + element);
      }
    }
    if (!text(pom, "packaging").equals("pom")) {
      for (String jar : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
        if (!files.containsKey(stem + jar)) {
          problems.add(stem + jar + " is missing");
        }
      }
      String own = "//dependencies/dependency[not(ancestor::build) and not(ancestor::profile)]";
      if (!text(pom, own + "[not(scope) or scope='compile' or scope='runtime']/artifactId").isEmpty()) {
        problems.add(stem + ".pom names a dependency that the jar has in itself");
      }
    }
  }

  private Document parse(String path) throws Exception {
    byte[] file = files.get(path);
    if (file == null) {
      throw new IOException(path + " is not in the bundle");
    }
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(file));
  }

  private static String text(Document pom, String element) throws Exception {
    String path = element.startsWith("/") ? element : "/project/" + element;
    return XPathFactory.newInstance().newXPath().evaluate(path, pom).strip();
  }
}
