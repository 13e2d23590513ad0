package org.gradus.claim;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.notation.Numbers;
import org.gradus.notation.Term;

/**
 * Keeps decimals apart while a formula is read: each becomes a symbol of its own, which later stands for the exact
 * number or for all numbers that round to it.
 */
final class Decimals {

  /** A decimal as written. */
  record Decimal(String symbol, String text) {
    Rational value() {
      return Rational.of(new BigDecimal(text));
    }

    Rational halfUnit() {
      int scale = new BigDecimal(text).scale();
      return Rational.of(BigDecimal.ONE.movePointLeft(scale)).times(Rational.HALF);
    }
  }

  private final Map<String, Decimal> found = new HashMap<>();

  /** A number as written, without the spaces that TeX does not see, and with a point for the comma in braces. */
  static String unspaced(String latex) {
    return ofHundred(latex.replaceAll("(?<=\\d) (?=[\\d.])|(?<=\\.) (?=\\d)", "")
        .replaceFirst("^([-+\u2212]?\\s*\\d+)\\{,}(\\d+)(?=$|\\s*\\\\)", "$1.$2"));
  }

  private static final Sought PERCENT = Sought.of("^(\\s*[-+\u2212]?\\s*)(\\d*\\.?\\d+)(?:\\s|~|\\\\[,;: ])*\\\\%\\s*$");

  /** A number of per cent that stands alone, as the decimal it is. */
  private static String ofHundred(String number) {
    var m = PERCENT.matcher(number);
    return m.matches() ? m.group(1) + Numbers.hundredth(m.group(2)) : number;
  }

  static boolean isDecimal(String number) {
    return number.indexOf('.') >= 0 || number.indexOf('e') >= 0 || number.indexOf('E') >= 0;
  }

  /** The term with symbols for its decimals. */
  Term separate(Term t) {
    return switch (t) {
      case null -> null;
      case Term.Number n when isDecimal(n.text()) && n.text().length() < 60 -> {
        var symbol = "decimal" + found.size() + "_";
        found.put(symbol, new Decimal(symbol, n.text()));
        yield new Term.Name(symbol, n.span());
      }
      case Term.Number n -> n;
      case Term.Name n -> n;
      case Term.Dots d -> d;
      case Term.Scripted s -> new Term.Scripted(separate(s.base()), s.sub(), separate(s.sup()), s.primes(), s.span());
      case Term.Group g -> new Term.Group(g.fence(), separate(g.body()), g.span());
      case Term.Sequence s -> new Term.Sequence(all(s.items()), s.span());
      case Term.Sum s -> new Term.Sum(all(s.terms()), s.minus(), s.span());
      case Term.Negative n -> new Term.Negative(separate(n.body()), n.span());
      case Term.Product p -> new Term.Product(all(p.factors()), p.signs(), p.span());
      case Term.Fraction f -> new Term.Fraction(separate(f.over()), separate(f.under()), f.span());
      case Term.Root r -> new Term.Root(r.degree(), separate(r.body()), r.span());
      case Term.Factorial f -> f;
      case Term.Call c -> new Term.Call(c.head(), all(c.args()), c.bracketed(), c.span());
      case Term.Derivative d -> new Term.Derivative(separate(d.body()), d.by(), d.order(), d.gradient(), d.span());
      case Term.Evaluated e -> new Term.Evaluated(separate(e.body()), separate(e.point()), e.span());
      case Term.Big b -> new Term.Big(b.product(), b.under(), b.over(), separate(b.body()), b.span());
      case Term.Limit l -> new Term.Limit(l.variable(), separate(l.to()), l.side(), separate(l.body()), l.span());
      case Term.Integral i -> new Term.Integral(separate(i.body()), i.variable(), separate(i.lower()), separate(i.upper()), i.span());
      case Term.Cases c -> new Term.Cases(all(c.values()), all(c.conditions()), c.span());
      case Term.Matrix m -> new Term.Matrix(m.rows().stream().map(this::all).toList(), m.span());
      case Term.Chain c -> new Term.Chain(all(c.members()), c.relations(), c.span());
      case Term.Joined j -> new Term.Joined(j.or(), all(j.parts()), j.span());
      case Term.Ambiguous a -> a;
    };
  }

  private List<Term> all(List<Term> terms) {
    var all = new ArrayList<Term>(terms.size());
    for (var t : terms) {
      all.add(separate(t));
    }
    return all;
  }

  /** The decimal that a symbol stands for, or null. */
  Decimal of(Expr symbol) {
    return symbol instanceof Expr.Sym s ? found.get(s.name()) : null;
  }

  /** The decimals in an expression. */
  List<Decimal> in(Expr e) {
    return found.isEmpty() ? List.of()
        : Trees.freeSymbols(e).stream().map(s -> found.get(s.name())).filter(d -> d != null).toList();
  }

  /** The expression with the exact numbers. */
  Expr exact(Expr e) {
    var by = new HashMap<Expr, Expr>();
    in(e).forEach(d -> by.put(Exprs.sym(d.symbol()), Exprs.num(d.value())));
    return Trees.substitute(e, by);
  }
}
