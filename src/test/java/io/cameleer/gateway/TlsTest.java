package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With a certificate the gateway speaks TLS, HTTP/2 as well as HTTP/1.1. */
class TlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private static final String HELLO =
      "{\"model\":\"openai/m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void itServesWithTheConfiguredCertificate(HttpClient.Version version) throws Exception {
    KeyStore keys = newKeys();
    Map<String, String> properties =
        Map.of(
            "cameleer.server.tls.certificate", pem("CERTIFICATE", certificate(keys)),
            "cameleer.server.tls.private-key", pem("PRIVATE KEY", privateKey(keys)));
    try (Gateway gateway = Gateway.start(properties);
        HttpClient client = HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(
                          gateway
                              .url()
                              .replace("http://127.0.0.1", "https://localhost")
                              .concat("/health/ready")))
                  .version(version)
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(version);
    }
  }

  @Test
  void aCertificateWithoutItsKeyIsRefused() throws Exception {
    String certificate = pem("CERTIFICATE", certificate(newKeys()));
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> Gateway.start(Map.of("cameleer.server.tls.certificate", certificate)))
        .hasStackTraceContaining("cameleer.server.tls");
  }

  @Test
  void aProviderWhoseCertificateNobodyVouchesForGetsNoRequest() throws Exception {
    try (Gateway provider = sandboxWith(newKeys());
        Gateway gateway = gatewayTo(provider)) {
      HttpResponse<byte[]> answer = gateway.post("/v1/chat/completions", HELLO);
      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.headers().firstValue("x-cameleer-attempts"))
          .contains("openai/m:upstream_connection_error");
    }
  }

  @Test
  void aProviderWithACertificateOfTheTrustStoreAnswers() throws Exception {
    try (Gateway provider = sandboxWith(newKeys())) {
      System.setProperty("javax.net.ssl.trustStore", directory.resolve("keys.p12").toString());
      System.setProperty("javax.net.ssl.trustStorePassword", new String(PASSWORD));
      try (Gateway gateway = gatewayTo(provider)) {
        HttpResponse<byte[]> answer = gateway.post("/v1/chat/completions", HELLO);
        assertThat(answer.statusCode()).isEqualTo(200);
      } finally {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
      }
    }
  }

  private Gateway sandboxWith(KeyStore keys) throws Exception {
    return Gateway.start(
        Map.of(
            "cameleer.server.tls.certificate", pem("CERTIFICATE", certificate(keys)),
            "cameleer.server.tls.private-key", pem("PRIVATE KEY", privateKey(keys)),
            "cameleer.sandbox.enabled", "on",
            "cameleer.aliases[0].name", "m",
            "cameleer.aliases[0].candidates[0]", "sandbox/echo"));
  }

  private static Gateway gatewayTo(Gateway provider) {
    String url = provider.url().replace("http://127.0.0.1", "https://localhost");
    return Gateway.start(
        Map.of(
            "cameleer.providers.openai.base-url",
            url + "/v1",
            "cameleer.providers.openai.api-key",
            "any"));
  }

  private KeyStore newKeys() throws Exception {
    Path store = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "gateway",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static byte[] certificate(KeyStore keys) throws Exception {
    return keys.getCertificate("gateway").getEncoded();
  }

  private static byte[] privateKey(KeyStore keys) throws Exception {
    return keys.getKey("gateway", PASSWORD).getEncoded();
  }

  private String pem(String type, byte[] content) throws Exception {
    Path file = directory.resolve(type.replace(' ', '-') + ".pem");
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    return file.toString();
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("gateway", keys.getCertificate("gateway"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
