package io.cameleer.job.content;

import io.cameleer.job.ContentStorage;
import io.cameleer.job.FileId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Contents in a bucket, an object each. A content larger than a part is sent in parts, which the
 * server puts together at the end. A gateway that dies leaves its unfinished parts to the bucket's
 * own rule for incomplete uploads.
 */
public final class S3ContentStorage implements ContentStorage, AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  private final S3Client client;
  private final S3Settings settings;

  /** Contents in this bucket; it has to exist. */
  public S3ContentStorage(S3Settings settings) {
    this.settings = settings;
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings.credentials()))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(READ_TIMEOUT))
            .forcePathStyle(settings.pathStyle())
            // Servers other than Amazon's often know neither trailing checksums nor signed chunks.
            .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    client = builder.build();
  }

  private static AwsCredentialsProvider credentials(S3Settings.@Nullable Credentials given) {
    return given == null
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(
            AwsBasicCredentials.create(given.accessKeyId(), given.secretAccessKey()));
  }

  @Override
  public Upload begin(FileId id) {
    return new S3Upload(client, settings.bucket(), key(id));
  }

  @Override
  public InputStream open(FileId id) throws IOException {
    try {
      return client.getObject(request -> request.bucket(settings.bucket()).key(key(id)));
    } catch (NoSuchKeyException missing) {
      throw new NoSuchFileException(key(id));
    } catch (SdkException failure) {
      throw new IOException("The content can't be read: " + failure.getMessage(), failure);
    }
  }

  @Override
  public void delete(FileId id) throws IOException {
    try {
      client.deleteObject(request -> request.bucket(settings.bucket()).key(key(id)));
    } catch (SdkException failure) {
      throw new IOException("The content can't be deleted: " + failure.getMessage(), failure);
    }
  }

  private String key(FileId id) {
    return settings.prefix() + id.value();
  }

  @Override
  public void close() {
    client.close();
  }
}
