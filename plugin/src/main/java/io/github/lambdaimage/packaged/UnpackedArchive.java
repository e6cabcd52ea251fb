package io.github.lambdaimage.packaged;

import io.github.lambdaimage.cache.PluginVersion;
import io.github.lambdaimage.cache.TemporaryFile;
import io.github.lambdaimage.layer.FileStamp;
import io.github.lambdaimage.message.FailureReason;
import io.github.lambdaimage.message.LambdaImageException;
import io.github.lambdaimage.oci.FieldsDigest;
import io.github.lambdaimage.packaged.UnpackRecord.Unpacked;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files of an archive in a folder, under names of our own: so a file system that ignores case,
 * or does not allow all letters, has room for all of them, and no name in an archive leads
 * elsewhere.
 *
 * <p>A name in the folder depends on the file's content. So a file never becomes another one while
 * somebody reads it and the next archive is unpacked, and an unchanged file keeps its times.
 */
final class UnpackedArchive {

  private static final int DIGITS = 20;
  private static final int LONGEST_NAME = 60;

  private final Path folder;
  private final PluginVersion version;

  UnpackedArchive(Path folder, PluginVersion version) {
    this.folder = folder;
    this.version = version;
  }

  /** The files of an archive, unpacked unless they exist unchanged. */
  PackagedFiles files(Path archive) throws LambdaImageException {
    long now = System.currentTimeMillis();
    FileStamp stamp;
    try {
      stamp = FileStamp.of(archive);
    } catch (IOException e) {
      throw NoArchive.unreadable(archive, e);
    }
    try {
      UnpackRecord known = UnpackRecord.read(folder, version);
      if (known != null
          && known.isOf(archive, stamp)
          && known.state().equals(UnpackedState.of(folder).digest(known.files()))) {
        return files(known.files());
      }
      List<Unpacked> files = unpack(archive);
      UnpackedState state = UnpackedState.of(folder);
      if (!state.hasAll(files)) {
        throw new IOException("another Maven has deleted files there meanwhile");
      }
      String path = archive.toAbsolutePath().toString();
      new UnpackRecord(path, stamp.text(), now, state.digest(files), files).write(folder, version);
      Set<String> wanted = new HashSet<>();
      files.forEach(file -> wanted.add(file.file()));
      state.deleteAllBut(wanted);
      return files(files);
    } catch (IOException e) {
      throw new LambdaImageException(
          "<content> '%s' could not be unpacked to '%s': %s. No part of it is used; free space or make the folder accessible, and run again."
              .formatted(archive, folder, FailureReason.of(e)),
          e);
    }
  }

  private PackagedFiles files(List<Unpacked> unpacked) {
    TreeMap<String, Path> files = new TreeMap<>();
    Set<String> executables = new HashSet<>();
    for (Unpacked file : unpacked) {
      files.put(file.name(), folder.resolve(file.file()));
      if (file.executable()) {
        executables.add(file.name());
      }
    }
    return new PackagedFiles(files, executables);
  }

  private List<Unpacked> unpack(Path file) throws IOException, LambdaImageException {
    try (PackageArchive archive = PackageArchive.open(file)) {
      Files.createDirectories(folder);
      List<Unpacked> files = new ArrayList<>();
      for (ArchiveEntry entry : archive.entries()) {
        String name = fileName(entry);
        Path target = folder.resolve(name);
        if (!isThere(entry, archive, target)) {
          write(entry, archive, target);
        }
        files.add(new Unpacked(entry.name(), name, entry.isExecutable()));
      }
      return files;
    }
  }

  /** Compares byte by byte: the archive's 32-bit checksum may match other bytes too. */
  private static boolean isThere(ArchiveEntry entry, PackageArchive archive, Path target)
      throws IOException, LambdaImageException {
    if (!Files.isRegularFile(target) || Files.size(target) != entry.size()) {
      return false;
    }
    try (Comparison comparison = new Comparison(target)) {
      archive.copy(entry, comparison);
      return comparison.isSame();
    }
  }

  private static void write(ArchiveEntry entry, PackageArchive archive, Path target)
      throws IOException, LambdaImageException {
    try (TemporaryFile temporary = TemporaryFile.beside(target)) {
      try (OutputStream out = Files.newOutputStream(temporary.path())) {
        archive.copy(entry, out);
      }
      temporary.become(target);
    }
  }

  /** A name that identifies the file, with its original name for people. */
  private static String fileName(ArchiveEntry entry) {
    String key =
        new FieldsDigest()
            .add(entry.name())
            .add(String.valueOf(entry.size()))
            .add(String.valueOf(entry.crc()))
            .digest()
            .hex();
    StringBuilder name = new StringBuilder(key.substring(0, DIGITS)).append('-');
    int start = entry.name().lastIndexOf('/') + 1;
    for (int i = Math.max(start, entry.name().length() - LONGEST_NAME);
        i < entry.name().length();
        i++) {
      char letter = entry.name().charAt(i);
      name.append(isPlain(letter) ? letter : '_');
    }
    return name.toString();
  }

  private static boolean isPlain(char letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || letter == '.'
        || letter == '-';
  }
}
