package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * The chain rule between quantities of which nothing is known but through which others they depend on each other: both sides are
 * products of partial derivatives along a path of quantities, with the same ends, summed over the indices of those between.
 */
final class Chains {

  private static final Pattern NAME = Pattern.compile("[^∂/]+");

  private Chains() {}

  /** What has to hold: {@code C depends on w[j] only through z[k], all k}. Throws {@link Rejected} for sides that are no such paths. */
  static List<String> through(Claim.Chain c) {
    require(c.left().size() >= 2 && c.right().size() >= 2 && c.left().getFirst().equals(c.right().getFirst())
        && c.left().getLast().equals(c.right().getLast()), "the sides are derivatives of different quantities");
    require(c.left().size() + c.right().size() > 4, "no quantity between");
    var all = new LinkedHashSet<String>();
    path(c.lhs(), c.left(), all);
    path(c.rhs(), c.right(), all);
    return List.copyOf(all);
  }

  private static void path(Expr side, List<Expr> nodes, Set<String> through) {
    var summed = new ArrayList<Expr.Big>();
    var body = side;
    for (; body instanceof Expr.Big b; body = b.body()) {
      require(b.kind() == Expr.Big.Kind.SUM && (b.lower() == null || Exprs.isOne(b.lower()))
          && !(b.upper() instanceof Expr.Num k && (!k.value().isInteger() || k.value().signum() <= 0)), "a sum over a part of a range");
      summed.add(b);
    }
    var links = new ArrayList<Expr>();
    for (int i = 0; i + 1 < nodes.size(); i++) {
      links.add(partial(nodes.get(i), nodes.get(i + 1)));
    }
    require(body.equals(Exprs.mul(links)), "the path is another one: " + body);
    require(new HashSet<>(nodes).size() == nodes.size(), "a quantity occurs twice");
    var between = nodes.subList(1, nodes.size() - 1);
    var inside = new HashSet<Expr.Sym>();
    between.forEach(n -> inside.addAll(Trees.freeSymbols(index(n))));
    var ends = new HashSet<>(Trees.freeSymbols(index(nodes.getFirst())));
    ends.addAll(Trees.freeSymbols(index(nodes.getLast())));
    require(summed.stream().map(Expr.Big::index).distinct().count() == summed.size()
        && summed.stream().allMatch(b -> inside.contains(b.index()) && !ends.contains(b.index())), "a sum over what numbers no quantity between");
    for (int i = 0; i < between.size(); i++) {
      var indices = Trees.freeSymbols(index(between.get(i)));
      var over = summed.stream().filter(b -> indices.contains(b.index())).map(b -> "all " + b.index() + (b.upper() == null ? "" : " to " + b.upper())).toList();
      through.add(nodes.get(i) + " depends on " + nodes.getLast() + " only through " + between.get(i) + (over.isEmpty() ? "" : ", " + String.join(", ", over)));
    }
  }

  private static Expr partial(Expr of, Expr by) {
    var sub = new ArrayList<>(subs(of));
    sub.addAll(subs(by));
    var sup = new ArrayList<>(sups(of));
    sup.addAll(sups(by));
    return Exprs.indexed("∂" + name(of) + "/∂" + name(by), sub, sup);
  }

  private static String name(Expr e) {
    var name = e instanceof Expr.Indexed x ? x.base() : e instanceof Expr.Sym s ? s.name() : "";
    require(NAME.matcher(name).matches(), "no name of a quantity: " + e);
    return name;
  }

  private static List<Expr> subs(Expr e) {
    return e instanceof Expr.Indexed x ? x.sub() : List.of();
  }

  private static List<Expr> sups(Expr e) {
    return e instanceof Expr.Indexed x ? x.sup() : List.of();
  }

  /** The indices as one expression. */
  private static Expr index(Expr e) {
    var all = new ArrayList<>(subs(e));
    all.addAll(sups(e));
    return Exprs.add(all);
  }

  static void check(Claim.Chain c, Node n) {
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty() && n.node("point").fields().isEmpty(),
        "the chain rule has no conditions but those of the claim");
    require(n.node("proof").only("rule").text("rule").equals("chain rule"), "there is no rule but the chain rule");
    through(c);
  }
}
