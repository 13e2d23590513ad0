package org.gradus.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gradus.expr.Expr.Sym;

/** What a node knows of itself is what a walk over the tree finds. */
class NodesTest {

  private static final List<Sym> NAMES = List.of(Exprs.sym("x"), Exprs.sym("y"), Exprs.sym("k"));

  @Provide
  Arbitrary<Expr> expressions() {
    return expression(4);
  }

  private static Arbitrary<Expr> expression(int depth) {
    Arbitrary<Expr> leaves = Arbitraries.of(Exprs.sym("x"), Exprs.sym("y"), Exprs.sym("k"), Exprs.ZERO, Exprs.num(Rational.of(-3, 2)),
        Exprs.PI, Exprs.indexed("w", List.of(Exprs.sym("k")), List.of()));
    if (depth == 0) {
      return leaves;
    }
    var inner = expression(depth - 1);
    var pairs = inner.list().ofSize(2);
    var name = Arbitraries.of(NAMES);
    return Arbitraries.oneOf(leaves, pairs.map(Exprs::add), pairs.map(Exprs::mul), pairs.map(p -> Exprs.pow(p.get(0), p.get(1))),
        inner.map(Exprs::exp), inner.map(e -> Exprs.call("relu", e)), inner.map(e -> Exprs.apply("f", 1, List.of(e))),
        pairs.map(p -> Exprs.ite(Exprs.rel(RelOp.GT, p.get(0), Exprs.ZERO), p.get(0), p.get(1))),
        pairs.flatMap(p -> name.map(k -> Exprs.sum(p.get(0), k, Exprs.ONE, p.get(1)))),
        pairs.flatMap(p -> name.map(k -> Exprs.at(Exprs.diff(p.get(0), k, 1), k, p.get(1)))),
        pairs.flatMap(p -> name.map(k -> Exprs.limit(p.get(0), k, p.get(1), 0))),
        pairs.flatMap(p -> name.map(k -> Exprs.integral(p.get(0), k, Exprs.ZERO, p.get(1)))));
  }

  private static int count(Expr e) {
    return 1 + Trees.children(e).stream().mapToInt(NodesTest::count).sum();
  }

  private static void free(Expr e, Set<Sym> bound, Set<Sym> found) {
    switch (e) {
      case Sym s when !bound.contains(s) -> found.add(s);
      case Expr.Big b -> {
        free(b.lower(), bound, found);
        free(b.upper(), bound, found);
        free(b.body(), with(bound, b.index()), found);
      }
      case Expr.Limit l -> {
        free(l.to(), bound, found);
        free(l.body(), with(bound, l.var()), found);
      }
      case Expr.Integral i -> {
        free(i.lower(), bound, found);
        free(i.upper(), bound, found);
        free(i.body(), with(bound, i.var()), found);
      }
      case Expr.At a -> {
        free(a.value(), bound, found);
        free(a.body(), with(bound, a.var()), found);
      }
      default -> Trees.children(e).forEach(c -> free(c, bound, found));
    }
  }

  private static Set<Sym> with(Set<Sym> bound, Expr s) {
    var more = new LinkedHashSet<>(bound);
    more.add((Sym) s);
    return more;
  }

  @Property(tries = 500)
  void sizeKindsAndSymbolsAreThoseOfAWalk(@ForAll("expressions") Expr e) {
    assertThat(Trees.size(e, Integer.MAX_VALUE)).isEqualTo(count(e));
    assertThat(Trees.size(e, 3)).isEqualTo(Math.min(3, count(e)));
    assertThat(Kinds.occur(e, Kinds.BIG)).isEqualTo(Trees.any(e, x -> x instanceof Expr.Big));
    assertThat(Kinds.occur(e, Kinds.DIFF | Kinds.CASES)).isEqualTo(Trees.any(e, x -> x instanceof Expr.Diff || x instanceof Expr.Cases));
    assertThat(Kinds.occur(e, Kinds.APPLY)).isEqualTo(Trees.any(e, x -> x instanceof Expr.Apply));
    assertThat(Kinds.occur(e, Kinds.KINKED)).isEqualTo(Trees.any(e, x -> x instanceof Expr.Call c && c.is("relu")));
    var free = new LinkedHashSet<Sym>();
    free(e, Set.of(), free);
    assertThat(Trees.symbols(e)).containsExactlyElementsOf(free);
    for (var s : NAMES) {
      assertThat(Trees.isFree(e, s)).isEqualTo(free.contains(s));
      assertThat(Trees.occurs(e, s)).isEqualTo(Trees.any(e, x -> x.equals(s)));
    }
  }

  @Property(tries = 500)
  void whatIsBuiltAgainIsTheSameObject(@ForAll("expressions") Expr e) {
    var other = Trees.substitute(Trees.substitute(e, Exprs.sym("x"), Exprs.sym("other")), Exprs.sym("other"), Exprs.sym("x"));
    if (Trees.any(e, x -> x instanceof Expr.Big || x instanceof Expr.Limit || x instanceof Expr.Integral || x instanceof Expr.At)) {
      return; // bound symbols stay or get other names
    }
    assertThat(other).isSameAs(e);
  }
}
