import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Prints a line for each link of a site's pages that leads to no file, or to no place in it. */
public final class SiteLinks {

  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
  private static final Pattern PLACE = Pattern.compile("(?:id|name)=\"([^\"]*)\"");

  private SiteLinks() {}

  /** Argument: the site's folder. */
  public static void main(String[] arguments) throws IOException {
    Path site = Path.of(arguments[0]).toAbsolutePath().normalize();
    Set<String> broken = new TreeSet<>();
    List<Path> pages;
    try (Stream<Path> files = Files.walk(site)) {
      pages = files.filter(it -> it.toString().endsWith(".html")).toList();
    }
    for (Path page : pages) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        if (!leadsSomewhere(page, link.group(1).replace("&amp;", "&"))) {
          broken.add(site.relativize(page) + ": " + link.group(1));
        }
      }
    }
    broken.forEach(System.out::println);
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    URI uri = URI.create(link.replace(" ", "%20"));
    if (uri.getScheme() != null || link.startsWith("//")) {
      return true;
    }
    Path file = uri.getPath().isEmpty() ? page : page.resolveSibling(uri.getPath()).normalize();
    if (!Files.isRegularFile(file)) {
      return false;
    }
    String place = uri.getFragment();
    return place == null || place.isEmpty() || place.equals("top") || places(file).contains(place);
  }

  private static Set<String> places(Path file) throws IOException {
    Set<String> places = new HashSet<>();
    Matcher place = PLACE.matcher(Files.readString(file));
    while (place.find()) {
      places.add(place.group(1));
    }
    return places;
  }
}
