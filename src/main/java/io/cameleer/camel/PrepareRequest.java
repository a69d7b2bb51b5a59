package io.cameleer.camel;

import io.cameleer.attempt.OngoingAttempt;
import io.cameleer.catalog.Provider;
import io.cameleer.provider.Dialects;
import io.cameleer.provider.UpstreamRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Lays out the HTTP request to the provider: body, address and the headers it gets, which are these
 * and no others.
 */
final class PrepareRequest implements Processor {

  private final Dialects dialects;

  PrepareRequest(Dialects dialects) {
    this.dialects = dialects;
  }

  @Override
  public void process(Exchange exchange) {
    OngoingAttempt attempt = Variables.attempt(exchange);
    Provider provider = attempt.candidate().provider();
    UpstreamRequest request = attempt.send();
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    if (!isUsual(provider, request)) {
      message.setHeader(Exchange.HTTP_URI, address(provider, request.path()));
    }
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    message.setHeader("Accept", request.streamed() ? "text/event-stream" : "application/json");
    request.headers().forEach(message::setHeader);
    provider.headers().forEach(message::setHeader);
    attempt.call().trace().headersFor(attempt).forEach(message::setHeader);
    Provider.Authentication authentication = provider.authentication();
    String key = authentication.key().reveal();
    if (!key.isEmpty()) {
      message.setHeader(authentication.header(), authentication.prefix() + key);
    }
    message.setBody(request.body());
  }

  /** Whether the request goes where the route's endpoint leads anyway. */
  private boolean isUsual(Provider provider, UpstreamRequest request) {
    return provider.queryParameters().isEmpty()
        && request.path().equals(dialects.named(provider.dialect()).usualPath());
  }

  private static String address(Provider provider, String path) {
    String address = provider.baseUrl() + path;
    return provider.queryParameters().isEmpty()
        ? address
        : address + (path.contains("?") ? '&' : '?') + query(provider.queryParameters());
  }

  private static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
