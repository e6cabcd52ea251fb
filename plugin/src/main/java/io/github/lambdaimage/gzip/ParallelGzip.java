package io.github.lambdaimage.gzip;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Compresses a stream into one gzip member on all cores, and computes the digests of both sides in
 * the same pass.
 *
 * <p>The bytes depend only on the input, not on the number of threads. It is a single member,
 * because Lambda's unpacker is stricter than others, and not known to accept several.
 */
public final class ParallelGzip extends OutputStream {

  /**
   * The sizes of a member.
   *
   * @param uncompressed in bytes
   * @param compressed in bytes, including header and trailer
   */
  public record Sizes(long uncompressed, long compressed) {}

  /** Magic, deflate, no flags, no time, fastest level, unknown system (RFC 1952). */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 0xff};

  /** An empty final block with fixed codes: the last bits of the deflate stream. */
  private static final byte[] LAST_BLOCK = {3, 0};

  /** More threads would wait for the one that reads, and each holds its blocks in memory. */
  private static final int THREADS = Math.min(8, Runtime.getRuntime().availableProcessors());

  private static final int MOST_BLOCKS = 2 * THREADS + 2;

  private final OutputStream out;
  private final MessageDigest tarDigest;
  private final MessageDigest blobDigest;
  private final CRC32 crc = new CRC32();
  private long tarSize;
  private long blobSize;

  private final ExecutorService deflating = Executors.newFixedThreadPool(THREADS);
  private final ExecutorService hashing = Executors.newSingleThreadExecutor();
  private final ExecutorService writing = Executors.newSingleThreadExecutor();

  /** Unused blocks; if there is none, the reader waits for the writer, so memory stays bounded. */
  private final BlockingQueue<DeflateBlock> idle = new ArrayBlockingQueue<>(MOST_BLOCKS);

  private DeflateBlock current = new DeflateBlock();
  private int blocks = 1;
  private volatile @Nullable Throwable failure;

  /**
   * Compresses into {@code out}, which the caller closes.
   *
   * @param tarDigest updated with the uncompressed bytes
   * @param blobDigest updated with the compressed bytes
   */
  public ParallelGzip(OutputStream out, MessageDigest tarDigest, MessageDigest blobDigest)
      throws IOException {
    this.out = out;
    this.tarDigest = tarDigest;
    this.blobDigest = blobDigest;
    emit(HEADER, HEADER.length);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      done += current.fill(bytes, offset + done, length - done);
      if (current.isFull()) {
        send(current);
        current = nextIdle();
      }
    }
  }

  /**
   * Ends the gzip member.
   *
   * @return the sizes before and after compression
   * @throws IOException that occurred on any of the threads
   */
  public Sizes finish() throws IOException {
    if (current.inputLength() > 0) {
      send(current);
    }
    try {
      writing.submit(() -> {}).get();
    } catch (InterruptedException | ExecutionException e) {
      throw interrupted(e);
    }
    throwFailure();
    emit(LAST_BLOCK, LAST_BLOCK.length);
    byte[] trailer =
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) crc.getValue())
            .putInt((int) tarSize)
            .array();
    emit(trailer, trailer.length);
    return new Sizes(tarSize, blobSize);
  }

  /** Ends the threads, even before the member is finished. */
  @Override
  public void close() {
    for (ExecutorService executor : new ExecutorService[] {deflating, hashing, writing}) {
      executor.shutdownNow();
    }
  }

  private void send(DeflateBlock block) throws IOException {
    throwFailure();
    Future<?> deflated = deflating.submit(block::compress);
    Future<?> hashed = hashing.submit(() -> hash(block));
    writing.execute(
        () -> {
          try {
            deflated.get();
            hashed.get();
            if (failure == null) {
              emit(block.output(), block.outputLength());
            }
          } catch (Throwable e) {
            // Whatever it is, a layer without one of its blocks must not appear complete.
            failure = e;
          } finally {
            block.clear();
            idle.add(block);
          }
        });
  }

  private void hash(DeflateBlock block) {
    tarDigest.update(block.input(), 0, block.inputLength());
    crc.update(block.input(), 0, block.inputLength());
    tarSize += block.inputLength();
  }

  private void emit(byte[] bytes, int length) throws IOException {
    out.write(bytes, 0, length);
    blobDigest.update(bytes, 0, length);
    blobSize += length;
  }

  private DeflateBlock nextIdle() throws IOException {
    DeflateBlock block = idle.poll();
    if (block != null) {
      return block;
    }
    if (blocks < MOST_BLOCKS) {
      blocks++;
      return new DeflateBlock();
    }
    try {
      return idle.take();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void throwFailure() throws IOException {
    Throwable cause = failure;
    if (cause instanceof IOException io) {
      throw io;
    }
    if (cause instanceof OutOfMemoryError error) {
      throw error;
    }
    if (cause != null) {
      throw interrupted(cause);
    }
  }

  private static IOException interrupted(Throwable cause) {
    if (cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    IOException exception = new InterruptedIOException("compression did not finish");
    exception.initCause(cause);
    return exception;
  }
}
