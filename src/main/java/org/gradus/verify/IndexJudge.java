package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;
import org.gradus.tensor.Derived;
import org.gradus.tensor.Outcome;
import org.gradus.tensor.Tensors;
import org.gradus.tensor.Typing;

/** Judges equalities with sums over indices and components: for all sizes, or at small ones. */
final class IndexJudge {

  /** So many assumptions that nobody stated are tried. */
  private static final int MAX_GUESSES = 6;

  private final Tensors tensors;
  private final Kernel kernel;

  IndexJudge(Kernel kernel) {
    this.tensors = new Tensors(kernel);
    this.kernel = kernel;
  }

  /** Whether there is a sum, or a component whose index is not a number. */
  static boolean concerns(Expr... expressions) {
    for (var e : expressions) {
      if (Kinds.occur(e, Kinds.BIG) || Kinds.occur(e, Kinds.INDEXED | Kinds.CALL) && Trees.any(e, x -> x instanceof Expr.Indexed i && !numeric(i)
          || x instanceof Expr.Call c && c.is("delta") && c.args().stream().anyMatch(a -> !(a instanceof Expr.Num)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean numeric(Expr.Indexed x) {
    return Trees.children(x).stream().allMatch(i -> i instanceof Expr.Num);
  }

  Judgement equal(Expr l, Expr r, Assumed assumed) {
    var j = judgement(tensors.equal(l, r, Typing.NONE, assumed.relations()));
    return j.isProved() ? ranged(j, List.of(l, r), assumed) : j;
  }

  /** The proof holds where no range of summation is empty; where that does not go without saying, it is said. */
  private Judgement ranged(Judgement j, List<Expr> sides, Assumed assumed) {
    var conditions = new LinkedHashSet<>(j.conditions());
    for (var range : ranges(sides)) {
      if (kernel.relation(RelOp.GE, range.upper(), range.lower(), assumed.relations()).proved()) {
        continue;
      }
      if (kernel.relation(RelOp.LT, range.upper(), range.lower(), assumed.relations()).proved()) {
        return Judgement.undecided("the range from " + range.lower() + " to " + range.upper() + " is empty");
      }
      conditions.add(Exprs.rel(RelOp.GE, range.upper(), range.lower()).toString());
    }
    return j.withConditions(List.copyOf(conditions));
  }

  /** The ranges whose ends are not a number and a size, and do not depend on the index of another. */
  private static Set<Expr.Big> ranges(List<Expr> sides) {
    var found = new LinkedHashSet<Expr.Big>();
    for (var side : sides) {
      var free = Trees.freeSymbols(side);
      Trees.any(side, x -> {
        if (x instanceof Expr.Big b && b.lower() != null && b.upper() != null && !(b.lower() instanceof Expr.Num && b.upper() instanceof Expr.Sym)
            && free.containsAll(Trees.freeSymbols(Exprs.sub(b.upper(), b.lower())))) {
          found.add(b);
        }
        return false;
      });
    }
    return found;
  }

  /** The derivative in index notation. */
  static Derived derivative(Expr function, Expr by, int order, Assumed assumed) {
    return new Tensors(Requests.KERNEL).derivative(function, by, order, Typing.NONE, assumed.relations());
  }

  static Judgement judgement(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Proved p -> Judgement.proved(p.method(), p.conditions()).certifiedBy(SumCertificates.subject(p));
      case Outcome.Tested t -> Judgement.tested(t.method());
      case Outcome.Refuted f -> {
        var point = new LinkedHashMap<>(f.sizes());
        point.putAll(f.point());
        yield Judgement.refuted("interval", new Counterexample(point, f.lhs(), f.rhs()));
      }
      case Outcome.ShapeClash c -> Judgement.undecided(c.words());
      case Outcome.Unknown u when u.reason().equals(Tensors.ONE_SAMPLE_ONLY) ->
          Judgement.undecided(u.reason()).withHoldsIf(List.of("there is one sample, n = 1"));
      case Outcome.Unknown u -> Judgement.undecided(u.reason()).withHoldsIf(u.holdsIf());
    };
  }

  /** Assumptions that are usual for indexed families, and under one of which the equality is proved. */
  Optional<List<String>> missingAssumption(Expr l, Expr r, Assumed assumed) {
    int tried = 0;
    for (var guess : guesses(l, r)) {
      if (tried++ == MAX_GUESSES) {
        break;
      }
      var more = assumed.and(guess);
      if (tensors.mayBeEqual(l, r, Typing.NONE, more.relations(), false) && equal(l, r, more).isProved()) {
        return Optional.of(List.of(guess.toString()));
      }
    }
    return Optional.empty();
  }

  /** Labels and probabilities add up to 1; two free indices are the same, or are not. */
  static Set<Expr> guesses(Expr l, Expr r) {
    var all = new LinkedHashSet<Expr>();
    var free = new ArrayList<Expr.Sym>();
    for (var e : List.of(l, r)) {
      var symbols = Trees.freeSymbols(e);
      Trees.any(e, x -> {
        if (x instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM) {
          Trees.any(b.body(), y -> {
            if (y instanceof Expr.Indexed i && i.sub().contains(b.index())) {
              all.add(Exprs.rel(RelOp.EQ, Exprs.sum(i, b.index(), b.lower(), b.upper()), Exprs.ONE));
            }
            return false;
          });
        }
        if (x instanceof Expr.Indexed i) {
          i.sub().stream().filter(s -> s instanceof Expr.Sym n && symbols.contains(n) && !free.contains(n))
              .forEach(s -> free.add((Expr.Sym) s));
        }
        return false;
      });
    }
    for (int i = 0; i < free.size(); i++) {
      for (int j = i + 1; j < free.size(); j++) {
        if (!tells(l, free.get(i), free.get(j)) && !tells(r, free.get(i), free.get(j))) {
          all.add(Exprs.rel(RelOp.EQ, free.get(i), free.get(j)));
          all.add(Exprs.rel(RelOp.NE, free.get(i), free.get(j)));
        }
      }
    }
    return all;
  }

  /** Whether a formula says itself what is so for i = j and what for i ≠ j: p_i(δ_ij − p_j) is not meant for one of them. */
  private static boolean tells(Expr e, Expr i, Expr j) {
    return Trees.any(e, x -> x instanceof Expr.Call c && c.is("delta") && c.args().contains(i) && c.args().contains(j)
        || x instanceof Expr.Indexed d && d.base().equals("delta") && d.sup().isEmpty() && (d.sub().equals(List.of(i, j)) || d.sub().equals(List.of(j, i)))
        || x instanceof Expr.Cases w && w.conditions().stream().anyMatch(r -> r instanceof Expr.Rel q && List.of(i, j).contains(q.lhs()) && List.of(i, j).contains(q.rhs())));
  }
}
