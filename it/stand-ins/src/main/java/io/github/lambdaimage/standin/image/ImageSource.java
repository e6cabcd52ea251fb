package io.github.lambdaimage.standin.image;

import java.io.IOException;
import java.io.InputStream;

/** Where an image's manifest and blobs are read. */
interface ImageSource {

  /** The media type of a manifest and its bytes. */
  record RawManifest(String mediaType, String content) {}

  RawManifest manifest(String reference) throws IOException;

  InputStream blob(String digest) throws IOException;
}
