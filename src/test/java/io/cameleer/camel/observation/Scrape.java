package io.cameleer.camel.observation;

import io.cameleer.camel.application.ManagementServer;
import io.cameleer.gateway.Gateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Prometheus would read off a gateway's management port. */
record Scrape(String text, List<Sample> samples) {

  private static final Pattern LINE =
      Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)$");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** One line. */
  record Sample(String name, Map<String, String> labels, double value) {

    boolean has(Map<String, String> wanted) {
      return labels.entrySet().containsAll(wanted.entrySet());
    }
  }

  /** Reads it now. */
  static Scrape of(Gateway gateway) throws Exception {
    int port = gateway.context().getBean(ManagementServer.class).port();
    URI address = URI.create("http://127.0.0.1:" + port + "/actuator/prometheus");
    String text =
        gateway
            .client()
            .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
            .body();
    return new Scrape(
        text,
        text.lines().flatMap(line -> LINE.matcher(line).results().map(Scrape::sample)).toList());
  }

  private static Sample sample(MatchResult line) {
    Map<String, String> labels = new TreeMap<>();
    if (line.group(2) != null) {
      Matcher matcher = LABEL.matcher(line.group(2));
      while (matcher.find()) {
        labels.put(matcher.group(1), matcher.group(2));
      }
    }
    return new Sample(line.group(1), labels, Double.parseDouble(line.group(3)));
  }

  /** The sum of all series of this name with these labels among theirs. */
  double sum(String name, Map<String, String> labels) {
    return all(name, labels).stream().mapToDouble(Sample::value).sum();
  }

  /** All series of this name with these labels among theirs. */
  List<Sample> all(String name, Map<String, String> labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name) && sample.has(labels))
        .toList();
  }

  /** The names of all series. */
  Set<String> names() {
    return samples.stream().map(Sample::name).collect(Collectors.toSet());
  }

  /** The values that a label has anywhere. */
  Set<String> valuesOf(String label) {
    return samples.stream()
        .filter(sample -> sample.labels().containsKey(label))
        .map(sample -> sample.labels().get(label))
        .collect(Collectors.toSet());
  }
}
