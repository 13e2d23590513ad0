package org.gradus.claim;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.document.Block;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/** 'Say class 1 is the true one', 'the correct class is c': where the 1 of the one-hot labels stands. */
final class TrueClass {

  private static final String RIGHT = "(?:true|correct|right|target|actual|ground[- ]truth|observed|gold)";
  private static final String PLACE = "(?<at>\\d|\\$[a-zA-Z\\d]\\$)";
  /** What comes between a class and 'the true one' denies it, or makes it one of many. */
  private static final Pattern SAID = Pattern.compile("(?i)\\b(?:class|label|category)\\s+" + PLACE + "\\s+(?:is|be|was|were)\\s+(?:in fact\\s+)?the\\s+" + RIGHT
      + "\\s+(?:one|class|label|category|answer)\\b");
  private static final Pattern NAMED = Pattern.compile("(?i)\\bthe\\s+(?:index\\s+of\\s+the\\s+)?" + RIGHT + "\\s+(?:class|label|category)(?:\\s+index)?\\s+(?:is|be|was|has\\s+(?:the\\s+)?index)\\s+(?:class\\s+|number\\s+)?" + PLACE
      + "(?!\\s*(?:or|and)\\b)");
  private static final Pattern LET = Pattern.compile("(?i)\\blet\\s+" + PLACE + "\\s+(?:be|denote)\\s+the\\s+(?:index\\s+of\\s+the\\s+)?" + RIGHT + "\\s+(?:class|label|category)\\b");
  private static final Pattern ENCODED = Pattern.compile("(?i)\\bone-?hot(?:[- ]encoded)?\\s+(?:encoding|vector|label|target|representation|code)\\s+(?:of|for)\\s+(?:the\\s+)?(?:" + RIGHT + "\\s+)?"
      + "(?:class|label|category)\\s+" + PLACE);
  private static final Pattern POSITION = Pattern.compile("(?i)\\bone-?hot(?:\\s+(?:vector|label|target))?,?\\s+(?:with|having)\\s+(?:an?|the|its|a\\s+single)\\s+(?:\\$?1\\$?|one)\\s+(?:at|in|on)\\s+(?:the\\s+)?"
      + "(?:position|place|entry|component|index|coordinate|slot)\\s+" + PLACE);
  /** 'For the correct class we get', 'and for all other classes': of which class the formula behind it speaks. */
  private static final Pattern OF_CLASS = Pattern.compile("(?i)\\b(?:for|at|when it is)\\s+(?:the\\s+" + RIGHT + "\\s+(?:class|label|category)|(?<others>(?:(?:the|all|any|every|each|of)\\s+){0,3}"
      + "(?:others?|wrong|incorrect|remaining|false)\\s+(?:class|label|categor)\\w{0,4}))\\b(?<rest>[\\w\\s,:'-]{0,60})$");
  private static final Pattern INDEX = Pattern.compile("_(?:\\{([a-zA-Z])\\}|([a-zA-Z])(?![a-zA-Z]))");
  private static final int TAIL = 160;
  private static final Pattern DENIED = Pattern.compile("(?i)\\b(?:not|no|never|nor|unless|whether|n['’]t|suppose not|instead)\\b|\\bn['’]t\\b");
  private static final Pattern CASE = Pattern.compile("(?i)\\b(?:if|when|whenever|in case|where|provided|for)\\b");

  private final Context context;

  TrueClass(Context context) {
    this.context = context;
  }

  /** Takes in what the words say that end or begin with the block in this place. */
  void read(List<Block> blocks, int index, int line) {
    var text = text(blocks, index);
    for (var pattern : List.of(SAID, NAMED, LET, ENCODED, POSITION)) {
      var m = pattern.matcher(text.words());
      while (m.find()) {
        var before = before(text.words(), m.start());
        if (m.end() > text.from() && !DENIED.matcher(before).find()) {
          boolean where = pattern == ENCODED || pattern == POSITION; // 'where y is the one-hot encoding of class c' is no case
          say(m.group("at").replace("$", ""), CASE.matcher(where ? before.replaceFirst("(?i)\\bwhere\\b", "") : before).find(), line);
        }
      }
    }
  }

  /** Takes in of which class the formula behind the block in this place speaks. */
  void lead(List<Block> blocks, int index, int line) {
    var text = ((Block.Prose) blocks.get(index)).text().stripTrailing();
    var labels = labels();
    if (labels.size() != 1 || index + 1 >= blocks.size() || !(blocks.get(index + 1) instanceof Block.Formula f)) {
      return;
    }
    var m = OF_CLASS.matcher(text.substring(Math.max(0, text.length() - TAIL)));
    if (!m.find() || DENIED.matcher(m.group("rest")).find()) {
      return;
    }
    var y = labels.iterator().next();
    var k = index(f.latex());
    if (k == null) {
      context.doubt(List.of(y)); // something is said of a case, and not of which letter
      return;
    }
    boolean others = m.group("others") != null;
    var relation = Exprs.rel(RelOp.EQ, Exprs.indexed(y, List.of(Exprs.sym(k)), List.of()), others ? Exprs.ZERO : Exprs.ONE);
    context.hypotheses().takeBack(a -> isEntry(a, y));
    context.assume(new Assumption(relation, null, y, y + "_" + k + (others ? " = 0" : " = 1, the others 0") + " (line " + line + ")"), Lifetime.SENTENCE);
  }

  /** The letter that the quantities of a formula carry; null where they carry several, or none. */
  private static String index(String latex) {
    var found = new LinkedHashSet<String>();
    for (var m = INDEX.matcher(latex); m.find();) {
      found.add(m.group(1) != null ? m.group(1) : m.group(2));
    }
    return found.size() == 1 ? found.getFirst() : null;
  }

  private static boolean isEntry(Assumption a, String y) {
    return a.relation() instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Indexed x && x.base().equals(y);
  }

  /** The words of the clause up to this place. */
  private static String before(String words, int end) {
    int begin = end;
    while (begin > 0 && ".;:".indexOf(words.charAt(begin - 1)) < 0) {
      begin--;
    }
    return words.substring(begin, end);
  }

  /** @param from where what is new begins */
  private record Text(String words, int from) {}

  /** The words of the block, with a short formula on either side of it and the words before that. */
  private static Text text(List<Block> blocks, int index) {
    var own = ((Block.Prose) blocks.get(index)).text();
    var before = "";
    if (index >= 2 && isName(blocks.get(index - 1)) && blocks.get(index - 2) instanceof Block.Prose p) {
      before = p.text() + "$" + ((Block.Formula) blocks.get(index - 1)).latex().strip() + "$";
    }
    var behind = index + 1 < blocks.size() && isName(blocks.get(index + 1)) ? "$" + ((Block.Formula) blocks.get(index + 1)).latex().strip() + "$" : "";
    return new Text(before + own + behind, before.length());
  }

  private static boolean isName(Block b) {
    return b instanceof Block.Formula f && !f.display() && f.latex().strip().matches("[a-zA-Z\\d]");
  }

  private void say(String at, boolean isCase, int line) {
    var labels = labels();
    if (labels.size() == 1) {
      var place = Character.isDigit(at.charAt(0)) ? Exprs.num(Rational.of(Integer.parseInt(at))) : Exprs.sym(at);
      say((Expr.Indexed) Exprs.indexed(labels.iterator().next(), List.of(place), List.of()), isCase, line);
    }
  }

  /** Takes in that the entry of one-hot labels is 1, here or in the case only that the sentence speaks of. */
  void say(Expr.Indexed entry, boolean isCase, int line) {
    var y = entry.base();
    var one = Exprs.rel(RelOp.EQ, entry, Exprs.ONE);
    var others = context.assumptions().stream().filter(a -> isPlace(a, y) && !one.equals(a.relation())).toList();
    if (isCase || others.stream().allMatch(context.hypotheses()::isCase)) {
      context.hypotheses().takeBack(a -> isPlace(a, y) && !one.equals(a.relation())); // two classes that are both the true one would prove anything
    } else {
      context.doubt(List.of(y)); // which of the two is meant where is not clear
      return;
    }
    context.spelling().expectFamily(y);
    context.assume(new Assumption(one, null, y, y + "_" + entry.sub().getFirst() + " = 1, the others 0 (line " + line + ")"), isCase ? Lifetime.SENTENCE : Lifetime.PART);
  }

  /** Whether it is one entry of labels that are said to be one-hot. */
  boolean isEntry(Expr e) {
    return e instanceof Expr.Indexed x && x.sub().size() == 1 && x.sup().isEmpty() && (x.sub().getFirst() instanceof Expr.Num || x.sub().getFirst() instanceof Expr.Sym)
        && labels().contains(x.base());
  }

  /** Whether it is said which entry of these labels is 1. */
  boolean isKnown(String y) {
    return context.assumptions().stream().anyMatch(a -> isPlace(a, y));
  }

  private static boolean isPlace(Assumption a, String y) {
    return a.relation() instanceof Expr.Rel r && r.op() == RelOp.EQ && r.rhs().equals(Exprs.ONE) && r.lhs() instanceof Expr.Indexed x && x.base().equals(y);
  }

  /** The vectors that are said to be one-hot. */
  private Set<String> labels() {
    var found = new LinkedHashSet<String>();
    for (var name : context.arrays().names()) {
      if (context.arrays().properties(name).stream().anyMatch(p -> p.contains("one-hot") && !p.contains("matrix"))) {
        found.add(name);
      }
    }
    return found;
  }
}
