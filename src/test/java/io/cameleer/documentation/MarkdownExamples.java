package io.cameleer.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fenced code blocks of a Markdown file, with the heading they stand under.
 *
 * @param blocks in order
 */
record MarkdownExamples(List<Block> blocks) {

  private static final Pattern HEADING_OR_BLOCK =
      Pattern.compile(
          "^#+ (?<heading>[^\\n]+)$|^```(?<language>\\w+)\\n(?<text>.*?)^```$",
          Pattern.MULTILINE | Pattern.DOTALL);

  /**
   * A block.
   *
   * @param language what stands after the backticks
   */
  record Block(String heading, String language, String text) {}

  /** A command and what it prints. */
  record Example(Block command, Block result) {
    @Override
    public String toString() {
      return command.heading() + ": " + command.text().lines().findFirst().orElse("");
    }
  }

  static MarkdownExamples of(Path file) throws IOException {
    List<Block> blocks = new ArrayList<>();
    String heading = "";
    Matcher matcher = HEADING_OR_BLOCK.matcher(Files.readString(file));
    while (matcher.find()) {
      if (matcher.group("heading") != null) {
        heading = matcher.group("heading");
      } else {
        blocks.add(new Block(heading, matcher.group("language"), matcher.group("text")));
      }
    }
    return new MarkdownExamples(blocks);
  }

  List<String> texts(String language) {
    return blocks.stream()
        .filter(block -> block.language().equals(language))
        .map(Block::text)
        .toList();
  }

  /** Every command, with the block that follows it. */
  List<Example> commands() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i + 1 < blocks.size(); i++) {
      if (blocks.get(i).language().equals("bash")) {
        examples.add(new Example(blocks.get(i), blocks.get(i + 1)));
      }
    }
    return examples;
  }
}
