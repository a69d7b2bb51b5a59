package io.cameleer.config;

import io.cameleer.config.CameleerProperties.Server;
import io.cameleer.config.CameleerProperties.Tls;
import io.cameleer.config.ServerSettings.TlsFiles;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes server settings of what is configured, and reports what is wrong with it. */
final class ServerCheck {

  private static final String KEY = CameleerProperties.PREFIX + ".server";
  private static final String THIS_MACHINE = "127.0.0.1";
  private static final String EVERYWHERE = "0.0.0.0";
  private static final int LAST_PORT = 65_535;

  private final PropertyProblems problems;

  ServerCheck(PropertyProblems problems) {
    this.problems = problems;
  }

  /**
   * Where to listen.
   *
   * @param guarded whether clients must show a key
   */
  ServerSettings server(Server server, boolean guarded) {
    if (server.port() < 0 || server.port() > LAST_PORT) {
      problems.report(KEY + ".port", server.port() + " is no port.", "Write 1 to 65535.");
    }
    long bodyLimit = server.bodyLimit().toBytes();
    if (bodyLimit < 1 || bodyLimit > Integer.MAX_VALUE) {
      problems.report(
          KEY + ".body-limit",
          bodyLimit + " bytes won't do.",
          "Write a size like 20MB, below 2GB.");
    }
    return new ServerSettings(
        address(server.address(), guarded),
        server.port(),
        bodyLimit,
        tls(server.tls()),
        notNegative("shutdown-notice", server.shutdownNotice()),
        notNegative("shutdown-grace", server.shutdownGrace()));
  }

  private Duration notNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      problems.report(
          KEY + "." + name, "it is negative.", "Write a duration like 10s, or 0s for none.");
    }
    return duration;
  }

  private String address(@Nullable String configured, boolean guarded) {
    if (configured == null || configured.isBlank()) {
      return guarded ? EVERYWHERE : THIS_MACHINE;
    }
    String key = KEY + ".address";
    String address = configured.strip();
    try {
      if (!guarded && !InetAddress.getByName(address).isLoopbackAddress()) {
        problems.report(
            key,
            "without API keys everyone who reaches " + address + " could spend your money.",
            "Set CAMELEER_API_KEYS or cameleer.api-keys, or listen on 127.0.0.1.");
      }
    } catch (UnknownHostException unknown) {
      problems.report(
          key, "'" + address + "' is no address of this machine.", "Write one, like 127.0.0.1.");
    }
    return address;
  }

  private @Nullable TlsFiles tls(Tls tls) {
    boolean certificate = tls.certificate() != null && !tls.certificate().isBlank();
    boolean privateKey = tls.privateKey() != null && !tls.privateKey().isBlank();
    if (certificate != privateKey) {
      problems.report(
          KEY + ".tls." + (certificate ? "private-key" : "certificate"),
          "it is missing.",
          "Write the paths of certificate and private key, or neither.");
    }
    if (!certificate || !privateKey) {
      return null;
    }
    Path certificateFile = file(KEY + ".tls.certificate", String.valueOf(tls.certificate()));
    Path keyFile = file(KEY + ".tls.private-key", String.valueOf(tls.privateKey()));
    return certificateFile == null || keyFile == null
        ? null
        : new TlsFiles(certificateFile, keyFile);
  }

  private @Nullable Path file(String key, String path) {
    try {
      Path file = Path.of(path.strip());
      if (Files.isReadable(file)) {
        return file;
      }
    } catch (InvalidPathException noPath) {
      // reported below, like a path that leads nowhere
    }
    problems.report(
        key,
        "no file can be read there.",
        "Write the path of a PEM file that the user Cameleer runs as may read.");
    return null;
  }
}
