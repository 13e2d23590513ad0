package org.gradus.compiled;

import org.gradus.compiled.Graph.Node;

/**
 * Elementary functions made of additions, products, quotients and comparisons alone, for lanes: those of the Vector API
 * come from a library once the code is compiled and from {@link Math} before, so that the same training would give other
 * bits each time.
 *
 * <p>With n the nearest integer to −x/log 2 and m = x + n log 2, |m| ≤ ½ log 2, it is e^(−x) = 2^n (p − q)/(p + q), where
 * q/p is a rational approximation of tanh(m/2) (W. J. Cody and W. Waite, Software Manual for the Elementary Functions,
 * 1980, chapter 6). Its coefficients were found by the exchange algorithm of E. Remez (1934); its relative error is below
 * 5·10⁻¹⁸. The quotient is not formed: σ, tanh and e^x − 1 need one division with it or without it, and lose nothing to
 * cancellation.
 *
 * <p>Errors stay below 4 units in the last place, over all doubles; NaN stays NaN.
 */
final class LaneMath {

  private static final double LOG2_E = 0x1.71547652b82fep0;
  private static final double LN2 = 0x1.62e42fefa39efp-1;
  /** What {@link #LN2} lacks. */
  private static final double LN2_REST = 0x1.abc9e3b39803fp-56;

  // q/m = (Q2 u + Q1) u + Q0 and p = (u + P1) u + P0, with u = m²
  private static final double P1 = 0x1.c01fb37c9139ep6;
  private static final double P0 = 0x1.f8272922e02e2p9;
  private static final double Q2 = 0x1.10f146242e221p-5;
  private static final double Q1 = 0x1.c016603fef3b0p3;
  private static final double Q0 = 0x1.f8272922e02e2p8;

  /** A double of this size has its integer part in its last bits; with the bias of an exponent for {@link Op#TWO_TO}. */
  private static final double INTEGERS = 0x1.8p52 + 1023;
  /** Keeps a power of two away from the subnormal numbers, until it is multiplied by {@link #DOWN}. */
  private static final double UP = 64;
  private static final double DOWN = 0x1p-64;

  /** e^(−746) is 0. */
  private static final double UNDERFLOW = 746;
  /** e^710 is not finite. */
  private static final double OVERFLOW = 710;
  /** From here on e^x − 1 is e^x, and 1 − e^(−x) is 1. */
  private static final double ALL = 40;

  /** (2 artanh(s)/s − 2)/s² in w = s² ≤ 1/9, from the constant on; relative error of the logarithm below 3·10⁻¹⁸. */
  private static final double[] ARTANH = {0.6666666666666662, 0.40000000000048846, 0.2857142856063267, 0.222222232255377,
      0.1818176860399326, 0.1538606296545138, 0.13307165307369767, 0.12059439602754075, 0.08534844956826439,
      0.16672679544179783};

  private final Graph g;

  LaneMath(Graph graph) {
    g = graph;
  }

  /** e^(−x) as {@code scale·(p − q)/(p + q)}. */
  private record Power(Node p, Node q, Node scale) {}

  /** σ(|a|) and σ(−|a|). */
  private record Sides(Node high, Node low) {}

  private Power power(Node x, double up) {
    var bias = g.constant(INTEGERS + up);
    var t = g.fma(x, g.constant(-LOG2_E), bias);
    var n = g.sub(t, bias);
    var m = g.fma(n, g.constant(LN2_REST), g.fma(n, g.constant(LN2), x));
    var u = g.mul(m, m);
    var p = g.fma(g.add(u, g.constant(P1)), u, g.constant(P0));
    var q = g.mul(m, g.fma(g.fma(u, g.constant(Q2), g.constant(Q1)), u, g.constant(Q0)));
    return new Power(p, q, g.call(Op.TWO_TO, t));
  }

  private Node atMost(Node x, double limit) {
    var c = g.constant(limit);
    return g.select(g.lt(c, x), c, x);
  }

  private Node atLeast(Node x, double limit) {
    var c = g.constant(limit);
    return g.select(g.lt(x, c), c, x);
  }

  /** Numerator of e^(−x) over {@link #sum}, for x ≥ 0. */
  private Node small(Power e) {
    return g.mul(g.mul(g.sub(e.p, e.q), e.scale), g.constant(DOWN));
  }

  private Node sum(Power e) {
    return g.add(e.p, e.q);
  }

  private Power ofNegative(Node x) {
    return power(atMost(x, UNDERFLOW), UP);
  }

  private Sides sides(Node a) {
    var e = ofNegative(g.abs(a));
    var small = small(e);
    var one = g.div(g.constant(1), g.add(sum(e), small));
    return new Sides(g.mul(sum(e), one), g.mul(small, one));
  }

  Node sigmoid(Node a) {
    var sides = sides(a);
    var zero = g.constant(0);
    return g.select(a.op() == Op.NEG ? g.lt(zero, a.a()) : g.lt(a, zero), sides.low, sides.high);
  }

  /** σ(a) σ(−a). */
  Node sigmoidSlope(Node a) {
    var sides = sides(a);
    return g.mul(sides.high, sides.low);
  }

  /** log(1 + e^a) as the positive part of a and 2 artanh of s = e/(2 + e), e being e^(−|a|). */
  Node softplus(Node a) {
    var e = ofNegative(g.abs(a));
    var s = g.div(small(e), g.add(sum(e), g.add(sum(e), small(e))));
    var w = g.mul(s, s);
    return g.add(g.select(g.lt(a, g.constant(0)), g.constant(0), a), g.fma(g.mul(s, w), series(w), g.add(s, s)));
  }

  /** The polynomial in pairs (G. Estrin, 1960): fewer steps that wait for each other. */
  private Node series(Node w) {
    var w2 = g.mul(w, w);
    Node sum = null;
    for (int i = ARTANH.length - 2; i >= 0; i -= 2) {
      var pair = g.fma(w, g.constant(ARTANH[i + 1]), g.constant(ARTANH[i]));
      sum = sum == null ? pair : g.fma(sum, w2, pair);
    }
    return sum;
  }

  Node tanh(Node a) {
    var size = g.abs(a);
    var e = power(atMost(g.add(size, size), ALL), 0);
    var one = g.constant(1);
    var less = g.sub(one, e.scale);
    var more = g.add(one, e.scale);
    var t = g.div(g.fma(e.p, less, g.mul(e.q, more)), g.fma(e.p, more, g.mul(e.q, less)));
    return g.select(g.lt(a, g.constant(0)), g.neg(t), t);
  }

  Node exp(Node y) {
    var x = g.neg(y);
    if (Graph.isNonNegative(x)) {
      var e = ofNegative(x);
      return g.div(small(e), sum(e));
    }
    var e = power(atLeast(atMost(x, UNDERFLOW), -OVERFLOW), 0);
    // 2^n in two halves, since it may be no double itself
    var bias = g.constant(INTEGERS);
    var n = g.sub(e.scale.a(), bias);
    var half = g.fma(n, g.constant(0.5), bias);
    var rest = g.add(g.sub(n, g.sub(half, bias)), bias);
    return g.mul(g.mul(g.div(g.sub(e.p, e.q), sum(e)), g.call(Op.TWO_TO, half)), g.call(Op.TWO_TO, rest));
  }

  Node expm1(Node y) {
    var e = power(atLeast(atMost(g.neg(y), ALL), -ALL), 0);
    var one = g.constant(1);
    var top = g.sub(g.mul(e.p, g.sub(e.scale, one)), g.mul(e.q, g.add(e.scale, one)));
    return g.select(g.lt(g.constant(ALL), y), exp(y), g.div(top, sum(e)));
  }
}
