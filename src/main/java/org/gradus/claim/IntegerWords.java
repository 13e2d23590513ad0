package org.gradus.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;

/** What is said of whole numbers: {@code k ∈ ℕ}, 'integers $m$, $n$', '$k$ is a positive integer'. */
final class IntegerWords {

  private static final Pattern MEMBERS = Pattern.compile("(?s)(?<names>[^=<>]*?)\\s*\\\\in\\s*" + ValueSets.WHOLE + "[.,;]?");
  private static final String NOUN = "(?:(?<sign>positive|negative|non-?negative|strictly positive|natural|whole)\\s+)?(?<noun>integers?|numbers?|naturals?)(?:\\s+numbers?)?";
  private static final Pattern BEFORE = Pattern.compile("(?is).*\\b" + NOUN + "\\s*$");
  private static final Pattern BEHIND = Pattern.compile("(?is)^\\s*,?\\s*(?:(?:is|are|be|being|to be|both|all|an?|any|some|again|now|arbitrary)\\s+)+" + NOUN + "\\b.*");
  private static final Pattern EVEN = Pattern.compile("(?i)\\b(?:even|odd|prime|distinct|different|consecutive|coprime)\\b");

  private final Context context;

  IntegerWords(Context context) {
    this.context = context;
  }

  /** Whether the formula does nothing but say which names are whole numbers, and then takes it in. */
  boolean declares(FormulaText text, String sentence) {
    var m = MEMBERS.matcher(text.latex().strip());
    if (!m.matches()) {
      return false;
    }
    var names = symbols(m.group("names"));
    var cue = Cue.of(sentence);
    if (names.isEmpty() || cue == Cue.DENIES || cue == Cue.EXCLUDES) {
      return false;
    }
    names.forEach(n -> take(n, ValueSets.whole(m), cue, text));
    return true;
  }

  /** Whether the words right before or behind say that the names are whole numbers, and nothing else; takes it in then. */
  boolean read(FormulaText text, List<Expr> names, String sentence, String before, String after) {
    var cue = Cue.of(sentence);
    if (names.isEmpty() || names.stream().anyMatch(n -> !(n instanceof Expr.Sym v) || context.isDefined(v.name())) || cue == Cue.DENIES || cue == Cue.EXCLUDES) {
      return false;
    }
    for (var m : List.of(BEFORE.matcher(before), BEHIND.matcher(after))) {
      if (m.matches() && isWhole(m) && !EVEN.matcher(around(before, after)).find()) {
        var sign = m.group("sign") == null ? "" : m.group("sign").toLowerCase(Locale.ROOT).replace("-", "");
        var least = sign.endsWith("positive") && !sign.startsWith("non") ? Exprs.ONE : sign.equals("nonnegative") || sign.equals("natural") || m.group("noun").startsWith("natural") ? Exprs.ZERO : null;
        if (!sign.equals("negative")) {
          names.forEach(n -> take((Expr.Sym) n, facts(least), cue, text));
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isWhole(Matcher m) {
    return m.group("noun").toLowerCase(Locale.ROOT).matches("integers?|naturals?") || m.group("sign") != null && m.group("sign").matches("(?i)natural|whole");
  }

  private static String around(String before, String after) {
    return before.substring(Math.max(0, before.length() - 30)) + " " + after.substring(0, Math.min(30, after.length()));
  }

  private List<Expr.Sym> symbols(String list) {
    var names = new NumberWords(context).names(list);
    var found = new ArrayList<Expr.Sym>();
    for (var n : names) {
      if (!(n instanceof Expr.Sym v) || context.isDefined(v.name()) || context.rank(v.name(), 0) != null && !context.rank(v.name(), 0).isScalar()) {
        return List.of();
      }
      found.add(v);
    }
    return found;
  }

  private static List<ValueSets.Fact> facts(Expr least) {
    if (least == null) {
      return List.of(ValueSets.Fact.INTEGER);
    }
    var bound = new ValueSets.Fact(RelOp.GE, least, true);
    return Exprs.isZero(least) ? List.of(ValueSets.Fact.INTEGER, bound, new ValueSets.Fact(RelOp.GE, Exprs.ONE, false)) : List.of(ValueSets.Fact.INTEGER, bound);
  }

  private void take(Expr.Sym name, List<ValueSets.Fact> facts, Cue cue, FormulaText text) {
    context.anew(name.name());
    context.variable(name.name());
    var lifetime = cue == Cue.MOMENT ? Lifetime.SENTENCE : cue == Cue.CASE ? Lifetime.PART : Lifetime.SCOPE;
    for (var f : facts) {
      var a = f.of(name, text.start(0).line());
      if (f.certain()) {
        context.assume(a, lifetime);
      } else {
        context.hypotheses().perhaps(a);
      }
    }
  }
}
