package io.cameleer.documentation;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A curl command line as documentation has it, as the request that curl would send: a form, unless
 * it says otherwise.
 */
final class CurlCommand {

  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private CurlCommand() {}

  /** The request, sent to this gateway instead of {@code localhost:8080}. */
  static HttpRequest request(String command, String gateway) {
    List<String> words = words(command.replace("\\\n", " "));
    HttpRequest.Builder request = HttpRequest.newBuilder();
    request.header("Content-Type", "application/x-www-form-urlencoded");
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      switch (word) {
        case "-s" -> {}
        case "-D", "-o" -> i++;
        case "-H" -> {
          String[] header = words.get(++i).split(": ", 2);
          request.setHeader(header[0], header[1]);
        }
        case "-d" -> request.POST(HttpRequest.BodyPublishers.ofString(words.get(++i)));
        default -> request.uri(URI.create(word.replace("localhost:8080", gateway)));
      }
    }
    return request.build();
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return words;
  }
}
