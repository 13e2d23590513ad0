package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gradus.analysis.Analyzer;
import org.gradus.analysis.Decimal;
import org.gradus.analysis.Extreme;
import org.gradus.analysis.Fact;
import org.gradus.analysis.Mark;
import org.gradus.analysis.Piece;
import org.gradus.analysis.Run;
import org.gradus.analysis.Shape;
import org.gradus.analysis.Span;
import org.gradus.analysis.Stability;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/** The answers of {@code analyze}. */
public final class FunctionReports {

  /**
   * What is known of one function.
   *
   * @param where the choice of labels it is for, or nothing
   * @param facts what was found, by name, in the order to show
   * @param open what was not, with the reason
   */
  public record FunctionReport(String function, String where, Map<String, String> facts, Map<String, String> open, Analyzer analyzer) {}

  /** Another variable has no value. */
  public static final class MissingValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private final String name;

    MissingValue(String name) {
      super("give a value with --param " + name + "=…, or values with --let '" + name + " in {0,1}'");
      this.name = name;
    }

    /** The variable. */
    public String name() {
      return name;
    }
  }

  private FunctionReports() {}

  /**
   * One report for each choice from the finite domains. Throws {@link IllegalArgumentException} with a message for people.
   *
   * @param parameters values of other symbols
   * @param assume entries as in a request
   */
  public static List<FunctionReport> of(String expression, String variable, Map<String, String> parameters, List<String> assume) {
    if (!(Requests.read(variable).expr() instanceof Expr.Sym x)) {
      throw new IllegalArgumentException("'" + variable + "' is not a variable");
    }
    var values = new LinkedHashMap<Expr, Expr>();
    parameters.forEach((name, value) -> values.put(Exprs.sym(name), Requests.read(value).expr()));
    Expr f;
    try {
      f = Derivatives.carryOut(Trees.substitute(Requests.read(expression).expr(), values));
    } catch (Derivatives.NotDifferentiable e) {
      throw new IllegalArgumentException(e.getMessage());
    }
    var assumed = Assumed.parse(assume);
    var all = new ArrayList<FunctionReport>();
    for (var choice : Shapes.combinations(assumed)) {
      var one = Trees.substitute(f, choice);
      var missing = Trees.freeSymbols(one).stream().filter(s -> !s.equals(x)).map(Expr.Sym::name).toList();
      if (!missing.isEmpty()) {
        throw new MissingValue(missing.getFirst());
      }
      var where = choice.entrySet().stream().map(e -> e.getKey() + " = " + e.getValue()).collect(Collectors.joining(", "));
      all.add(report(f, where, new Analyzer(one, x, Shapes.facts(assumed, choice), Requests.KERNEL, Requests.ORACLE)));
    }
    return all;
  }

  private static FunctionReport report(Expr f, String where, Analyzer a) {
    var facts = new LinkedHashMap<String, String>();
    var open = new LinkedHashMap<String, String>();
    var x = a.variable().name();
    var shape = new Shape(a);
    class Table {
      <T> void put(String name, Fact<T> fact, Function<T, String> text) {
        if (fact.known()) {
          facts.put(name, text.apply(fact.value()));
        } else {
          open.put(name, fact.reason());
        }
      }
    }
    var table = new Table();
    Function<Extreme, String> extreme = e -> e.text(x);
    table.put("domain", a.pieces(), p -> domain(p.pieces().stream().map(Piece::span).toList(), a));
    table.put("infimum", a.infimum(0), extreme);
    table.put("supremum", a.supremum(0), extreme);
    table.put("monotone", shape.trend(), FunctionReports::words);
    table.put("rises and falls", a.joined(1), r -> runs(r, "rises", "is constant", "falls", x));
    table.put("turns at", shape.turns(), m -> marks(m, x));
    table.put("smallest slope", a.infimum(1), extreme);
    table.put("largest slope", a.supremum(1), extreme);
    table.put("Lipschitz constant", a.lipschitz(0), extreme);
    table.put("in a stack of layers", a.againstOne(), r -> stacked(a, r, x));
    table.put("convexity", shape.bend(), FunctionReports::words);
    table.put("bends", a.joined(2), r -> runs(r, "convex", "straight", "concave", x));
    table.put("inflections at", shape.inflections(), m -> marks(m, x));
    table.put("quasiconvex", shape.quasiconvex(), b -> b ? "yes" : "no");
    table.put("quasiconcave", shape.quasiconcave(), b -> b ? "yes" : "no");
    table.put("smoothness constant", a.lipschitz(1), extreme);
    table.put("strong convexity", shape.strongConvexity(), v -> v.text());
    for (boolean up : new boolean[] {true, false}) {
      var end = up ? "∞" : "-∞";
      if (a.pieces().known() && reaches(a, up)) {
        table.put("limit at " + end, a.limit(0, up), v -> v.text());
        table.put("asymptotically at " + end, a.asymptote(up), s -> s.text(a.variable()));
        table.put("slope at " + end, a.saturation(up), s -> s.text());
      }
    }
    var warnings = FloatingPoint.words(Stability.of(a.function(), a.variable(), Requests.KERNEL), x);
    if (!warnings.isEmpty()) {
      facts.put("in doubles", String.join("; ", warnings));
    }
    return new FunctionReport(f.toString(), where, facts, open, a);
  }

  /** What a product of n slopes, one for each layer, does. */
  private static String stacked(Analyzer a, List<Run> runs, String x) {
    var words = new ArrayList<String>();
    var largest = a.lipschitz(0);
    if (largest.known() && largest.value().value().infinite() == 0) {
      var v = largest.value().value();
      var size = v.exact() != null ? v.exact().toString() : Decimal.enclosure(v.upper(), v.upper()).replaceFirst(".*, (.*)]", "$1");
      boolean shrinks = v.upper().compareTo(Rational.ONE) < 0;
      words.add("the product of n slopes is at most " + (size.equals("1") ? "1" : (size.matches("[\\w.]+") ? size : "(" + size + ")") + "^n")
          + (shrinks ? ", it vanishes with n" : ""));
    }
    for (int sign : new int[] {-1, 0, 1}) {
      var where = runs.stream().filter(r -> r.sign() == sign).map(r -> r.span().toString()).toList();
      if (!where.isEmpty()) {
        words.add((sign < 0 ? "it shrinks where all " : sign > 0 ? "it grows where all " : "it keeps its size where all ") + x + " lie in " + String.join(" or ", where)
            + (a.period(1) == null ? "" : ", and every " + a.period(1)));
      }
    }
    return String.join("; ", words);
  }

  private static boolean reaches(Analyzer a, boolean up) {
    var span = a.domain().span();
    return (up ? span.high() : span.low()) == null;
  }

  private static String words(Enum<?> e) {
    return e.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String marks(List<Mark> all, String x) {
    return all.isEmpty() ? "none" : all.stream().map(m -> x + (m.isExact() ? " = " : " ") + m.text()).collect(Collectors.joining(", "));
  }

  private static String domain(List<Span> spans, Analyzer a) {
    return spans.isEmpty() ? "empty" : spans.stream().map(Span::toString).collect(Collectors.joining(" and "))
        + (a.pieces().value().nodes().stream().anyMatch(n -> n.value() != null)
            ? ", formulas meet at " + a.pieces().value().nodes().stream().filter(n -> n.value() != null).map(n -> n.at().text()).collect(Collectors.joining(", ")) : "");
  }

  private static String runs(List<Run> all, String up, String flat, String down, String x) {
    return all.stream().map(r -> (r.sign() > 0 ? up : r.sign() < 0 ? down : flat) + " on " + r.span()).collect(Collectors.joining(", "));
  }
}
