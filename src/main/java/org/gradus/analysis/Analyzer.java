package org.gradus.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;
import org.gradus.proof.Oracle;

/** Finds out about a real function of one variable. Everything it says is proved or certified by enclosures. */
public final class Analyzer {

  final Ground ground;
  final Charts charts;
  private final Expr f;
  private final Segment domain;
  private final Fact<Pieces> pieces;
  private final Map<Integer, Fact<Pieces>> derivatives = new HashMap<>();

  /**
   * An analysis of f as a function of x.
   *
   * @param assumptions relations; those about x must compare it with numbers
   */
  public Analyzer(Expr f, Expr.Sym x, List<Expr> assumptions, Kernel kernel, Oracle oracle) {
    this.ground = new Ground(kernel, oracle, x);
    this.charts = new Charts(ground);
    this.f = f;
    this.domain = Segment.of(assumptions, ground);
    this.pieces = Fact.of(() -> {
      var others = Trees.freeSymbols(f).stream().filter(s -> !s.equals(x)).toList();
      if (!others.isEmpty()) {
        throw new Undecided("it depends on " + others.getFirst() + " as well");
      }
      if (domain == null) {
        throw new Undecided("what is assumed about " + x + " is not an interval");
      }
      return Pieces.of(Derivatives.carryOut(f), domain, ground, charts);
    });
  }

  public Expr function() {
    return f;
  }

  public Expr.Sym variable() {
    return ground.x;
  }

  public Segment domain() {
    return domain;
  }

  /** Where the function is defined, taken apart into formulas. */
  public Fact<Pieces> pieces() {
    return pieces;
  }

  /** The derivative of the order, piece by piece; at a node it has a value where both sides agree. */
  public Fact<Pieces> derivative(int order) {
    var known = order == 0 ? pieces : derivatives.get(order);
    if (known == null) {
      known = Fact.of(() -> differentiated(derivative(order - 1).get()));
      derivatives.put(order, known);
    }
    return known;
  }

  private Pieces differentiated(Pieces p) {
    var bodies = p.pieces().stream().map(q -> new Piece(q.span(), slope(q.body()))).toList();
    var nodes = new ArrayList<Node>();
    for (var n : p.nodes()) {
      var left = bodies.stream().filter(q -> n.at().equals(q.span().high())).findFirst().orElse(null);
      var right = bodies.stream().filter(q -> n.at().equals(q.span().low())).findFirst().orElse(null);
      Expr value = null;
      if (left != null && right != null && continuousAt(p, n)) {
        var a = new Ends(ground).limit(left.body(), n.at(), false);
        var b = new Ends(ground).limit(right.body(), n.at(), true);
        if (a.infinite() == 0 && b.infinite() == 0 && a.exact() != null && b.exact() != null
            && ground.sign(Exprs.sub(a.exact(), b.exact())) == 0) {
          value = a.exact();
        }
      }
      nodes.add(new Node(n.at(), value));
    }
    return new Pieces(bodies, nodes);
  }

  private Expr slope(Expr body) {
    try {
      return Derivatives.of(body, ground.x, 1);
    } catch (Derivatives.NotDifferentiable e) {
      throw new Undecided(e.getMessage());
    }
  }

  /** Whether the value at the node is the limit from every side on which there is a piece. */
  boolean continuousAt(Pieces p, Node n) {
    return n.value() != null && jump(p, n, true) == 0 && jump(p, n, false) == 0;
  }

  /** The sign of (limit from the left or right) minus the value at the node; 0 where there is no piece. */
  int jump(Pieces p, Node n, boolean fromLeft) {
    var next = p.pieces().stream().filter(q -> n.at().equals(fromLeft ? q.span().high() : q.span().low())).findFirst().orElse(null);
    if (next == null) {
      return 0;
    }
    var limit = new Ends(ground).limit(next.body(), n.at(), !fromLeft);
    var value = ground.at(n.value(), n.at());
    if (limit.infinite() != 0) {
      return limit.infinite();
    }
    if (limit.exact() != null && value.exact() != null) {
      return ground.sign(Exprs.sub(limit.exact(), value.exact()));
    }
    if (limit.lower().compareTo(value.upper()) > 0 || limit.upper().compareTo(value.lower()) < 0) {
      return limit.lower().compareTo(value.upper()) > 0 ? 1 : -1;
    }
    throw new Undecided("whether there is a jump at " + n.at().text() + " is not known");
  }

  /** Whether the function is continuous on one interval. */
  public Fact<Boolean> continuous() {
    return continuous(0);
  }

  /** Whether the derivative of the order exists and is continuous on one interval. */
  Fact<Boolean> continuous(int order) {
    return Fact.of(() -> {
      var p = derivative(order).get();
      if (!pieces.get().connected()) {
        return false;
      }
      for (var n : p.nodes()) {
        if (order == 0 ? !continuousAt(p, n) : n.value() == null && interior(n)) {
          return false;
        }
      }
      return true;
    });
  }

  private boolean interior(Node n) {
    return !n.at().equals(domain.span().low()) && !n.at().equals(domain.span().high());
  }

  /** The intervals between zeros and nodes on which the derivative of the order keeps its sign. */
  public Fact<List<Run>> runs(int order) {
    return Fact.of(() -> {
      var all = new ArrayList<Run>();
      for (var p : derivative(order).get().pieces()) {
        var chart = charts.of(p.body(), p.span());
        var gaps = chart.gaps();
        for (int i = 0; i < gaps.size(); i++) {
          all.add(new Run(gaps.get(i), chart.signs().get(i)));
        }
      }
      return all;
    });
  }

  /**
   * The runs of a part of the domain on which the derivative of the order takes all the signs that it takes anywhere: of the
   * whole domain, or of one period of a formula that repeats itself.
   */
  public Fact<List<Run>> oneOfEach(int order) {
    return Fact.of(() -> {
      var all = new ArrayList<Run>();
      for (var p : derivative(order).get().pieces()) {
        var chart = charts.of(p.body(), window(p).span());
        var gaps = chart.gaps();
        for (int i = 0; i < gaps.size(); i++) {
          all.add(new Run(gaps.get(i), chart.signs().get(i)));
        }
      }
      return all;
    });
  }

  /** One period of a periodic formula on an unbounded interval; the piece itself otherwise. */
  Piece window(Piece p) {
    var repeats = new Repeating(ground).window(p);
    return repeats == null ? p : repeats.window();
  }

  /** The period of the derivative of the order where it is one formula that repeats itself without end; else null. */
  public Expr period(int order) {
    return Fact.of(() -> {
      var pieces = derivative(order).get().pieces();
      var repeats = pieces.size() == 1 ? new Repeating(ground).window(pieces.getFirst()) : null;
      return repeats == null ? null : repeats.period();
    }).value();
  }

  /** The runs, joined where neighbours have one sign and the function is continuous in between. */
  public Fact<List<Run>> joined(int order) {
    return Fact.of(() -> {
      var all = new ArrayList<Run>();
      for (var r : runs(order).get()) {
        var last = all.isEmpty() ? null : all.getLast();
        if (last != null && last.sign() == r.sign() && r.span().low() != null && r.span().low().equals(last.span().high())
            && smoothAt(order - 1, r.span().low())) {
          all.removeLast();
          all.add(new Run(new Span(last.span().low(), r.span().high()), r.sign()));
        } else {
          all.add(r);
        }
      }
      return all;
    });
  }

  private boolean smoothAt(int order, Mark m) {
    var p = derivative(Math.max(order, 0)).get();
    var n = p.node(m);
    return n == null || n.value() != null && (order > 0 || continuousAt(p, n));
  }

  public Fact<Extreme> supremum(int order) {
    return Fact.of(() -> new Extremes(ground, charts).supremum(derivative(order).get()));
  }

  public Fact<Extreme> infimum(int order) {
    return Fact.of(() -> new Extremes(ground, charts).infimum(derivative(order).get()));
  }

  /** The supremum of the absolute value of the derivative of the order. */
  public Fact<Extreme> largest(int order) {
    return Fact.of(() -> new Extremes(ground, charts).largest(derivative(order).get()));
  }

  /** The best Lipschitz constant of the derivative of the order (0: of the function); infinite where there is none. */
  public Fact<Extreme> lipschitz(int order) {
    return Fact.of(() -> {
      if (!continuous(order).get()) {
        if (!pieces.get().connected()) {
          throw new Undecided("the domain is not one interval");
        }
        return new Extreme(Value.INFINITY, false, List.of(), List.of(order == 0 ? "it jumps" : "the derivative jumps"));
      }
      return largest(order + 1).get();
    });
  }

  /** The limit of the derivative of the order at +∞ or −∞. */
  public Fact<Value> limit(int order, boolean up) {
    return Fact.of(() -> new Ends(ground).limit(outer(order, up).body(), null, !up));
  }

  private Piece outer(int order, boolean up) {
    var all = derivative(order).get().pieces();
    var p = all.isEmpty() ? null : up ? all.getLast() : all.getFirst();
    if (p == null || (up ? p.span().high() : p.span().low()) != null) {
      throw new Undecided("the function is not defined near " + (up ? "∞" : "-∞"));
    }
    return p;
  }

  /** What the derivative does at +∞ or −∞. */
  public Fact<Saturation> saturation(boolean up) {
    return Fact.of(() -> {
      var p = outer(1, up);
      var chart = charts.of(p.body(), p.span());
      if (chart.isZero()) {
        return new Saturation(Saturation.Kind.DEAD, Value.exactly(Exprs.ZERO), null);
      }
      var slope = new Ends(ground).limit(p.body(), null, !up);
      var growth = new Growths(ground).of(p.body(), up);
      if (slope.infinite() != 0) {
        return new Saturation(Saturation.Kind.EXPLODES, slope, growth);
      }
      if (slope.exact() == null || ground.sign(slope.exact()) != 0) {
        return new Saturation(Saturation.Kind.PASSES, slope, null);
      }
      return new Saturation(growth == null ? Saturation.Kind.SATURATES : ground.sign(growth.rate()) > 0
          ? Saturation.Kind.SATURATES_EXPONENTIALLY : Saturation.Kind.SATURATES_POLYNOMIALLY, slope, growth);
    });
  }

  /**
   * Where the derivative is smaller (−1), larger (+1) than 1 in size, or exactly 1 (0): what a stack of layers multiplies makes
   * gradients vanish on the first, explode on the second. Of a periodic formula, one period.
   */
  public Fact<List<Run>> againstOne() {
    return Fact.of(() -> {
      var all = new ArrayList<Run>();
      for (var p : derivative(1).get().pieces()) {
        var excess = Exprs.sub(Exprs.pow(p.body(), 2), Exprs.ONE);
        var chart = charts.of(excess, window(p).span());
        var gaps = chart.gaps();
        for (int i = 0; i < gaps.size(); i++) {
          all.add(new Run(gaps.get(i), chart.signs().get(i)));
        }
      }
      return all;
    });
  }

  /** The line that the function approaches at +∞ or −∞, and the leading term of what is left. */
  public Fact<Asymptote> asymptote(boolean up) {
    return Fact.of(() -> {
      var body = outer(0, up).body();
      var slope = limitOrNull(outer(1, up).body(), up);
      if (slope == null) {
        return new Asymptote(null, null, new Growths(ground).of(body, up));
      }
      var rest = Exprs.sub(body, Exprs.mul(slope, ground.x));
      var intercept = limitOrNull(rest, up);
      if (intercept == null) {
        return new Asymptote(null, null, new Growths(ground).of(body, up));
      }
      var left = Exprs.sub(rest, intercept);
      return new Asymptote(slope, intercept, ground.zero(left, outer(0, up).span()) ? null : new Growths(ground).of(left, up));
    });
  }

  private Expr limitOrNull(Expr e, boolean up) {
    try {
      var v = new Ends(ground).limit(e, null, !up);
      return v.infinite() == 0 ? v.exact() : null;
    } catch (Undecided _) {
      return null;
    }
  }
}
