package org.gradus.notation;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;

/**
 * Densities and probabilities with a bar: {@code p(x | z)} of a p that the document does not define is another function than
 * {@code p(x, z)}. Its name ends with the number of the arguments before the bar, {@code p|1}.
 */
public final class Conditional {

  private static final char BAR = '|';

  private Conditional() {}

  /** The head of such a call. */
  static Term head(Term head, int before) {
    return switch (head) {
      case Term.Scripted s when s.base() instanceof Term.Name n -> new Term.Scripted(named(n, before), s.sub(), s.sup(), s.primes(), s.span());
      case Term.Name n -> named(n, before);
      default -> head;
    };
  }

  private static Term.Name named(Term.Name n, int before) {
    return new Term.Name(n.text() + BAR + before, n.span());
  }

  /** What the bar adds to a name; empty for a name without it. */
  static String mark(String name) {
    return isMarked(name) ? name.substring(name.indexOf(BAR)) : "";
  }

  public static boolean isMarked(String name) {
    return name.indexOf(BAR) > 0;
  }

  /** The name without the mark. */
  public static String plain(String name) {
    return isMarked(name) ? name.substring(0, name.indexOf(BAR)) : name;
  }

  private static int before(Expr.Apply a) {
    return Integer.parseInt(a.name().substring(a.name().indexOf(BAR) + 1));
  }

  /** p(A | B) = p(A, B)/p(B), the arguments in any order: their names say what they are. */
  public static Expr quotient(Expr.Apply a) {
    var name = plain(a.name());
    return Exprs.div(joint(name, a.args()), joint(name, a.args().subList(before(a), a.args().size())));
  }

  /** The joint density of what the arguments name. */
  public static Expr joint(String name, List<Expr> arguments) {
    return Exprs.apply(name, 0, arguments.stream().sorted(Comparator.comparing(Expr::toString)).toList());
  }

  /** The arguments as text, with the bar where it stood. */
  static String list(Expr.Apply a, Function<List<Expr>, String> list, String bar) {
    return isMarked(a.name()) ? list.apply(a.args().subList(0, before(a))) + bar + list.apply(a.args().subList(before(a), a.args().size()))
        : list.apply(a.args());
  }
}
