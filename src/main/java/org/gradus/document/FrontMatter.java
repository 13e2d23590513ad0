package org.gradus.document;

import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The YAML block at the head of a Markdown file; directives stand under the key {@code gradus}. */
final class FrontMatter {

  private static final Pattern BLOCK = Pattern.compile("\\A---[ \\t]*\\r?\\n(.*?)^(?:---|\\.\\.\\.)[ \\t]*(?:\\r?\\n|\\z)",
      Pattern.DOTALL | Pattern.MULTILINE);

  private FrontMatter() {}

  /** Hands the directives on; returns the offset behind the block, 0 if there is none. */
  static int read(MappedText text, BlockCollector out) throws DocumentException {
    var m = BLOCK.matcher(text.text());
    if (!m.lookingAt()) {
      return 0;
    }
    var yaml = m.group(1);
    if (!yaml.contains(":")) {
      return 0; // two rules with words between them
    }
    try {
      Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(yaml);
      if (root.isPresent() && root.get() instanceof MappingNode map) {
        for (var entry : map.getValue()) {
          if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals("gradus")) {
            directives(entry.getValueNode(), text, m.start(1), out);
          }
        }
      }
    } catch (MarkedYamlEngineException e) {
      int offset = e.getProblemMark().map(mark -> m.start(1) + offset(yaml, mark.getIndex())).orElse(0);
      if (yaml.contains("gradus")) {
        var at = text.positions().start(offset);
        throw new DocumentException("The front matter is not valid YAML: " + e.getProblem(), at.line(), at.column());
      }
    }
    return m.end();
  }

  private static void directives(Node node, MappedText text, int base, BlockCollector out) {
    switch (node) {
      case ScalarNode scalar -> {
        int start = base + scalar.getStartMark().map(x -> offset(text.text().substring(base), x.getIndex())).orElse(0);
        var b = text.builder();
        b.replace(scalar.getValue(), text, start, Math.min(start + 1, text.text().length()));
        out.directive(b.build());
      }
      case SequenceNode list -> list.getValue().forEach(item -> directives(item, text, base, out));
      default -> out.problem(text.positions().start(base), "Under the key gradus stand directives: a text or a list of texts.");
    }
  }

  /** YAML marks count code points. */
  private static int offset(String s, int codePoints) {
    return s.offsetByCodePoints(0, Math.min(codePoints, s.codePointCount(0, s.length())));
  }
}
