package org.gradus.analysis;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * The interval on which a function of one variable is looked at.
 *
 * @param lowClosed whether a finite lower end belongs to it
 * @param holes points inside that do not belong to it
 */
public record Segment(Span span, boolean lowClosed, boolean highClosed, List<Mark> holes) {

  public static final Segment LINE = new Segment(Span.LINE, false, false, List.of());

  public Segment {
    holes = List.copyOf(holes);
  }

  /**
   * What the assumptions say of x: relations between x and numbers. Those that do not mention x are passed over.
   *
   * @return null where an assumption about x is of another kind, or leaves no interval
   */
  static Segment of(List<Expr> assumptions, Ground ground) {
    var s = LINE;
    for (var a : flat(assumptions)) {
      if (!Trees.freeSymbols(a).contains(ground.x)) {
        continue;
      }
      var r = a instanceof Expr.Rel rel ? oriented(rel, ground.x) : null;
      if (r == null || !Trees.freeSymbols(r.rhs()).isEmpty()) {
        return null;
      }
      s = s.with(r.op(), r.rhs(), ground);
      if (s == null) {
        return null;
      }
    }
    if (s.span.low() != null && s.span.high() != null && ground.compare(s.span.low(), s.span.high()) >= 0) {
      return null;
    }
    return s;
  }

  private static List<Expr> flat(List<Expr> all) {
    var flat = new ArrayList<Expr>();
    for (var e : all) {
      if (e instanceof Expr.Logic l && l.op() == Expr.Logic.Op.AND) {
        flat.addAll(flat(List.copyOf(l.args().stream().toList())));
      } else {
        flat.add(e);
      }
    }
    return flat;
  }

  private static Expr.Rel oriented(Expr.Rel r, Expr.Sym x) {
    return r.lhs().equals(x) ? r : r.rhs().equals(x) ? (Expr.Rel) Exprs.rel(r.op().flip(), x, r.lhs()) : null;
  }

  private Segment with(RelOp op, Expr end, Ground ground) {
    if (end.equals(Exprs.INFINITY) || end.equals(Exprs.neg(Exprs.INFINITY))) {
      return this;
    }
    var m = ground.mark(end);
    return switch (op) {
      case GT, GE -> {
        int c = span.low() == null ? 1 : ground.compare(m, span.low());
        yield c < 0 ? this : new Segment(new Span(m, span.high()), op == RelOp.GE && (c > 0 || lowClosed), highClosed, holes);
      }
      case LT, LE -> {
        int c = span.high() == null ? -1 : ground.compare(m, span.high());
        yield c > 0 ? this : new Segment(new Span(span.low(), m), lowClosed, op == RelOp.LE && (c < 0 || highClosed), holes);
      }
      case NE -> {
        var more = new ArrayList<>(holes);
        more.add(m);
        yield new Segment(span, lowClosed, highClosed, more);
      }
      case EQ, APPROX -> null;
    };
  }

  /** The interval as people write it. */
  public String text() {
    return (lowClosed ? "[" : "(") + (span.low() == null ? "-∞" : span.low()) + ", "
        + (span.high() == null ? "∞" : span.high()) + (highClosed ? "]" : ")");
  }
}
