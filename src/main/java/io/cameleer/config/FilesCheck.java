package io.cameleer.config;

import io.cameleer.catalog.Secret;
import io.cameleer.config.FileSettings.Bucket;
import io.cameleer.config.FileSettings.Folder;
import io.cameleer.config.FileSettings.Place;
import io.cameleer.config.JobsProperties.Files;
import io.cameleer.config.JobsProperties.S3;
import io.cameleer.job.content.S3Settings;
import io.cameleer.job.content.S3Settings.Credentials;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes settings of where files of batches are kept, and reports what is wrong with it. */
final class FilesCheck {

  private static final String KEY = CameleerProperties.PREFIX + ".jobs.files";
  private static final String S3_KEY = KEY + ".s3";
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]+");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9!_.*'()/-]{0,200}");
  private static final Pattern ENDPOINT = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]+/?");

  private final PropertyProblems problems;
  private final LimitsCheck limits;
  private final OptionalSecrets secrets;

  FilesCheck(PropertyProblems problems) {
    this.problems = problems;
    this.limits = new LimitsCheck(problems);
    this.secrets = new OptionalSecrets(problems);
  }

  /**
   * The settings.
   *
   * @param data the folder of the gateway's data
   */
  FileSettings check(Files files, Path data) {
    long maxBytes = limits.size(KEY + ".max-size", files.maxSize());
    return new FileSettings(place(files, data), maxBytes);
  }

  private Place place(Files files, Path data) {
    S3 s3 = files.s3();
    if (s3.bucket() == null || s3.bucket().isBlank()) {
      return new Folder(
          new PathCheck(problems)
              .folder(KEY + ".directory", files.directory(), data.resolve("files")));
    }
    if (files.directory() != null) {
      problems.report(
          KEY + ".directory", "there is a bucket as well.", "Remove this or s3.bucket.");
    }
    String bucket = s3.bucket().strip();
    require(
        BUCKET,
        S3_KEY + ".bucket",
        bucket,
        "it is no name of a bucket.",
        "Use 3 to 63 lower-case letters, digits, dots and hyphens.");
    require(
        REGION,
        S3_KEY + ".region",
        s3.region(),
        "it is no region.",
        "Write one, like eu-central-1.");
    require(
        PREFIX,
        S3_KEY + ".prefix",
        s3.prefix(),
        "it is no beginning of an object's name.",
        "Write one like cameleer/.");
    URI endpoint = endpoint(s3.endpoint());
    return new Bucket(
        new S3Settings(
            bucket,
            s3.prefix(),
            s3.region(),
            endpoint,
            Objects.requireNonNullElse(s3.pathStyle(), endpoint != null),
            credentials(s3)));
  }

  private void require(Pattern form, String key, String text, String fault, String remedy) {
    if (!form.matcher(text).matches()) {
      problems.report(key, fault, remedy);
    }
  }

  private @Nullable URI endpoint(@Nullable String written) {
    if (written == null || written.isBlank()) {
      return null;
    }
    try {
      URI server = new URI(written.strip());
      if (ENDPOINT.matcher(written.strip()).matches() && server.getHost() != null) {
        return server;
      }
    } catch (URISyntaxException malformed) {
      // reported below
    }
    problems.report(
        S3_KEY + ".endpoint",
        "it is no address of a server.",
        "Write it like https://s3.example.com, without bucket and path.");
    return null;
  }

  private @Nullable Credentials credentials(S3 s3) {
    Secret id = secrets.read(S3_KEY + ".access-key-id", s3.accessKeyId());
    Secret key = secrets.read(S3_KEY + ".secret-access-key", s3.secretAccessKey());
    if ((id == null) != (key == null)) {
      problems.report(
          S3_KEY + (id == null ? ".access-key-id" : ".secret-access-key"),
          "it is missing.",
          "Write both, or neither: then they come from where Amazon's tools look for them.");
    }
    return id == null || key == null ? null : new Credentials(id.reveal(), key.reveal());
  }
}
