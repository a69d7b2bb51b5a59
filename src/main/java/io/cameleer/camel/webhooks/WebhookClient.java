package io.cameleer.camel.webhooks;

import io.cameleer.camel.PlainHttpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client of webhooks. It goes to strangers: so it follows nothing, remembers nothing,
 * reads no answer's body, and gives up in time, however slowly the other side goes on.
 */
final class WebhookClient {

  private static final Timeout CONNECT = Timeout.ofSeconds(5);

  private WebhookClient() {}

  /**
   * A client.
   *
   * @param hosts finds addresses; to no others is connected
   * @param connections how many there may be at once
   * @param patience how long a delivery may take, from the first look for the address to the
   *     answer's status
   * @param timer cuts short what takes longer
   */
  static CloseableHttpClient create(
      DnsResolver hosts, int connections, Duration patience, ScheduledExecutorService timer) {
    return PlainHttpClient.builder()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(hosts)
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(Timeout.of(patience))
                        .build())
                .build())
        .addExecInterceptorFirst("status-only", new StatusOnly(patience, timer))
        .build();
  }

  /** Sees an answer's head and drops the connection. */
  private record StatusOnly(Duration patience, ScheduledExecutorService timer)
      implements ExecChainHandler {

    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
        throws IOException, HttpException {
      // Every delivery has a thread of its own: interrupting it closes its socket in every phase.
      Thread delivery = Thread.currentThread();
      ScheduledFuture<?> tooLate =
          timer.schedule(delivery::interrupt, patience.toMillis(), TimeUnit.MILLISECONDS);
      try {
        ClassicHttpResponse response = chain.proceed(request, scope);
        response.setEntity(null);
        return response;
      } finally {
        tooLate.cancel(false);
        scope.execRuntime.discardEndpoint();
      }
    }
  }
}
