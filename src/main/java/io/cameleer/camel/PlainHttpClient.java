package io.cameleer.camel;

import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** HTTP clients that send a request as it is, once, and give its answer as it is. */
public final class PlainHttpClient {

  private PlainHttpClient() {}

  /** Begins one; nothing of what it is left to do is done by itself. */
  public static HttpClientBuilder builder() {
    return HttpClientBuilder.create()
        .setUserAgent("cameleer")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .replaceExecInterceptor(ChainElement.PROTOCOL.name(), new SendOnce());
  }
}
