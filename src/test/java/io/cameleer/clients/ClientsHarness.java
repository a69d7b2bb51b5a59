package io.cameleer.clients;

import io.cameleer.emulation.ProviderEmulation;
import io.cameleer.gateway.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * Runs the official Python and Node clients against a gateway with emulated providers, from the
 * root of the checkout: {@code src/test/clients/run}. Ends with its exit status.
 */
public final class ClientsHarness {

  private static final String KEY = "key-of-the-gateway";

  private ClientsHarness() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.exit(run());
  }

  private static int run() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("cameleer-clients");
    try (ProviderEmulation emulation = new ProviderEmulation();
        Gateway gateway = start(emulation, data)) {
      ProcessBuilder clients = new ProcessBuilder("src/test/clients/run").inheritIO();
      clients.environment().put("GATEWAY_URL", gateway.url());
      clients.environment().put("GATEWAY_KEY", KEY);
      return clients.start().waitFor();
    } finally {
      FileSystemUtils.deleteRecursively(data);
    }
  }

  private static Gateway start(ProviderEmulation emulation, Path data) {
    Map<String, String> properties = Gateway.providersAt(emulation.url());
    properties.put("cameleer.api-keys[0]", KEY);
    properties.put("cameleer.jobs.enabled", "true");
    properties.put("cameleer.kafka.embedded.port", "0");
    properties.put("cameleer.data", data.toString());
    return Gateway.start(properties);
  }
}
