package org.gradus.claim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.notation.Ranks;

/**
 * A function that is given by the entries of its argument, p_i(z) = e^{z_i} / Σ_j e^{z_j}, at another argument: p_i(2z) has
 * 2z_i where p_i(z) has z_i, and p_i(z + c) with a number c has z_i + c, as such sums are written.
 */
public final class EntriesOfArguments {

  private static final Sought NUMBERED = Sought.of("(.+)_(\\d{1,4})");
  private static final int MOST = 9999;

  private final Map<Expr.Sym, Expr> values;
  private final Set<Expr.Sym> byNumber;
  private final Predicate<Expr> isVector;

  /** @param byNumber the parameters of which u_1 is an entry: where u stands by itself, u_1 is another quantity */
  private EntriesOfArguments(Map<Expr.Sym, Expr> values, Set<Expr.Sym> byNumber, Predicate<Expr> isVector) {
    this.values = values;
    this.byNumber = byNumber;
    this.isVector = isVector;
  }

  /** Whether entries of one of the names stand in the body. */
  public static boolean stand(Expr body, Collection<Expr.Sym> names) {
    return Trees.any(body, x -> x instanceof Expr.Indexed i && names.contains(Exprs.sym(i.base()))
        || x instanceof Expr.Sym s && numbered(s) instanceof Expr.Sym of && names.contains(of) && !Trees.isFree(body, of));
  }

  /** How many numbered entries u_1, …, u_n the body is written with; 0 if it is written with anything else of the name. */
  static int numberOf(Expr body, Expr.Sym name) {
    var places = new TreeSet<Integer>();
    boolean other = Trees.any(body, x -> {
      if (x instanceof Expr.Sym s && numbered(s) instanceof Expr.Sym of && of.equals(name)) {
        places.add(place(s));
      } else if (x instanceof Expr.Indexed i && i.base().equals(name.name())) {
        if (!i.sup().isEmpty() || i.sub().size() != 1 || !(i.sub().getFirst() instanceof Expr.Num n) || !n.value().isIntegerWithin(MOST)) {
          return true;
        }
        places.add(n.value().intValueExact());
      }
      return x.equals(name);
    });
    return !other && !places.isEmpty() && places.first() == 1 && places.last() == places.size() ? places.size() : 0;
  }

  /** The name without its number, of {@code u_1}; null if it has none. */
  private static Expr.Sym numbered(Expr.Sym s) {
    var m = NUMBERED.matcher(s.name());
    return m.matches() ? Exprs.sym(m.group(1)) : null;
  }

  private static int place(Expr.Sym s) {
    return Integer.parseInt(s.name().substring(s.name().lastIndexOf('_') + 1));
  }

  /**
   * The body at other arguments.
   *
   * @param values the arguments, by the names of the parameters
   * @param isVector whether a name, or a product of vectors and matrices, in an argument stands for a vector
   * @throws UnresolvedException where it is not clear what the entries of an argument are
   */
  static Expr put(Expr body, Map<Expr.Sym, Expr> values, Predicate<Expr> isVector) {
    // a replacement that does not occur renames all binders that would catch something
    var apart = Trees.substitute(body, Map.of(Exprs.sym("nowhere_"), Exprs.apply("all_", 0, List.copyOf(values.values()))));
    var byNumber = new HashSet<>(values.keySet());
    byNumber.removeIf(p -> Trees.isFree(body, p));
    return new EntriesOfArguments(values, byNumber, isVector).in(apart);
  }

  /** The expression with values of vectors in it, where that is clear; null where it is not. */
  public static Expr at(Expr e, Map<Expr.Sym, Expr> values, Predicate<Expr> isVector) {
    try {
      return put(e, values, isVector);
    } catch (UnresolvedException _) {
      return null;
    }
  }

  private Expr in(Expr e) {
    return switch (e) {
      case Expr.Sym s when values.containsKey(s) -> values.get(s);
      case Expr.Sym s when numbered(s) instanceof Expr.Sym p && byNumber.contains(p) -> entry(values.get(p), List.of(Exprs.num(place(s))), List.of(), p, true);
      case Expr.Indexed x when values.containsKey(Exprs.sym(x.base())) -> {
        var s = Exprs.sym(x.base());
        var sub = x.sub().stream().map(this::in).toList();
        yield entry(values.get(s), sub, x.sup().stream().map(this::in).toList(), s, true);
      }
      default -> Trees.map(e, this::in);
    };
  }

  /** @param alone whether the argument is nothing but this: f(y) is about a vector y wherever f(x) is about x */
  private Expr entry(Expr argument, List<Expr> sub, List<Expr> sup, Expr.Sym parameter, boolean alone) {
    return switch (argument) {
      case Expr.Sym s when s.name().equals(Ranks.ONES) && sup.isEmpty() -> Exprs.ONE; // f(z + c𝟏)
      case Expr.Sym s when isVector.test(s) -> Exprs.indexed(s.name(), sub, sup);
      case Expr.Sym s when (alone || s.equals(parameter)) && byNumber.contains(parameter) && sub.getFirst() instanceof Expr.Num n -> Exprs.sym(s.name() + "_" + n);
      case Expr.Sym s when alone || s.equals(parameter) -> Exprs.indexed(s.name(), sub, sup);
      case Expr.Indexed x when x.sub().isEmpty() && sup.isEmpty() -> Exprs.indexed(x.base(), sub, x.sup()); // x^{(i)}
      case Expr.Add a when sup.isEmpty() -> Exprs.add(a.args().stream().map(t -> isPlain(t) ? t : entry(t, sub, sup, parameter, false)).toList());
      case Expr.Mul m when sup.isEmpty() -> {
        var vectors = m.args().stream().filter(t -> !isPlain(t)).toList();
        if (vectors.size() != 1) {
          throw unclear(argument, parameter);
        }
        var factors = new ArrayList<>(m.args());
        factors.set(factors.indexOf(vectors.getFirst()), entry(vectors.getFirst(), sub, sup, parameter, false));
        yield Exprs.mul(factors);
      }
      case Expr.Num n when n.value().isZero() -> n; // f(0): of the vector with zeros only
      case Expr.Matrix m when sub.size() == 1 && sup.isEmpty() && sub.getFirst() instanceof Expr.Num n && n.value().isInteger() -> literal(m, n, parameter);
      case Expr.Call c when c.is("ones") && c.args().size() == 1 && sup.isEmpty() -> Exprs.ONE;
      case Expr.Call c when sup.isEmpty() && sub.size() == 1 && isVector.test(c) -> Exprs.call("component", c, sub.getFirst());
      default -> throw unclear(argument, parameter);
    };
  }

  private static Expr literal(Expr.Matrix m, Expr.Num place, Expr.Sym parameter) {
    var entries = m.rows().size() == 1 ? m.rows().getFirst() : m.rows().stream().filter(r -> r.size() == 1).map(List::getFirst).toList();
    if (place.value().signum() <= 0 || place.value().compareTo(Rational.of(entries.size())) > 0) {
      throw unclear(m, parameter);
    }
    return entries.get(place.value().intValueExact() - 1);
  }

  /** A number, as far as the names in it say. */
  private boolean isPlain(Expr e) {
    return !Trees.any(e, x -> x instanceof Expr.Sym s && (values.containsKey(s) || isVector.test(s)) || x instanceof Expr.Matrix
        || x instanceof Expr.Call c && (c.is("matmul") || c.is("transpose") || c.is("grad") || c.is("softmax") || c.is("ones")) || x instanceof Expr.Apply || x instanceof Expr.Diff
        || x instanceof Expr.Indexed i && i.sub().isEmpty());
  }

  private static UnresolvedException unclear(Expr argument, Expr.Sym parameter) {
    return new UnresolvedException("the function is given by the entries of " + parameter + "; what those of " + argument
        + " are was not understood, write the sum out");
  }

  static Map<Expr.Sym, Expr> by(List<Expr.Sym> parameters, List<Expr> values) {
    var map = new HashMap<Expr.Sym, Expr>();
    for (int i = 0; i < parameters.size(); i++) {
      if (!parameters.get(i).equals(values.get(i))) {
        map.put(parameters.get(i), values.get(i));
      }
    }
    return map;
  }
}
