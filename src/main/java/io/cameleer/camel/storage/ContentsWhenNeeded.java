package io.cameleer.camel.storage;

import io.cameleer.config.FileSettings.Bucket;
import io.cameleer.config.FileSettings.Folder;
import io.cameleer.config.FileSettings.Place;
import io.cameleer.job.ContentStorage;
import io.cameleer.job.FileId;
import io.cameleer.job.content.DiskContentStorage;
import io.cameleer.job.content.S3ContentStorage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The contents of files in a folder or bucket that is not touched before it is needed. */
final class ContentsWhenNeeded implements ContentStorage, AutoCloseable {

  private final Place place;
  private final ReentrantLock opening = new ReentrantLock();
  private volatile @Nullable ContentStorage opened;

  ContentsWhenNeeded(Place place) {
    this.place = place;
  }

  private ContentStorage storage() throws IOException {
    ContentStorage storage = opened;
    if (storage != null) {
      return storage;
    }
    opening.lock();
    try {
      storage = opened;
      if (storage == null) {
        storage =
            switch (place) {
              case Folder folder -> DiskContentStorage.in(folder.path(), Instant.now());
              case Bucket bucket -> new S3ContentStorage(bucket.settings());
            };
        opened = storage;
      }
      return storage;
    } finally {
      opening.unlock();
    }
  }

  @Override
  public Upload begin(FileId id) throws IOException {
    return storage().begin(id);
  }

  @Override
  public InputStream open(FileId id) throws IOException {
    return storage().open(id);
  }

  @Override
  public void delete(FileId id) throws IOException {
    storage().delete(id);
  }

  @Override
  public void close() {
    if (opened instanceof S3ContentStorage bucket) {
      bucket.close();
    }
  }
}
