package io.github.lambdaimage.content;

import io.github.lambdaimage.function.FileTree;
import io.github.lambdaimage.function.FunctionFile;
import io.github.lambdaimage.function.LambdaImageException;
import io.github.lambdaimage.function.Reason;
import io.github.lambdaimage.image.CacheDirectory;
import io.github.lambdaimage.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link Part}s. Of a jar whose content was seen before, only the table of contents is read:
 * it has every file's CRC-32, and the facts are remembered under a digest of it.
 */
final class PartReader {

  private static final String KIND = "jars";

  private final CacheDirectory cache;

  PartReader(CacheDirectory cache) {
    this.cache = cache;
  }

  /**
   * Reads a jar, or the classes directory of a module.
   *
   * @throws LambdaImageException when it cannot be read
   */
  Part library(FunctionFile library) throws LambdaImageException {
    if (Files.isDirectory(library.source())) {
      return files(library, new TreeMap<>(FileTree.list(library.source())));
    }
    try (ZipFile jar = new ZipFile(library.source().toFile())) {
      List<Member> members = members(jar);
      Path known = cache.file(KIND, digest(members).hex());
      return new Part(library, members, facts(jar, known));
    } catch (IOException e) {
      throw new LambdaImageException(
          "The jar '%s' cannot be read: %s. Delete it, so that Maven fetches or builds it anew."
              .formatted(library.source(), Reason.of(e)),
          e);
    }
  }

  /**
   * Reads files that are in no jar.
   *
   * @param library the module that they are, or {@code null}
   * @param files by their name in the part
   */
  Part files(@Nullable FunctionFile library, Map<String, Path> files) throws LambdaImageException {
    List<Member> members = new ArrayList<>();
    FactFinder finder = new FactFinder();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      try {
        Path path = file.getValue();
        long size = Files.size(path);
        boolean isClass = file.getKey().endsWith(".class");
        members.add(new Member(file.getKey(), size, isClass ? crc(path) : 0));
        finder.add(file.getKey(), size, () -> Files.newInputStream(path));
      } catch (IOException e) {
        throw new LambdaImageException(
            "'%s' cannot be read: %s. Make it readable.".formatted(file.getValue(), Reason.of(e)),
            e);
      }
    }
    return new Part(library, List.copyOf(members), finder.facts());
  }

  private Facts facts(ZipFile jar, Path known) throws IOException {
    if (Files.exists(known)) {
      try {
        Facts facts = Facts.parse(Files.readAllBytes(known));
        cache.touch(known);
        return facts;
      } catch (IOException e) {
        // Of another version, or damaged: it is made anew below.
        Files.deleteIfExists(known);
      }
    }
    FactFinder finder = new FactFinder();
    for (ZipEntry entry : Collections.list(jar.entries())) {
      if (!entry.isDirectory()) {
        finder.add(entry.getName(), entry.getSize(), () -> jar.getInputStream(entry));
      }
    }
    Facts facts = finder.facts();
    cache.write(known, facts.bytes());
    return facts;
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

  private static Digest digest(List<Member> members) {
    MessageDigest digest = Digest.newMessageDigest();
    for (Member member : members) {
      String line = member.name() + '\0' + member.size() + '\0' + member.crc() + '\n';
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Digest.of(digest);
  }

  private static long crc(Path file) throws IOException {
    CRC32 crc = new CRC32();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(file), crc)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return crc.getValue();
  }
}
