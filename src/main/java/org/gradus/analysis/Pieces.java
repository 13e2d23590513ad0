package org.gradus.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/**
 * A function of one variable taken apart: the open intervals on which it is one analytic formula, and the points between
 * them. Where it is undefined there is no piece.
 *
 * @param nodes the points between pieces, and the ends that belong to the domain, in rising order
 */
public record Pieces(List<Piece> pieces, List<Node> nodes) {

  public Pieces {
    pieces = List.copyOf(pieces);
    nodes = List.copyOf(nodes);
  }

  /** The pieces on an interval. Throws {@link Undecided}. */
  static Pieces of(Expr f, Segment domain, Ground ground, Charts charts) {
    return new Splitter(ground, charts).of(Kinks.opened(f), domain);
  }

  /** Whether the pieces follow each other without gaps. */
  boolean connected() {
    for (int i = 1; i < pieces.size(); i++) {
      var at = pieces.get(i).span().low();
      if (at == null || !at.equals(pieces.get(i - 1).span().high()) || node(at) == null || node(at).value() == null) {
        return false;
      }
    }
    return !pieces.isEmpty();
  }

  Node node(Mark at) {
    return nodes.stream().filter(n -> n.at().equals(at)).findFirst().orElse(null);
  }

  private static final class Splitter {
    private final Ground ground;
    private final Charts charts;
    private final Map<Expr, List<Mark>> zeros = new HashMap<>();

    Splitter(Ground ground, Charts charts) {
      this.ground = ground;
      this.charts = charts;
    }

    Pieces of(Expr f, Segment domain) {
      var pieces = new ArrayList<Piece>();
      var nodes = new ArrayList<Node>();
      var holes = new ArrayList<>(domain.holes().stream().filter(h -> ground.inside(h, domain.span())).toList());
      holes.sort(ground::compare);
      if (domain.lowClosed()) {
        nodes.add(new Node(domain.span().low(), at(f, domain.span().low())));
      }
      var parts = domain.span().cut(holes);
      for (int i = 0; i < parts.size(); i++) {
        if (i > 0) {
          nodes.add(new Node(holes.get(i - 1), null));
        }
        open(f, parts.get(i), pieces, nodes);
      }
      if (domain.highClosed()) {
        nodes.add(new Node(domain.span().high(), at(f, domain.span().high())));
      }
      return merged(new Pieces(pieces, nodes));
    }

    private void open(Expr f, Span on, List<Piece> pieces, List<Node> nodes) {
      var cases = innermost(f);
      if (cases == null) {
        defined(f, f, Guards.of(f), 0, on, pieces, nodes);
        return;
      }
      var guards = new ArrayList<Expr>();
      cases.conditions().forEach(c -> collect(c, guards));
      var cuts = new ArrayList<Mark>();
      var signs = new HashMap<Expr, Chart>();
      for (var g : guards) {
        // The part that the condition compares may itself be undefined: then so is the whole there.
        for (var r : Guards.of(g)) {
          if (charts.of(r.lhs(), on).signs().stream().anyMatch(s -> !r.allows(s))) {
            throw new Undecided("a condition that is not defined everywhere");
          }
        }
        var chart = charts.of(g, on);
        signs.put(g, chart);
        for (var z : chart.zeros()) {
          zeros.computeIfAbsent(g, _ -> new ArrayList<>()).add(z);
          if (cuts.stream().noneMatch(c -> ground.compare(c, z) == 0)) {
            cuts.add(z);
          }
        }
      }
      cuts.sort(ground::compare);
      var parts = on.cut(cuts);
      for (int i = 0; i < parts.size(); i++) {
        if (i > 0) {
          nodes.add(new Node(cuts.get(i - 1), at(f, cuts.get(i - 1))));
        }
        var part = parts.get(i);
        var value = choose(cases, g -> within(signs.get(g), part));
        if (value != null) {
          open(Trees.substitute(f, cases, value), part, pieces, nodes);
        }
      }
    }

    private int within(Chart chart, Span part) {
      int i = 0;
      while (part.low() != null && i < chart.zeros().size() && ground.compare(chart.zeros().get(i), part.low()) <= 0) {
        i++;
      }
      return chart.signs().get(i);
    }

    /** The formula at a point, free of cases; null where the function is undefined. */
    private Expr at(Expr f, Mark m) {
      var cases = innermost(f);
      if (cases == null) {
        return definedAt(f, m) ? f : null;
      }
      var value = choose(cases, g -> signAt(g, m));
      return value == null ? null : at(Trees.substitute(f, cases, value), m);
    }

    private int signAt(Expr g, Mark m) {
      var known = zeros.get(g);
      return known != null && known.stream().anyMatch(z -> z.equals(m)) ? 0 : ground.sign(g, m);
    }

    private boolean definedAt(Expr f, Mark m) {
      if (!m.isExact()) {
        return ground.box(f, m.lower(), m.upper()) != null || undecided(m);
      }
      var v = PointEvaluator.enclose(Trees.substitute(f, ground.x, m.exact()), Map.of(), 25);
      return switch (v.status()) {
        case DEFINED -> true;
        case UNDEFINED -> false;
        case UNKNOWN -> byGuards(f, m);
      };
    }

    private boolean byGuards(Expr f, Mark m) {
      for (var g : Guards.of(f)) {
        if (!g.allows(ground.sign(g.lhs(), m))) {
          return false;
        }
      }
      return true;
    }

    private static boolean undecided(Mark m) {
      throw new Undecided("whether the function is defined at " + m.text() + " is not known");
    }

    private void defined(Expr f, Expr whole, List<Guards.Guard> guards, int next, Span on, List<Piece> pieces, List<Node> nodes) {
      for (int i = next; i < guards.size(); i++) {
        var g = guards.get(i);
        var chart = charts.of(g.lhs(), on);
        if (chart.zeros().isEmpty()) {
          if (!g.allows(chart.signs().getFirst())) {
            return;
          }
          continue;
        }
        var gaps = chart.gaps();
        for (int k = 0; k < gaps.size(); k++) {
          if (k > 0) {
            nodes.add(new Node(chart.zeros().get(k - 1), g.allows(0) ? at(whole, chart.zeros().get(k - 1)) : null));
          }
          if (g.allows(chart.signs().get(k))) {
            defined(f, whole, guards, i + 1, gaps.get(k), pieces, nodes);
          }
        }
        return;
      }
      pieces.add(new Piece(on, f));
    }

    private Expr.Cases innermost(Expr e) {
      var parts = new ArrayList<>(Trees.children(e));
      if (e instanceof Expr.Cases c) {
        c.conditions().forEach(parts::add);
      }
      for (var child : parts) {
        var found = innermost(child);
        if (found != null) {
          return found;
        }
      }
      return e instanceof Expr.Cases c ? c : null;
    }

    private static void collect(Expr condition, List<Expr> guards) {
      switch (condition) {
        case Expr.Rel r when r.op() != RelOp.APPROX -> guards.add(guard(r));
        case Expr.Logic l -> l.args().forEach(a -> collect(a, guards));
        default -> throw new Undecided("a condition that is not a relation");
      }
    }

    private static Expr guard(Expr.Rel r) {
      return Exprs.sub(r.lhs(), r.rhs());
    }

    private Expr choose(Expr.Cases c, ToIntFunction<Expr> sign) {
      for (int i = 0; i < c.conditions().size(); i++) {
        if (holds(c.conditions().get(i), sign)) {
          return c.values().get(i);
        }
      }
      return c.otherwise();
    }

    private boolean holds(Expr condition, ToIntFunction<Expr> sign) {
      return switch (condition) {
        case Expr.Rel r -> r.op().holdsForSign(sign.applyAsInt(guard(r)));
        case Expr.Logic l -> switch (l.op()) {
          case AND -> l.args().stream().allMatch(a -> holds(a, sign));
          case OR -> l.args().stream().anyMatch(a -> holds(a, sign));
          case NOT -> !holds(l.args().get(0), sign);
        };
        default -> throw new Undecided("a condition that is not a relation");
      };
    }

    /** Neighbours that the kernel proves to be one formula, defined in between as well, become one piece. */
    private Pieces merged(Pieces p) {
      var pieces = new ArrayList<Piece>();
      var nodes = new ArrayList<>(p.nodes());
      for (var next : p.pieces()) {
        var last = pieces.isEmpty() ? null : pieces.getLast();
        var node = last == null || next.span().low() == null ? null : p.node(next.span().low());
        if (node != null && node.value() != null && next.span().low().equals(last.span().high())
            && same(last.body(), next.body()) && same(node.value(), last.body()) && definedAt(last.body(), node.at())) {
          pieces.removeLast();
          pieces.add(new Piece(new Span(last.span().low(), next.span().high()), last.body()));
          nodes.remove(node);
        } else {
          pieces.add(next);
        }
      }
      nodes.removeIf(n -> n.value() == null && (pieces.stream().noneMatch(q -> n.at().equals(q.span().low()))
          || pieces.stream().noneMatch(q -> n.at().equals(q.span().high()))));
      return new Pieces(pieces, nodes);
    }

    private boolean same(Expr a, Expr b) {
      return analytic(a) && analytic(b) && (a.equals(b) || ground.zero(Exprs.sub(a, b), null));
    }

    /** Whether it is analytic wherever it is defined: √(x²) is one formula and has a kink all the same. */
    private static boolean analytic(Expr e) {
      return !Trees.any(e, n -> n instanceof Expr.Pow p && !(p.exponent() instanceof Expr.Num k && k.value().isInteger())
          || n instanceof Expr.Call c && switch (c.function().name()) {
            case "asin", "acos", "root", "atan2" -> true;
            default -> c.function().isDefined() && c.function().scalar() && !analytic(c.function().expand(c.args()));
          });
    }
  }
}
