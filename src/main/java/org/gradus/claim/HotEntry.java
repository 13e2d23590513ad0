package org.gradus.claim;

import java.util.List;
import java.util.regex.Pattern;
import org.gradus.document.Block;

/** '$y$ is one-hot with $y_c = 1$': where the 1 of labels stands that the same sentence calls one-hot. */
final class HotEntry {

  private static final Pattern ENTRY = Pattern.compile("^\\s*\\\\?(?<y>[A-Za-z]+)_(?:\\{(?<a>[a-zA-Z])\\}|(?<b>[a-zA-Z]))\\s*=\\s*1\\s*[.,;]?\\s*$");
  private static final String HOT = "\\bone-?hot(?:[- ]encoded)?(?:\\s+(?:vectors?|labels?|targets?|encodings?|encoded))?";
  private static final String LEADS = "[\\s,:;(]*(?:(?:with|where|so that|so|i\\.e\\.|that is|meaning(?: that)?|such that|having|which means(?: that)?)[\\s,:(]*)?$";
  private static final Pattern SAID_BEHIND = Pattern.compile("(?i)^\\s*(?:is|are|be|being|,|denotes?)?\\s*(?:an?|the|all)?\\s*" + HOT + LEADS);
  private static final Pattern SAID_BEFORE = Pattern.compile("(?i)" + HOT + "\\s*$");
  private static final Pattern LEADING = Pattern.compile("(?i)^" + LEADS);
  /** The entry is 1 in a case, or for one of many. */
  private static final Pattern ONE_OF_MANY = Pattern.compile("(?i)^[\\s,]*(?:if\\b|iff\\b|when|exactly|only|or\\b|for\\s+(?:exactly|some|one|only|a|any|every|each|all)\\b)");
  /** 'y_c = 1 and y_k = 0 otherwise'. */
  static final Pattern OTHERS = Pattern.compile("(?i)^[\\s,]*(?:otherwise|elsewhere|else\\b|for\\s+(?:all\\s+|every\\s+)?(?:the\\s+)?others?\\b)");

  private HotEntry() {}

  /** What the formula in this place says with the words before it; null if it is no such entry. */
  static ArrayProperties.Hot of(List<Block> blocks, int i) {
    var m = ENTRY.matcher(((Block.Formula) blocks.get(i)).latex());
    if (!m.matches() || i < 2 || !(blocks.get(i - 1) instanceof Block.Prose between) || !(blocks.get(i - 2) instanceof Block.Formula labels) || labels.display()
        || !labels.latex().strip().matches("\\\\?" + m.group("y") + "(?![A-Za-z_^])\\s*(?:\\\\in[^A-Za-z=].*)?")) {
      return null;
    }
    var before = i >= 3 && blocks.get(i - 3) instanceof Block.Prose p ? p.text() : "";
    var after = i + 1 < blocks.size() && blocks.get(i + 1) instanceof Block.Prose p ? p.text() : "";
    boolean said = SAID_BEHIND.matcher(between.text()).find() || SAID_BEFORE.matcher(before).find() && LEADING.matcher(between.text()).find();
    return !said || ONE_OF_MANY.matcher(after).find() ? null : new ArrayProperties.Hot(m.group("y"), m.group("a") != null ? m.group("a") : m.group("b"));
  }
}
