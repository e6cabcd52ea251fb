package io.github.lambdaimage.standin.registry;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.UUID;

/** An upload session: receives a blob's bytes and commits them once, under the right digest. */
final class Upload implements AutoCloseable {

  private final String id = UUID.randomUUID().toString();
  private final String state = UUID.randomUUID().toString();
  private final MessageDigest digest = Sha256.start();
  private final String repository;
  private final BlobStore store;
  private final Path file;
  private long size;

  Upload(String repository, BlobStore store) {
    this.repository = repository;
    this.store = store;
    this.file = store.newUpload(id);
  }

  String id() {
    return id;
  }

  /** A token that the client must send back, as in the CNCF's registry. */
  String state() {
    return state;
  }

  String repository() {
    return repository;
  }

  synchronized long size() {
    return size;
  }

  synchronized void append(InputStream bytes) throws IOException {
    try (OutputStream out =
        new DigestOutputStream(Files.newOutputStream(file, CREATE, APPEND), digest)) {
      size += bytes.transferTo(out);
    }
  }

  synchronized void commit(String expected) throws IOException {
    String actual = Sha256.finish(digest);
    if (!actual.equals(expected)) {
      throw new RegistryException(
          400, "DIGEST_INVALID", "The bytes have '" + actual + "', not '" + expected + "'");
    }
    store.adopt(file, actual);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
