package org.gradus.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gradus.document.Document;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexReader;
import org.gradus.notation.Names;
import org.gradus.notation.Terms;

/**
 * The names that a document transposes somewhere: vectors and matrices, whatever else it says of them. A claim in
 * which they stand only in inner products is a claim about scalars; any other is not one of the scalar calculus.
 */
final class VectorNames {

  private final Set<String> names;

  private VectorNames(Set<String> names) {
    this.names = names;
  }

  static VectorNames of(Document document) {
    var found = new TreeSet<String>();
    for (var formula : document.formulas()) {
      for (var statement : LatexReader.readDisplay(formula.latex(), Names.NONE)) {
        for (var member : statement.members()) {
          if (member.term() != null) {
            found.addAll(Terms.transposed(member.term()));
          }
        }
      }
    }
    return new VectorNames(found);
  }

  /**
   * The inner products of a claim by what replaces them; null if a vector stands anywhere else.
   *
   * @param declared names that a declaration makes scalars here, whatever they are elsewhere
   */
  Map<Expr, Expr> innerProducts(List<Expr> expressions, Set<String> declared) {
    var names = new TreeSet<>(this.names);
    names.removeAll(declared);
    var products = new HashMap<Expr, Expr>();
    var partners = new HashSet<String>();
    for (var e : expressions) {
      Trees.any(e, x -> {
        if (x instanceof Expr.Mul m && m.args().size() == 2 && m.args().get(0) instanceof Expr.Sym a
            && m.args().get(1) instanceof Expr.Sym b && (names.contains(a.name()) || names.contains(b.name()))) {
          products.put(m, Exprs.sym(a.name() + "·" + b.name()));
          partners.add(a.name());
          partners.add(b.name());
        }
        return false;
      });
    }
    for (var e : expressions) {
      for (var s : Trees.freeSymbols(Trees.substitute(e, products))) {
        if (names.contains(s.name()) || partners.contains(s.name())) {
          return null;
        }
      }
    }
    return products;
  }
}
