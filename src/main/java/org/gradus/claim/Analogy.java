package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/**
 * Finds what a name with a number stands for when only numbers are given: after {@code z_1 = w_11 x_1 + w_12 x_2 + b_1}
 * the line {@code z_2 = 0.4·0.5 + …} puts numbers into {@code w_21 x_1 + w_22 x_2 + b_2}. It counts only if exactly
 * one such renaming gives the same value from the same numbers.
 */
final class Analogy {

  private static final Sought NUMBERED = Sought.of("(.+)_(\\d)");
  private static final Sought LABELLED = Sought.of("(.+)_(\\d)(\\d?)");
  private static final int MAX_NAMES = 8;

  private final Context context;

  Analogy(Context context) {
    this.context = context;
  }

  /** What is meant, and the definition it is like. */
  record Found(Expr body, Definition like) {}

  /** The meaning of the name whose value is the closed expression, or null. */
  Found find(String name, Expr closed, List<Rational> numbers) {
    var own = NUMBERED.matcher(name);
    double value = Probe.closed(closed);
    if (!own.matches() || Double.isNaN(value)) {
      return null;
    }
    Found found = null;
    for (var d : context.definitions()) {
      var other = NUMBERED.matcher(d.name());
      if (!d.parameters().isEmpty() || d.data() || !other.matches() || !other.group(1).equals(own.group(1))) {
        continue;
      }
      for (var body : renamings(d.body(), other.group(2), own.group(2))) {
        double v = value(body);
        if (Math.abs(v - value) <= 1e-9 * (1 + Math.abs(value)) && data(body).equals(sorted(numbers)) && !(found != null && found.body().equals(body))) {
          if (found != null) {
            return null; // two ways: neither is clear
          }
          found = new Found(body, d);
        }
      }
    }
    return found;
  }

  /** The sizes of the given values behind the names, integers aside. */
  private List<Rational> data(Expr body) {
    var values = new ArrayList<Rational>();
    for (var s : Trees.freeSymbols(body)) {
      var d = context.definition(s.name());
      if (d != null && d.body() instanceof Expr.Num n) {
        values.add(n.value());
      }
    }
    return sorted(values);
  }

  private static List<Rational> sorted(List<Rational> values) {
    return values.stream().filter(r -> !r.isInteger()).map(Rational::abs).sorted().toList();
  }

  private double value(Expr body) {
    try {
      return Probe.closed(new Resolver(context, Map.of(), Map.of()).resolve(body));
    } catch (UnresolvedException | IllegalArgumentException _) {
      return Double.NaN;
    }
  }

  /** Every way to rename some of the names that carry the old number; names that mean nothing are no way. */
  private List<Expr> renamings(Expr body, String from, String to) {
    var pairs = new ArrayList<Expr.Sym[]>();
    for (var s : Trees.freeSymbols(body)) {
      var m = LABELLED.matcher(s.name());
      if (m.matches() && m.group(2).equals(from)) {
        var renamed = m.group(1) + "_" + to + m.group(3);
        if (context.isDefined(renamed)) {
          pairs.add(new Expr.Sym[] {s, Exprs.sym(renamed)});
        }
      }
    }
    var all = new ArrayList<Expr>();
    if (pairs.isEmpty() || pairs.size() > MAX_NAMES) {
      return all;
    }
    for (int choice = 1; choice < 1 << pairs.size(); choice++) {
      var by = new HashMap<Expr, Expr>();
      for (int i = 0; i < pairs.size(); i++) {
        if ((choice >> i & 1) == 1) {
          by.put(pairs.get(i)[0], pairs.get(i)[1]);
        }
      }
      all.add(Trees.substitute(body, by));
    }
    return all;
  }
}
