package io.cameleer.camel;

import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.net.URIAuthority;

/**
 * Sends a request as it is and hands out its answer. Takes the place of the client's step that
 * answers challenges and authenticates anew: keys are headers that the request has already, and
 * preparing for challenges costs every call.
 */
final class SendOnce implements ExecChainHandler {

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    HttpHost target = scope.route.getTargetHost();
    if (request.getScheme() == null) {
      request.setScheme(target.getSchemeName());
    }
    if (request.getAuthority() == null) {
      request.setAuthority(new URIAuthority(target));
    }
    // The further steps drop the connection where they fail.
    ClassicHttpResponse response = chain.proceed(request, scope);
    HttpEntity answer = response.getEntity();
    if (answer != null && answer.isStreaming()) {
      response.setEntity(new AnswerEntity(answer, scope.execRuntime));
    }
    return response;
  }
}
