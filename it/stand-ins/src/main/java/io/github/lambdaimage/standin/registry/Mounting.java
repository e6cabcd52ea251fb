package io.github.lambdaimage.standin.registry;

/** Which blobs may be mounted from another repository. */
enum Mounting {
  NONE {
    @Override
    boolean allows(Repository source, String digest) {
      return false;
    }
  },
  NAMED_BY_A_MANIFEST {
    @Override
    boolean allows(Repository source, String digest) {
      return source.blob(digest).isPresent() && source.names(digest);
    }
  },
  ALL {
    @Override
    boolean allows(Repository source, String digest) {
      return source.blob(digest).isPresent();
    }
  };

  abstract boolean allows(Repository source, String digest);
}
