package io.github.lambdaimage.base;

import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import io.github.lambdaimage.elf.SymbolVersions;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The names in a base image's file system, with its layers on top of each other. */
public final class BaseFiles {

  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";
  private static final int MOST_LINKS = 40;

  /** A limit: as many as a path and some links can have. */
  private static final int MOST_NAMES = 10_000;

  private final TreeMap<String, Entry> entries = new TreeMap<>();

  /**
   * The last folder that was looked up, and its place: a layer lists its files folder by folder.
   */
  private String lastFolder = "";

  private String lastPlace = "";

  private BaseFiles() {}

  /**
   * Puts layers on top of each other.
   *
   * @param layers the lowest first
   */
  public static BaseFiles of(List<LayerListing> layers) {
    BaseFiles files = new BaseFiles();
    layers.forEach(files::add);
    return files;
  }

  /** The same files with one more layer on top. */
  public BaseFiles with(LayerListing layer) {
    BaseFiles files = new BaseFiles();
    files.entries.putAll(entries);
    files.add(layer);
    return files;
  }

  /** Adds a layer; its whiteouts hide files of lower layers, wherever in the layer they are. */
  private void add(LayerListing layer) {
    for (Entry entry : layer.entries()) {
      String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
      String folder = entry.path().substring(0, entry.path().length() - name.length());
      if (name.equals(OPAQUE)) {
        String place = place(entry.path());
        below(place.substring(0, place.length() - name.length())).clear();
        lastFolder = "";
      } else if (name.startsWith(WHITEOUT)) {
        remove(place(folder + name.substring(WHITEOUT.length())));
      }
    }
    for (Entry entry : layer.entries()) {
      if (!entry.path().substring(entry.path().lastIndexOf('/') + 1).startsWith(WHITEOUT)) {
        String place = place(entry.path());
        if (entry.kind() != Kind.DIRECTORY) {
          remove(place);
        }
        Entry before = entries.put(place, entry);
        if (entry.kind() == Kind.LINK || (before != null && before.kind() == Kind.LINK)) {
          lastFolder = "";
        }
      }
    }
  }

  /** Where a path of a later layer ends up, after following the links in its folder. */
  private String place(String path) {
    int slash = path.lastIndexOf('/');
    if (slash <= 0) {
      return path;
    }
    String folder = path.substring(0, slash);
    if (!folder.equals(lastFolder)) {
      lastPlace = placeOfFolder(folder);
      lastFolder = folder;
    }
    return lastPlace + path.substring(slash);
  }

  /** The place of a folder: existing parts are followed, the rest is below them. */
  private String placeOfFolder(String folder) {
    for (int end = folder.length(); end > 0; end = folder.lastIndexOf('/', end - 1)) {
      Optional<String> real = resolve(folder.substring(0, end));
      if (real.isPresent()) {
        return real.get() + folder.substring(end);
      }
    }
    return folder;
  }

  private void remove(String path) {
    SortedMap<String, Entry> below = below(path + "/");
    if (entries.remove(path) != null || !below.isEmpty()) {
      below.clear();
      lastFolder = "";
    }
  }

  private SortedMap<String, Entry> below(String folder) {
    return entries.subMap(folder, folder + Character.MAX_VALUE);
  }

  /** Whether the name itself, after following the links in its folder, is a symbolic link. */
  public boolean isLink(String path) {
    int slash = path.lastIndexOf('/');
    Optional<String> folder = slash <= 0 ? Optional.of("") : resolve(path.substring(0, slash));
    Entry entry = folder.map(it -> entries.get(it + path.substring(slash))).orElse(null);
    return entry != null && entry.kind() == Kind.LINK;
  }

  /** Whether the name itself, after following the links in its folder, is a directory. */
  public boolean isDirectory(String path) {
    if (isLink(path)) {
      return false;
    }
    Optional<String> real = resolve(path);
    Entry entry = real.map(entries::get).orElse(null);
    return real.isPresent() && (entry == null || entry.kind() == Kind.DIRECTORY);
  }

  /** Whether a path leads to a directory, directly or through links. */
  public boolean leadsToDirectory(String path) {
    return resolve(path).filter(this::isDirectory).isPresent();
  }

  /** The mode of a directory, given by its real path, if the base has an entry for it. */
  public OptionalInt mode(String directory) {
    Entry entry = entries.get(directory);
    return entry == null || entry.kind() != Kind.DIRECTORY || entry.text().isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(entry.text(), 8));
  }

  /** The real path behind a path, through all symbolic links; empty if it does not exist. */
  public Optional<String> resolve(String path) {
    return resolve(path, false);
  }

  /**
   * Where a file of a later layer goes: its folder's links are followed, so that they stay. What
   * does not exist yet, even behind a broken link, is created there.
   *
   * @return empty if links form a circle
   */
  public Optional<String> landing(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0
        ? Optional.of(path)
        : resolve(path.substring(0, slash), true).map(folder -> folder + path.substring(slash));
  }

  private Optional<String> resolve(String path, boolean makesWhatIsAbsent) {
    if (path.length() > LayerListing.LONGEST_PATH) {
      return Optional.empty();
    }
    Deque<String> names = new ArrayDeque<>(List.of(normalize(path).substring(1).split("/")));
    String real = "";
    int links = 0;
    for (int steps = 0; !names.isEmpty(); steps++) {
      if (steps > MOST_NAMES || real.length() > LayerListing.LONGEST_PATH) {
        return Optional.empty();
      }
      String name = names.remove();
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      if (name.equals("..")) {
        real = real.substring(0, Math.max(0, real.lastIndexOf('/')));
        continue;
      }
      String next = real + "/" + name;
      Entry entry = entries.get(next);
      if (entry != null && entry.kind() == Kind.LINK) {
        if (++links > MOST_LINKS) {
          return Optional.empty();
        }
        String[] target = entry.text().split("/", -1);
        for (int i = target.length - 1; i >= 0; i--) {
          names.addFirst(target[i]);
        }
        real = entry.text().startsWith("/") ? "" : real;
      } else if (!makesWhatIsAbsent && entry == null && below(next + "/").isEmpty()) {
        return Optional.empty();
      } else {
        real = next;
      }
    }
    return Optional.of(real);
  }

  /**
   * The version of the Java installation that has a program, such as {@code java}, by its real
   * path.
   */
  public Optional<String> javaVersion(String program) {
    for (int end = program.lastIndexOf('/'); end > 0; end = program.lastIndexOf('/', end - 1)) {
      Optional<Entry> release =
          resolve(program.substring(0, end) + "/release")
              .map(entries::get)
              .filter(entry -> entry.kind() == Kind.JAVA_RELEASE);
      if (release.isPresent()) {
        return release.map(Entry::text);
      }
    }
    return Optional.empty();
  }

  /** The highest versions of glibc and libstdc++ in it, wherever they are. */
  public SymbolVersions symbolVersions() {
    SymbolVersions highest = SymbolVersions.NONE;
    for (Entry entry : entries.values()) {
      if (entry.kind() == Kind.FILE && !entry.text().isEmpty()) {
        highest = highest.plus(SymbolVersions.parse(entry.text()));
      }
    }
    return highest;
  }

  /** The entry at a real path; empty for a directory without an entry of its own. */
  public Optional<Entry> entry(String real) {
    return Optional.ofNullable(entries.get(real));
  }

  /** Everything below a directory, by real paths. */
  public SortedMap<String, Entry> inside(String real) {
    return Collections.unmodifiableSortedMap(below(real + "/"));
  }

  /** Whether any path matches. */
  public boolean any(Predicate<String> path) {
    return entries.keySet().stream().anyMatch(path);
  }

  /** A path without {@code .}, empty names and a trailing {@code /}. */
  public static String normalize(String path) {
    StringBuilder normal = new StringBuilder();
    for (String name : path.split("/", -1)) {
      if (!name.isEmpty() && !name.equals(".")) {
        normal.append('/').append(name);
      }
    }
    return normal.isEmpty() ? "/" : normal.toString();
  }
}
