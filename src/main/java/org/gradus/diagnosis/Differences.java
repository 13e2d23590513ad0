package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.gradus.claim.Rewriting;
import org.gradus.claim.Rewriting.Part;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexWriter;

/**
 * How the two sides differ where no single slip explains it: by a factor or a term that is a rational multiple of at most
 * two things that stand in them. Guessed from values, said only if the kernel proves it.
 */
final class Differences {

  /** Parts of the sides that are tried. */
  static final int MAX_PARTS = 40;

  /** Guesses given to the kernel. */
  static final int MAX_PROOFS = 4;

  private static final int MAX_PART_SIZE = 14;
  private static final int MAX_DENOMINATOR = 12;
  private static final int LARGEST = 30;

  private final Case c;
  private final Screen screen;
  private final List<Expr> inner;

  /** @param inner derivatives of inner functions of what is differentiated */
  Differences(Case c, Screen screen, List<Expr> inner) {
    this.c = c;
    this.screen = screen;
    this.inner = inner;
  }

  /** What the sides differ by, or null if it is nothing simple. */
  Finding find() {
    if (!screen.isUseful()) {
      return null;
    }
    var l = screen.left();
    var r = screen.right();
    var ratio = new double[l.length];
    var difference = new double[l.length];
    for (int i = 0; i < l.length; i++) {
      ratio[i] = l[i] / r[i];
      difference[i] = l[i] - r[i];
    }
    var factor = guess(ratio, q -> c.referee().equal(c.left(), Exprs.mul(q, c.right())));
    int most = 2 * (Trees.size(c.left(), 200) + Trees.size(c.right(), 200)) / 3;
    if (factor != null && Trees.size(factor, 200) < Math.min(9, most)) {
      return byFactor(factor);
    }
    var term = guess(difference, d -> c.referee().equal(c.left(), Exprs.add(c.right(), d)));
    if (term != null && Trees.size(term, 200) < Math.min(16, most)) {
      return byTerm(term);
    }
    return factor == null || Trees.size(factor, 200) >= most ? null : byFactor(factor);
  }

  /** What is left when the right side is taken from the left one and everything is multiplied out; null if that says nothing. */
  Finding left() {
    var d = MultipliedOut.of(Exprs.sub(c.left(), c.right()));
    int most = Trees.size(c.left(), 200) + Trees.size(c.right(), 200);
    return Trees.size(d, 200) > Math.min(LARGEST, most - 2) || !c.referee().equal(c.left(), Exprs.add(c.right(), d)) ? null
        : Finding.of(OtherSlips.UNLIKE, "the left side minus the right side is " + Formula.quote(d.toString()));
  }

  private interface Proof {
    boolean holds(Expr e);
  }

  private Expr guess(double[] values, Proof proof) {
    int telling = 0;
    for (double v : values) {
      telling += Double.isFinite(v) && v != 0 ? 1 : 0;
    }
    if (telling < 2) {
      return null;
    }
    int proofs = 0;
    for (var e : guesses(values)) {
      if (proofs++ == MAX_PROOFS) {
        return null;
      }
      if (proof.holds(e)) {
        return e;
      }
    }
    return null;
  }

  private List<Expr> guesses(double[] values) {
    var found = new ArrayList<Expr>();
    var constant = constant(values, null, null);
    if (constant != null) {
      found.add(Exprs.num(constant));
      return found;
    }
    var parts = parts();
    var numbers = parts.stream().map(screen::values).toList();
    for (int i = 0; i < parts.size(); i++) {
      var k = numbers.get(i) == null ? null : constant(values, numbers.get(i), null);
      if (k != null) {
        found.add(Exprs.mul(Exprs.num(k), parts.get(i)));
      }
    }
    for (int i = 0; i < parts.size() && found.isEmpty(); i++) {
      for (int j = i; j < parts.size(); j++) {
        if (numbers.get(i) != null && numbers.get(j) != null) {
          var k = constant(values, numbers.get(i), numbers.get(j));
          if (k != null) {
            found.add(Exprs.mul(Exprs.num(k), i == j ? Exprs.pow(parts.get(i), 2) : Exprs.mul(parts.get(i), parts.get(j))));
          }
        }
      }
    }
    return found;
  }

  /** The rational number that the values are times those of a and b; null if they are no simple one. */
  private static Rational constant(double[] values, double[] a, double[] b) {
    double k = Double.NaN;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i]) || values[i] == 0) {
        continue;
      }
      double q = values[i] / (a == null ? 1 : a[i]) / (b == null ? 1 : b[i]);
      if (!Double.isFinite(q) || q == 0 || Math.abs(q - k) > 1e-7 * Math.abs(k)) {
        return null;
      }
      k = Double.isNaN(k) ? q : k;
    }
    for (int den = 1; den <= MAX_DENOMINATOR; den++) {
      double num = k * den;
      if (Math.abs(num) < 1000 && Math.rint(num) != 0 && Math.abs(num - Math.rint(num)) < 1e-6 * Math.abs(num)) {
        return Rational.of((long) Math.rint(num), den);
      }
    }
    return null;
  }

  /** Parts of the sides, and what is missing from them to 1; reciprocals too. */
  private List<Expr> parts() {
    var found = new LinkedHashSet<Expr>();
    found.addAll(inner);
    collect(c.left(), found);
    collect(c.right(), found);
    found.remove(c.left());
    found.remove(c.right());
    var all = new LinkedHashSet<Expr>();
    for (var e : found.stream().limit(MAX_PARTS / 2).toList()) {
      all.add(e);
      all.add(Exprs.pow(e, -1));
      if (!(e instanceof Expr.Add)) {
        all.add(Exprs.sub(Exprs.ONE, e));
      }
    }
    return all.stream().limit(MAX_PARTS).toList();
  }

  private static void collect(Expr e, LinkedHashSet<Expr> found) {
    if (!(e instanceof Expr.Num) && !(e instanceof Expr.Rel) && !(e instanceof Expr.Logic) && Trees.size(e, MAX_PART_SIZE) < MAX_PART_SIZE) {
      found.add(e);
    }
    Trees.children(e).forEach(x -> collect(x, found));
  }

  private Finding byFactor(Expr q) {
    if (q.equals(Exprs.MINUS_ONE)) {
      return rewritten(SignSlips.SIDE, "the two sides differ in their sign", q, null);
    }
    boolean chain = inner.stream().anyMatch(d -> d.equals(q) || screen.mayBeEqual(d, q));
    return chain ? rewritten(FactorSlips.INNER, "the inner derivative " + Formula.quote(q.toString()) + " is missing (chain rule)", q, null)
        : rewritten(OtherSlips.QUOTIENT, "the left side is " + Formula.quote(q.toString()) + " times the right side", q, null);
  }

  private Finding byTerm(Expr d) {
    return rewritten(OtherSlips.DIFFERENCE, "the left side is the right side plus " + Formula.quote(d.toString()), null, d);
  }

  /** The finding with the right side mended by the factor or the term, if that reads and is proved. */
  private Finding rewritten(Slip slip, String message, Expr factor, Expr term) {
    var text = c.source() == null ? null : c.source().text(Part.RIGHT);
    var root = text == null ? null : c.source().term(Part.RIGHT);
    if (root == null) {
      return Finding.of(slip, message);
    }
    var formula = new Formula(text, root, null, List.of(), List.of(), false, false);
    var edit = term != null ? Edit.insert(root.span().end(), plus(term), 4, message)
        : formula.times(root, factor.equals(Exprs.MINUS_ONE) ? "-" : bracketed(factor), 4, message);
    var written = edit.apply(text);
    var step = c.source().step(Rewriting.Part.RIGHT, written);
    return step != null && c.referee().proves(step) ? Finding.of(slip, message, Part.RIGHT, edit, written) : Finding.of(slip, message);
  }

  private static String plus(Expr term) {
    var latex = LatexWriter.write(term);
    return latex.startsWith("-") ? " " + latex : " + " + latex;
  }

  private static String bracketed(Expr factor) {
    var latex = LatexWriter.write(factor);
    return factor instanceof Expr.Add ? "\\left(" + latex + "\\right)" : latex;
  }
}
