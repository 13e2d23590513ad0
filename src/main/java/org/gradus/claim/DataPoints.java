package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.document.Block;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexReader;

/**
 * Data written as points: {@code D = \{(1,2), (2,3)\}}, 'the points (1,2) and (2,3)'. They are the {@code (x_i, y_i)} that are named
 * with them, or where nothing is named and the document has both, x_i and y_i. {@code x_1, x_2 = 3, 4} gives both a value.
 */
final class DataPoints {

  private static final int MAX_POINTS = 24;
  private static final String NUMBER = "\\s*+[-+]?+\\s*+(?:\\d++(?:\\.\\d++)?+(?:/\\d++)?+|\\\\[dt]?+frac\\{?+\\d++\\}?+\\{?+\\d++\\}?+)\\s*+";
  private static final String POINT = "\\s*+(?:\\\\left)?+\\(" + NUMBER + "(?:," + NUMBER + ")++(?:\\\\right)?+\\)\\s*+(?:\\^\\s*+(?:T|\\{?+\\\\top\\}?+))?+\\s*+";
  private static final Sought ONE = Sought.of(POINT + "[.,;]?+\\s*+");
  private static final Sought LIST = Sought.of("(?<names>[^=]{0,120}?(?:=|:|\\\\in(?![a-z]))\\s*)?(?:\\\\left)?\\s*(?:\\\\(?:l?Bigg?|l?bigg?)?)?(?:\\\\\\{)?(?<points>" + POINT + "(?:[,;](?:\\\\[,;! ]|\\\\q?quad)*+" + POINT + ")++)(?:\\\\right)?\\s*(?:\\\\\\})?\\s*[.,;]?\\s*");
  private static final String COLUMN = "\\s*+(?:\\\\left)?+[(\\[]" + NUMBER + "(?:," + NUMBER + ")*+(?:\\\\right)?+[)\\]]\\s*+(?:\\^\\s*+(?:T|\\{?+\\\\(?:top|intercal|mathsf\\{T\\})\\}?+|\\{T\\}))?+\\s*+";
  private static final String SPACE = "(?:\\\\[,;! ]|\\\\q?quad)*+";
  /** A set of points with a name: {@code \\mathbb{X} = \\{[0,0]^T, [0,1]^T\\}}. */
  private static final Sought SET = Sought.of("\\s*+(?<name>[A-Z]|\\\\math(?:bb|cal|bf|rm)\\{[A-Z]\\})\\s*+:?+=\\s*+(?:\\\\left)?+\\\\\\{(?:(?<points>" + COLUMN + "(?:[,;]" + SPACE + COLUMN
      + ")++)|(?<numbers>" + NUMBER + "(?:," + SPACE + NUMBER + ")++))(?:\\\\right)?+\\\\\\}\\s*+[.,;]?+\\s*+");
  private static final Sought ELEMENT = Sought.of("[(\\[]([^()\\[\\]]*+)[)\\]]");
  private static final Sought EACH = Sought.of("\\(([^()]*+)\\)");
  private static final Sought BETWEEN = Sought.of("(?i)\\s*(?:,|;|and|, and)\\s*");
  private static final Sought DATA = Sought.of("(?i)\\b(?:data\\w*|samples?|observations?|observed|points|examples|training|measure\\w+|pairs|daten|punkte|données)\\b[^.;?!]*$");
  private static final Sought VALUES = Sought.of("\\s*(?<names>[A-Za-z]_\\{?1\\}?\\s*,[^=]{1,120})=(?<values>" + NUMBER + "(?:," + NUMBER + ")++)[.;]?\\s*");

  private final Context context;

  DataPoints(Context context) {
    this.context = context;
  }

  /** Takes the points in that the formula lists, or begins to list; whether the formula says nothing else. */
  boolean read(List<Block> blocks, int index, String sentence, int line) {
    var f = (Block.Formula) blocks.get(index);
    var values = VALUES.matcher(f.latex());
    if (values.matches()) {
      return values(List.of(values.group("names").split(",")), List.of(values.group("values").split(",")), line);
    }
    var set = SET.matcher(f.latex());
    if (set.matches() && set(set.group("name"), set.group("points") == null ? List.of(set.group("numbers").split(","))
        : ELEMENT.matcher(set.group("points")).results().map(m -> m.group(1)).toList())) {
      return true;
    }
    var list = LIST.matcher(f.latex());
    if (list.matches()) {
      var named = list.group("names") == null ? null : EACH.matcher(list.group("names"));
      points(named != null && named.find() ? named.group(1) : before(blocks, index), EACH.matcher(list.group("points")).results().map(m -> m.group(1)).toList(), sentence, line);
      return true;
    }
    if (!f.display() && ONE.matcher(f.latex()).matches() && !(index > 1 && isNext(blocks, index - 1))) {
      var all = new ArrayList<String>();
      int i = index;
      for (; i < blocks.size() && blocks.get(i) instanceof Block.Formula g && ONE.matcher(g.latex()).matches(); i += 2) {
        var m = EACH.matcher(g.latex());
        m.find();
        all.add(m.group(1));
        if (!isNext(blocks, i + 1)) {
          break;
        }
      }
      if (all.size() > 1 && DATA.matcher(sentence).find()) {
        points(before(blocks, index), all, sentence, line);
      }
    }
    return false;
  }

  /** A set of columns under its name; not where its pairs are the (x_i, y_i) that the document speaks of. */
  private boolean set(String written, List<String> points) {
    var rows = points.stream().map(p -> List.of(p.split(",")).stream().map(DataTables::number).toList()).toList();
    int width = rows.getFirst().size();
    boolean pairs = width == 2 && context.isIndexed("x") && context.isIndexed("y");
    if (pairs || rows.size() > MAX_POINTS || !(parse(written) instanceof Expr.Sym name) || !rows.stream().allMatch(r -> r.size() == width && r.stream().allMatch(x -> x != null))) {
      return false;
    }
    context.dataSet(name.name(), rows.stream().map(r -> width == 1 ? r.getFirst() : Exprs.matrix(r.stream().map(List::of).toList())).toList());
    return true;
  }

  /** Whether the block is no more than what parts two points of a list. */
  private static boolean isNext(List<Block> blocks, int between) {
    return between + 1 < blocks.size() && blocks.get(between) instanceof Block.Prose p && BETWEEN.matcher(p.text()).matches()
        && blocks.get(between - 1) instanceof Block.Formula f && ONE.matcher(f.latex()).matches()
        && blocks.get(between + 1) instanceof Block.Formula g && ONE.matcher(g.latex()).matches();
  }

  /** The names in a formula right before, {@code (x_i, y_i)}. */
  private static String before(List<Block> blocks, int index) {
    if (index > 1 && blocks.get(index - 1) instanceof Block.Prose p && p.text().length() < 40 && !p.text().contains(".") && blocks.get(index - 2) instanceof Block.Formula f) {
      var m = EACH.matcher(f.latex());
      return m.find() && f.latex().length() < 120 ? m.group(1) : null;
    }
    return null;
  }

  private void points(String names, List<String> points, String sentence, int line) {
    var rows = points.stream().map(p -> List.of(p.split(",")).stream().map(DataTables::number).toList()).toList();
    int width = rows.getFirst().size();
    boolean plain = rows.stream().allMatch(r -> r.size() == width && r.stream().allMatch(x -> x != null)) && rows.size() <= MAX_POINTS;
    var i = Exprs.sym("i");
    var families = names != null ? families(names)
        : width == 2 && context.isIndexed("x") && context.isIndexed("y") && DATA.matcher(sentence).find()
            ? List.of((Expr.Indexed) Exprs.indexed("x", List.of(i), List.of()), (Expr.Indexed) Exprs.indexed("y", List.of(i), List.of())) : null;
    if (families == null || families.size() != width || !plain || families.stream().anyMatch(x -> context.isDefined(Target.family(x)) || context.isDefined(x.base()))) {
      context.doubt(families == null ? List.of("x", "y") : families.stream().map(Expr.Indexed::base).toList());
      return;
    }
    var given = new LinkedHashMap<Expr, Expr>();
    for (int k = 0; k < rows.size(); k++) {
      for (int c = 0; c < width; c++) {
        given.put(member(families.get(c), k + 1), rows.get(k).get(c));
      }
    }
    families.forEach(x -> forget(x, context));
    define(given, context, line);
  }

  private boolean values(List<String> names, List<String> values, int line) {
    var given = new HashMap<Expr, Expr>();
    for (int k = 0; k < names.size() && names.size() == values.size(); k++) {
      var name = parse(names.get(k));
      var value = DataTables.number(values.get(k));
      if ((name instanceof Expr.Sym || name instanceof Expr.Indexed) && value != null) {
        given.put(name, value);
      }
    }
    boolean all = given.size() == names.size();
    if (all) {
      define(given, context, line);
    }
    return all;
  }

  /** Gives names their values; what was made of others of the same names keeps its meaning. */
  static void define(Map<Expr, Expr> given, Context context, int line) {
    given.forEach((name, value) -> {
      context.keepMeanings(name.toString());
      context.define(name.toString(), List.of(), false, value, line, true);
    });
  }

  /** Before a family is given other data: what was defined by the ones before keeps its meaning. */
  static void forget(Expr.Indexed family, Context context) {
    for (int i = 1; context.isDefined(member(family, i).toString()); i++) {
      context.keepMeanings(member(family, i).toString());
      context.undefine(member(family, i).toString());
    }
  }

  static Expr member(Expr.Indexed family, int i) {
    return Trees.substitute(family, family.sub().isEmpty() ? family.sup().getFirst() : family.sub().getFirst(), Exprs.num(Rational.of(i)));
  }

  /** The families in a list, each with one letter that numbers them; null if they are something else. */
  private List<Expr.Indexed> families(String list) {
    var found = new ArrayList<Expr.Indexed>();
    for (var name : list.split(",")) {
      if (!(parse(name) instanceof Expr.Indexed x) || x.sub().size() + x.sup().size() != 1 || !((x.sub().isEmpty() ? x.sup() : x.sub()).getFirst() instanceof Expr.Sym)) {
        return null;
      }
      found.add(x);
    }
    return found;
  }

  private Expr parse(String latex) {
    try {
      return LatexReader.parse(latex.strip(), context);
    } catch (RuntimeException _) {
      return null;
    }
  }
}
