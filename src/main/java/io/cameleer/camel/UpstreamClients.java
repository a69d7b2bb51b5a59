package io.cameleer.camel;

import io.cameleer.catalog.Provider;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP clients for providers: one pool of connections for all, and per provider its own patience.
 * Nothing is retried, redirected, remembered or decompressed behind the gateway's back.
 */
final class UpstreamClients implements AutoCloseable {

  /** Bounds what all calls together may hold open; a call beyond it waits for a connection. */
  private static final int MAX_CONNECTIONS = 16_384;

  private static final TimeValue IDLE_BEFORE_CHECK = TimeValue.ofSeconds(5);

  private static final ConnectionConfig USUAL = connectionConfig().build();

  private final Map<HttpHost, ConnectionConfig> connectionConfigs = new ConcurrentHashMap<>();
  private final PoolingHttpClientConnectionManager connections;

  UpstreamClients() {
    connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
            .setConnPoolPolicy(PoolReusePolicy.LIFO)
            .setTlsSocketStrategy(new UpstreamTls())
            .setMaxConnTotal(MAX_CONNECTIONS)
            .setMaxConnPerRoute(MAX_CONNECTIONS)
            .setDefaultSocketConfig(
                SocketConfig.custom().setTcpNoDelay(true).setSoTimeout(Timeout.DISABLED).build())
            .setConnectionConfigResolver(
                route -> connectionConfigs.getOrDefault(route.getTargetHost(), USUAL))
            .build();
  }

  private static ConnectionConfig.Builder connectionConfig() {
    // Without a socket timeout, which would be set for every call: it is in the pool's own
    // settings.
    return ConnectionConfig.custom().setValidateAfterInactivity(IDLE_BEFORE_CHECK);
  }

  /**
   * A client with a provider's patience for connecting; closing it leaves the pool open. How long
   * an answer may take is not the client's business: a timer for every read costs more than the
   * read ({@link io.cameleer.attempt.StallWatch}).
   */
  CloseableHttpClient forProvider(Provider provider) {
    URI url = provider.baseUrl();
    connectionConfigs.put(
        new HttpHost(url.getScheme(), url.getHost(), url.getPort()),
        connectionConfig().setConnectTimeout(Timeout.of(provider.timeouts().connect())).build());
    return PlainHttpClient.builder()
        .setConnectionManager(connections)
        .setConnectionManagerShared(true)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(provider.timeouts().connect()))
                .build())
        .build();
  }

  @Override
  public void close() throws IOException {
    connections.close();
  }
}
