package io.github.lambdaimage.content;

import io.github.lambdaimage.cache.CacheDirectory;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.Source;
import io.github.lambdaimage.layer.FileStamp;
import io.github.lambdaimage.layer.FileTree;
import io.github.lambdaimage.layer.ManifestFile;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads {@link Part}s. For a jar whose content was seen before, only the table of contents is read:
 * it has every file's CRC-32, by which the facts are remembered.
 */
final class PartReader {

  private final FactMemory memory;
  private final KnownJars known;

  /**
   * A reader.
   *
   * @param jars all that will be read
   */
  PartReader(CacheDirectory cache, List<Path> jars) {
    this.memory = new FactMemory(cache);
    this.known = KnownJars.of(jars, cache);
  }

  /**
   * Reads a jar, or the classes of a module.
   *
   * @return a part that says so if a jar cannot be read
   * @throws LambdaImageException when a module cannot be read
   */
  Part library(FunctionFile library) throws LambdaImageException {
    if (library.source() instanceof Source.ModuleClasses classes) {
      return module(library, classes);
    }
    Path file = library.source().path();
    try {
      FileStamp stamp = FileStamp.of(file);
      Optional<KnownJars.Known> before = known.find(file, stamp);
      if (before.isPresent()) {
        TableOfContents table =
            TableOfContents.known(before.get().contents(), () -> members(library));
        return new Part(library, table, before.get().facts(), List.of());
      }
      Part part = open(library);
      known.note(file, stamp, part.contents(), part.facts());
      return part;
    } catch (IOException e) {
      return new Part(
          library,
          TableOfContents.of(List.of()),
          new FactFinder().facts(),
          List.of(UnreadableFile.jar(library, e)));
    }
  }

  /** Remembers the jars that were read. */
  void keep() {
    known.keep();
  }

  private Part open(FunctionFile library) throws IOException, LambdaImageException {
    try (ZipFile jar = new ZipFile(library.source().path().toFile())) {
      TableOfContents table = TableOfContents.of(members(jar));
      Optional<Facts> seen = memory.find(table);
      Facts facts = seen.isPresent() ? seen.get() : facts(jar);
      if (seen.isEmpty()) {
        memory.keep(table, facts);
      }
      return new Part(library, table, facts, List.of());
    }
  }

  private static LambdaImageException unreadable(FunctionFile library, IOException e) {
    return new LambdaImageException(UnreadableFile.jar(library, e), e);
  }

  /** A module gets the manifest that its jar will have. */
  private static Part module(FunctionFile library, Source.ModuleClasses classes)
      throws LambdaImageException {
    FactFinder finder = new FactFinder();
    Map<String, Path> files = FileTree.list(classes.path());
    List<Member> members = members(files, finder);
    byte[] manifest = ManifestFile.bytes(ManifestFile.of(classes));
    try {
      finder.add(ManifestFile.NAME, manifest.length, () -> new ByteArrayInputStream(manifest));
    } catch (IOException e) {
      throw unreadable(library, e);
    }
    return new Part(library, TableOfContents.of(members), finder.facts(), noClasses(finder, files));
  }

  /**
   * Reads files outside of jars.
   *
   * @param files by their path in the image
   */
  Part files(Map<String, Path> files) throws LambdaImageException {
    FactFinder finder = new FactFinder();
    List<Member> members = members(files, finder);
    return new Part(null, TableOfContents.of(members), finder.facts(), noClasses(finder, files));
  }

  /** Files that should be classes, but are not; not for jars, whose author may have meant it. */
  private static List<String> noClasses(FactFinder finder, Map<String, Path> files) {
    List<String> unreadable = new ArrayList<>();
    for (String name : finder.noClasses()) {
      unreadable.add(UnreadableFile.classFile(Objects.requireNonNull(files.get(name))));
    }
    return unreadable;
  }

  private static List<Member> members(Map<String, Path> files, FactFinder finder)
      throws LambdaImageException {
    List<Member> members = new ArrayList<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      try {
        Path path = file.getValue();
        long size = Files.size(path);
        boolean isClass = file.getKey().endsWith(".class");
        members.add(new Member(file.getKey(), size, isClass ? crc(path) : 0));
        finder.add(file.getKey(), size, () -> Files.newInputStream(path));
      } catch (IOException e) {
        throw new LambdaImageException(
            "'%s' cannot be read: %s. Make it readable."
                .formatted(file.getValue(), FailureReason.of(e)),
            e);
      }
    }
    return members;
  }

  private static Facts facts(ZipFile jar) throws IOException {
    FactFinder finder = new FactFinder();
    for (ZipEntry entry : Collections.list(jar.entries())) {
      if (!entry.isDirectory()) {
        finder.add(entry.getName(), entry.getSize(), () -> jar.getInputStream(entry));
      }
    }
    return finder.facts();
  }

  private static List<Member> members(FunctionFile library) throws LambdaImageException {
    try (ZipFile jar = new ZipFile(library.source().path().toFile())) {
      return members(jar);
    } catch (IOException e) {
      throw unreadable(library, e);
    }
  }

  private static List<Member> members(ZipFile jar) {
    List<Member> members = new ArrayList<>(jar.size());
    for (ZipEntry entry : Collections.list(jar.entries())) {
      if (!entry.isDirectory()) {
        members.add(new Member(entry.getName(), entry.getSize(), entry.getCrc()));
      }
    }
    return members;
  }

  private static long crc(Path file) throws IOException {
    CRC32 crc = new CRC32();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(file), crc)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return crc.getValue();
  }
}
