package io.github.lambdaimage.packaged;

import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.message.Quotation;
import io.github.lambdaimage.message.Size;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The files of an archive, each checked. */
final class EntryList {

  /** Lambda's limit for an image: 10 GB. */
  private static final long LARGEST = 10_000_000_000L;

  private static final char REPLACEMENT = '\uFFFD';

  private static final int LONGEST_LINK = 4096;
  private static final int LONGEST_NAME = 200;

  /** Linux gives up after this many. */
  private static final int MOST_LINKS = 40;

  private final Path archive;
  private final ZipFile zip;
  private final SortedMap<String, ZipArchiveEntry> entries = new TreeMap<>();
  private final Map<String, String> links = new HashMap<>();

  private EntryList(Path archive, ZipFile zip) {
    this.archive = archive;
    this.zip = zip;
  }

  /**
   * Lists them, following symbolic links.
   *
   * @param size of the archive
   * @throws LambdaImageException when one of them cannot be a file of a function
   */
  static List<ArchiveEntry> of(Path archive, ZipFile zip, long size)
      throws IOException, LambdaImageException {
    EntryList list = new EntryList(archive, zip);
    long packed = 0;
    long unpacked = 0;
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      packed += Math.max(0, entry.getCompressedSize());
      unpacked += Math.max(0, entry.getSize());
      list.refuseSizes(packed, unpacked, size);
      if (!entry.isDirectory()) {
        list.add(entry);
      }
    }
    return list.resolved();
  }

  /** Refuses a zip bomb: its sum is too large, or several files share the same bytes. */
  private void refuseSizes(long packed, long unpacked, long size) throws LambdaImageException {
    if (unpacked > LARGEST) {
      throw refused("unpacks to more than the " + Size.of(LARGEST) + " that Lambda takes", null);
    }
    if (packed > size) {
      throw refused("has files that lie over each other, as only a damaged one has", null);
    }
  }

  /** Refuses a name that cannot be decoded: its letters would be replaced. */
  private void refuseUndecoded(ZipArchiveEntry entry) throws LambdaImageException {
    byte[] name = entry.getRawName();
    if (name != null
        && entry.getNameSource() != ZipArchiveEntry.NameSource.UNICODE_EXTRA_FIELD
        && new String(name, StandardCharsets.UTF_8).indexOf(REPLACEMENT) >= 0) {
      throw refused("has a file name that is not in UTF-8", entry.getName());
    }
  }

  private void add(ZipArchiveEntry entry) throws IOException, LambdaImageException {
    refuseUndecoded(entry);
    String name = EntryName.normalized(entry.getName());
    if (name == null) {
      throw refused("has a file that would lie outside of the task root", entry.getName());
    }
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw refused("is encrypted, and nobody could read it on Lambda", entry.getName());
    }
    if (!zip.canReadEntryData(entry)) {
      throw refused(
          "has a file in a form that is not known (method %s)".formatted(entry.getMethod()),
          entry.getName());
    }
    if (entry.isUnixSymlink()) {
      if (entry.getSize() > LONGEST_LINK) {
        throw refused("has a symbolic link that is too long", entry.getName());
      }
      links.put(name, target(entry));
    } else if ((entry.getUnixMode() & UnixStat.FILE_TYPE_FLAG & ~UnixStat.FILE_FLAG) != 0) {
      throw refused("has an entry that is not a file, such as a device", entry.getName());
    }
    ZipArchiveEntry other = entries.put(name, entry);
    if (other != null && (other.getSize() != entry.getSize() || other.getCrc() != entry.getCrc())) {
      throw refused("has a file twice, with different bytes", entry.getName());
    }
  }

  /** The target of a symbolic link, which is the entry's content. */
  private String target(ZipArchiveEntry link) throws IOException {
    try (InputStream in = zip.getInputStream(link)) {
      return new String(in.readNBytes(LONGEST_LINK), StandardCharsets.UTF_8);
    }
  }

  private List<ArchiveEntry> resolved() throws LambdaImageException {
    List<ArchiveEntry> files = new ArrayList<>();
    for (String name : entries.keySet()) {
      String file = name;
      for (int i = 0; file != null && links.containsKey(file) && i < MOST_LINKS; i++) {
        file = EntryName.linked(file, links.getOrDefault(file, ""));
      }
      ZipArchiveEntry source = file == null || links.containsKey(file) ? null : entries.get(file);
      if (source == null) {
        throw refused(
            "has a symbolic link to '%s', which is not a file in it"
                .formatted(Quotation.of(links.getOrDefault(name, ""), LONGEST_NAME)),
            name);
      }
      files.add(new ArchiveEntry(name, source));
    }
    return files;
  }

  private LambdaImageException refused(String why, @Nullable String name) {
    return new LambdaImageException(
        "<content> '%s' %s%s. Have it packed anew, by the plugin that makes it."
            .formatted(
                archive, why, name == null ? "" : ": '" + Quotation.of(name, LONGEST_NAME) + "'"));
  }
}
