package io.cameleer.job.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.job.webhook.WebhookRules.Accepted;
import io.cameleer.job.webhook.WebhookRules.Refused;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookRulesTest {

  private static final WebhookRules USUAL = new WebhookRules(false);
  private static final WebhookRules PRIVATE = new WebhookRules(true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/hooks?key=1",
        "https://EXAMPLE.com:8443",
        "https://8.8.8.8/",
        "https://[2606:4700::1111]/",
        "https://10.0.0.1.example.com/"
      })
  void acceptsPublicAddressesAndNames(String url) {
    assertThat(USUAL.judge(url)).isEqualTo(new Accepted(URI.create(url)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://10.1.2.3/",
        "https://172.31.0.1/",
        "https://192.168.0.1/",
        "https://100.64.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://100.100.100.200/",
        "https://168.63.129.16/",
        "https://0.0.0.0/",
        "https://255.255.255.255/",
        "https://224.0.0.1/",
        "https://[::1]/",
        "https://[::]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[::10.0.0.1]/",
        "https://[fe80::1]/",
        "https://[fd00:ec2::254]/",
        "https://[ff02::1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:a00:1::]/",
        "https://[2001:0:a00:1::]/",
        "https://localhost/",
        "https://LOCALHOST./",
        "https://me.localhost/"
      })
  void refusesWhatIsNotPublicUnlessItIsAllowed(String url) {
    assertThat(USUAL.judge(url))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.reason())
                    .contains("private", "cameleer.jobs.webhooks.allow-private"));
    assertThat(PRIVATE.judge(url)).isEqualTo(new Accepted(URI.create(url)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://example.com/", "HTTP://8.8.8.8"})
  void wantsTlsUnlessPrivateAddressesAreAllowed(String url) {
    assertThat(USUAL.judge(url)).isEqualTo(new Refused("must begin with https://"));
    assertThat(PRIVATE.judge(url)).isInstanceOf(Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "/hooks",
        "//example.com/hooks",
        "ftp://example.com/",
        "file:///etc/passwd",
        "https:///hooks",
        "https://127.1/",
        "https://me:secret@example.com/",
        "https://example.com/#there",
        "https://exa mple.com/",
        "https://example.com:port/"
      })
  void takesNothingElseForAUrl(String url) {
    assertThat(PRIVATE.judge(url))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).startsWith("must be a URL"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2_048, 2_049})
  void aUrlHasAnEnd(int length) {
    String url = "https://example.com/" + "x".repeat(length - "https://example.com/".length());

    assertThat(USUAL.judge(url) instanceof Accepted).isEqualTo(length <= 2_048);
  }

  /** The neighbours of blocks, which a wrong mask would take along. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "168.63.129.17",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2001:200::",
        "2003::",
        "3ffe::1"
      })
  void whatIsBesideABlockIsPublic(String address) throws UnknownHostException {
    assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isTrue();
  }
}
