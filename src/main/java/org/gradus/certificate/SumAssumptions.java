package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * The assumptions of a claim with sums, by what they are used for.
 *
 * @param equations between sums, and indices that differ
 * @param entries what entries have two names
 * @param numbers relations between numbers that are no indices
 * @param units   that a column has one 1 and otherwise 0
 * @param products that a matrix has orthonormal columns or rows
 */
public record SumAssumptions(List<Expr.Rel> equations, Symmetric entries, List<Expr> numbers, List<Expr> units, List<Expr.Rel> products) {

  /** Throws {@link Rejected} for an assumption of another kind. */
  public static SumAssumptions of(Claim.Sums s) {
    var equations = new ArrayList<Expr.Rel>();
    var symmetric = new LinkedHashSet<String>();
    var stacked = new LinkedHashMap<String, Symmetric.Stack>();
    var numbers = new ArrayList<Expr>();
    var units = new ArrayList<Expr>();
    var products = new ArrayList<Expr.Rel>();
    for (var a : s.assumptions()) {
      if (isSymmetry(a, s.shapes())) {
        symmetric.add(((Expr.Sym) ((Expr.Rel) a).lhs()).name());
      } else if (a instanceof Expr.Rel r && stack(r, s) != null) {
        require(stacked.put(((Expr.Indexed) r.lhs()).base(), stack(r, s)) == null, "a matrix is stacked twice");
      } else if (Orthonormal.is(a, s)) {
        products.add((Expr.Rel) a);
      } else if (UnitVectors.is(a, s)) {
        units.add(a);
      } else if (a instanceof Expr.Rel r && (r.op() == RelOp.EQ && Trees.any(a, x -> x instanceof Expr.Big) || UnitVectors.areApart(r, s))) {
        equations.add(r);
      } else {
        require(isAboutNumbers(a, s), "no use for the assumption " + a);
        numbers.add(a);
      }
    }
    require(stacked.keySet().stream().noneMatch(symmetric::contains)
        && stacked.values().stream().noneMatch(x -> stacked.containsKey(x.family())), "a matrix is stacked and something else");
    return new SumAssumptions(equations, new Symmetric(Set.copyOf(symmetric), Map.copyOf(stacked)), numbers, units, products);
  }

  static boolean isSymmetry(Expr a, Map<String, org.gradus.expr.Shape> shapes) {
    return a instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym x && shapes.containsKey(x.name())
        && shapes.get(x.name()).isSquare() && r.rhs().equals(Exprs.call("transpose", x));
  }

  /** X_ik = x_ik, or x_ki, for all i and k in the ranges of the rows and columns of X; else null. */
  private static Symmetric.Stack stack(Expr.Rel r, Claim.Sums s) {
    if (r.op() != RelOp.EQ || !(r.lhs() instanceof Expr.Indexed x) || !(r.rhs() instanceof Expr.Indexed y) || x.sub().size() != 2 || y.sub().size() != 2
        || !x.sup().isEmpty() || !y.sup().isEmpty() || x.sub().get(0).equals(x.sub().get(1)) || s.members().containsKey(x.base())
        || s.members().getOrDefault(y.base(), 0) != 1 || !s.shapes().containsKey(x.base())) {
      return null;
    }
    var whole = s.shapes().get(x.base());
    boolean turned = y.sub().equals(x.sub().reversed());
    var vector = s.shapes().get(y.base());
    boolean fits = (turned || y.sub().equals(x.sub())) && List.of(Exprs.ONE, whole.rows()).equals(s.indices().get(x.sub().get(0)))
        && List.of(Exprs.ONE, whole.columns()).equals(s.indices().get(x.sub().get(1))) && vector.isColumn()
        && vector.rows().equals(turned ? whole.rows() : whole.columns());
    return fits ? new Symmetric.Stack(y.base(), turned) : null;
  }

  /** Whether it relates numbers that are no indices. */
  public static boolean isAboutNumbers(Expr a, Claim.Sums s) {
    return (a instanceof Expr.Rel || a instanceof Expr.Logic) && !Trees.any(a, x -> x instanceof Expr.Big || x instanceof Expr.Diff || x instanceof Expr.At
        || x instanceof Expr.Call c && !c.function().scalar() || x instanceof Expr.Sym n && (s.shapes().containsKey(n.name()) || s.indices().containsKey(n))
        || x instanceof Expr.Indexed i && (!i.sub().stream().allMatch(k -> k instanceof Expr.Num) || s.shapes().containsKey(i.base()) && !isEntry(i, s)));
  }

  /** Whether the subscripts name one entry of a vector or matrix. */
  private static boolean isEntry(Expr.Indexed i, Claim.Sums s) {
    return i.sup().isEmpty() && i.sub().size() == s.members().getOrDefault(i.base(), 0) + (s.shapes().get(i.base()).isColumn() ? 1 : 2);
  }
}
