package io.cameleer.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where clients connect, checked.
 *
 * @param address the address to listen on
 * @param port 0 for any that is free
 * @param bodyLimit the largest request body, in bytes
 * @param tls null for plain HTTP
 * @param shutdownNotice how long calls are still taken when the gateway is to stop
 * @param shutdownGrace how long calls in flight have to end after that
 */
public record ServerSettings(
    String address,
    int port,
    long bodyLimit,
    @Nullable TlsFiles tls,
    Duration shutdownNotice,
    Duration shutdownGrace) {

  /** Whether nobody on another machine can reach it. */
  boolean onlyThisMachine() {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  /**
   * Certificate and key.
   *
   * @param certificate the certificate chain, PEM
   * @param privateKey its key, PEM
   */
  public record TlsFiles(Path certificate, Path privateKey) {}
}
