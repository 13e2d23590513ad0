package org.gradus.claim;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;

/** What is said of numbers by the sets they lie in and by words: {@code x, y ∈ ℝ}, {@code a, b > 0}, 'a positive x'. */
final class NumberWords {

  private static final Sought SAID = Sought.of("\\G\\s*(?<names>[^=<>]*?)\\s*(?:\\\\in(?![a-z])\\s*(?:\\\\mathbb\\s*\\{?\\s*R\\s*\\}?|\\\\R(?![a-zA-Z])|ℝ)(?<set>[^,;=<>]*(?:\\{[^{}]*\\})?)"
      + "|(?<op>>|<|\\\\geq?(?![a-z])|\\\\leq?(?![a-z])|\\\\geqslant|\\\\leqslant|\\\\neq?(?![a-z])|≥|≤|≠)\\s*(?<number>-?\\d+(?:\\.\\d+)?))\\s*(?:,|;|\\\\q?quad|$)+");
  private static final String SIGN = "(?<sign>(?:strictly\\s+)?(?:positive|negative)|non-?negative|non-?positive|non-?zero)";
  private static final String NUMBER = "(?:real|numbers?|reals?|constants?|scalars?|values?|integers?|parameters?|variables?|inputs?|weights?|quantit(?:y|ies))";
  private static final Sought BEFORE = Sought.of("(?is).*\\b" + SIGN + "(?:\\s+" + NUMBER + ")*\\s*$");
  /** 'a constant', 'for any real number': of a name that has no meaning yet. */
  private static final Sought FREE = Sought.of("(?is).*\\b(?:an?|any|some|arbitrary|fixed|real|with|for|and|every|each)\\s+(?:real\\s+|fixed\\s+|arbitrary\\s+)*(?:constants?|scalars?|numbers?|reals?)\\s*$");
  private static final Sought AFTER = Sought.of("(?is)^\\s*,?\\s*(?:(?:is|are|be|being|to be|both|all|an?|some|again|now)\\s+)*" + SIGN
      + "(?=\\s*(?:$|[.,;:)]|(?:and|or|for|so|then|we|in|everywhere|but|as|real|numbers?|reals?|constants?|scalars?|values?|integers?|parameters?|variables?)\\b)).*");

  private final Context context;

  NumberWords(Context context) {
    this.context = context;
  }

  /** Whether the formula does nothing but say which numbers there are, and then takes it in. */
  boolean declares(FormulaText text, String sentence) {
    var found = new ArrayList<Runnable>();
    var m = SAID.matcher(text.latex().strip().replaceFirst("[.,;]$", ""));
    int end = 0;
    while (end < m.regionEnd() && m.find(end)) {
      if (m.group("set") == null && !m.group("names").contains(",")) {
        return false; // one name and a number: a relation like others
      }
      var names = names(m.group("names"));
      var said = m.group("set") != null ? ValueSets.reals(m.group("set").strip()) : List.of(new ValueSets.Fact(op(m.group("op")),
          Exprs.num(Rational.of(new BigDecimal(m.group("number")))), true));
      if (names.isEmpty() || said == null || names.stream().anyMatch(n -> n instanceof Expr.Sym v && context.isDefined(v.name()))) {
        return false;
      }
      boolean real = m.group("set") != null;
      found.add(() -> names.forEach(n -> take(n, said, real, text, sentence)));
      end = m.end();
    }
    if (found.isEmpty() || end < m.regionEnd()) {
      return false;
    }
    found.forEach(Runnable::run);
    return true;
  }

  /** Takes in what the words right before and behind say of the names. */
  void read(FormulaText text, String sentence, String before, String after) {
    boolean understood = false;
    var names = names(text.latex());
    if (names.isEmpty()) {
      var m = SAID.matcher(text.latex().strip().replaceFirst("[.,;]$", ""));
      names = m.matches() && m.group("set") != null ? names(m.group("names")) : names;
    }
    if (new IntegerWords(context).read(text, names, sentence, before, after)) {
      return;
    }
    for (var p : List.of(BEFORE.matcher(before), AFTER.matcher(after))) {
      if (p.matches() && !names.isEmpty()) {
        var said = List.of(ValueSets.sign(p.group("sign").toLowerCase(Locale.ROOT).replace("-", "").replaceFirst("strictly\\s+", "")));
        names.stream().filter(n -> !isArray(n)).forEach(n -> take(n, said, false, text, sentence));
        understood = names.stream().noneMatch(this::isArray);
      }
    }
    if (!understood && FREE.matcher(before).matches() && after.matches("(?s)\\s*[.,;:)].*|\\s*") && Cue.of(sentence) != Cue.DENIES && Cue.of(sentence) != Cue.EXCLUDES) {
      understood = !names.isEmpty() && names.stream().allMatch(n -> n instanceof Expr.Sym v && !context.isDefined(v.name()) && !isArray(v));
      if (understood) {
        names.forEach(n -> context.variable(((Expr.Sym) n).name()));
      }
    }
    boolean arrays = !names.isEmpty() && names.stream().allMatch(this::isArray);
    if (!understood && !names.isEmpty() && (arrays ? Doubts.restrictArrays(before, after) : Doubts.restrict(before, after))) {
      context.doubt(names.stream().map(n -> n instanceof Expr.Sym v ? v.name() : ((Expr.Indexed) n).base()).toList());
    }
  }

  private boolean isArray(Expr n) {
    return n instanceof Expr.Sym v && (context.isDefined(v.name()) || context.rank(v.name(), 0) != null && !context.rank(v.name(), 0).isScalar());
  }

  private static RelOp op(String sign) {
    return switch (sign) {
      case ">" -> RelOp.GT;
      case "<" -> RelOp.LT;
      case String s when s.startsWith("\\ge") || s.equals("≥") -> RelOp.GE;
      case String s when s.startsWith("\\le") || s.equals("≤") -> RelOp.LE;
      default -> RelOp.NE;
    };
  }

  private void take(Expr name, List<ValueSets.Fact> said, boolean real, FormulaText text, String sentence) {
    var cue = Cue.of(sentence);
    var own = name instanceof Expr.Sym v ? v.name() : ((Expr.Indexed) name).base();
    if (cue == Cue.DENIES || cue == Cue.EXCLUDES) {
      if (!said.isEmpty()) {
        context.doubt(List.of(own));
      }
      return;
    }
    if (real && name instanceof Expr.Sym v) {
      context.anew(v.name());
      context.variable(v.name());
    }
    context.use(name);
    for (var r : said) {
      var relation = (Expr.Rel) Exprs.rel(r.op(), name, r.value());
      if (!context.around().all(relation, text.latex())) {
        context.doubt(List.of(own));
        continue;
      }
      var a = new Assumption(relation, null, own, relation + " (line " + text.start(0).line() + ")");
      if (r.certain()) {
        context.assume(a, cue == Cue.MOMENT ? Lifetime.SENTENCE : cue == Cue.CASE ? Lifetime.PART : Lifetime.SCOPE);
      } else {
        context.hypotheses().perhaps(a);
      }
    }
  }

  /** The names in a list, if it is one of nothing else; of x_1, …, x_n the component x_i. */
  List<Expr> names(String latex) {
    var found = new ArrayList<Expr>();
    var parts = latex.split(",(?![^{]*\\})");
    for (int i = 0; i < parts.length; i++) {
      var part = parts[i].strip();
      if (part.matches("\\\\[lc]?dots|…|\\.\\.\\.") && i == parts.length - 2 && !found.isEmpty()) {
        var base = Family.of(parts[0].strip(), parts[i + 1].strip(), context);
        return base == null ? List.of() : List.of(base);
      }
      if (part.isEmpty() || part.length() > 60) {
        return List.of();
      }
      try {
        var e = LatexReader.parse(part, context);
        if (!(e instanceof Expr.Sym) && !(e instanceof Expr.Indexed)) {
          return List.of();
        }
        found.add(e);
      } catch (NotationException | IllegalArgumentException _) {
        return List.of();
      }
    }
    return found;
  }

  /** {@code x_1, …, x_n}. */
  private static final class Family {

    private static final Sought MEMBER = Sought.of("(.+?)_(?:\\{([^{}]+)\\}|([A-Za-z0-9]))");

    private static Expr of(String first, String last, Context context) {
      var one = MEMBER.matcher(first);
      var other = MEMBER.matcher(last);
      if (!one.matches() || !other.matches() || !one.group(1).equals(other.group(1))) {
        return null;
      }
      try {
        return LatexReader.parse(one.group(1), context) instanceof Expr.Sym base
            ? Exprs.indexed(base.name(), List.of(Exprs.sym("i")), List.of()) : null;
      } catch (NotationException | IllegalArgumentException _) {
        return null;
      }
    }
  }
}
