package org.gradus.notation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/** What the writers have in common: where brackets are needed, where minus signs and fractions go. */
abstract class ExprWriter {

  private enum Level { STATEMENT, RELATION, SUM, PRODUCT, FACTOR, ATOM }

  abstract String name(String name);

  abstract String indexed(Expr.Indexed x);

  abstract String times();

  abstract String fraction(String over, String under);

  /** Whether a fraction needs no brackets around its parts. */
  abstract boolean fractionsAreBars();

  abstract String power(String base, String exponent);

  abstract String exponential(String exponent);

  abstract String root(String body);

  abstract String parens(String body);

  abstract String call(Expr.Call c);

  abstract String applied(Expr.Apply a);

  abstract String cases(Expr.Cases c);

  abstract String relation(String plain);

  abstract String word(String word);

  abstract String constant(Expr.Const c);

  abstract String big(Expr.Big b);

  abstract String diff(Expr.Diff d);

  abstract String limit(Expr.Limit l);

  abstract String integral(Expr.Integral i);

  abstract String at(Expr.At a);

  abstract String matrix(Expr.Matrix m);

  /** The expression without brackets around it. */
  String text(Expr e) {
    return switch (e) {
      case Expr.Num n -> number(n.value());
      case Expr.Const c -> constant(c);
      case Expr.Sym s -> name(s.name());
      case Expr.Indexed x -> indexed(x);
      case Expr.Add a -> sum(a.args());
      case Expr.Mul m -> product(m.args());
      case Expr.Pow p -> power(p);
      case Expr.Call c -> call(c);
      case Expr.Apply a -> applied(a);
      case Expr.Cases c -> cases(c);
      case Expr.Rel r -> at(r.lhs(), Level.SUM) + " " + relation(r.op().plain()) + " " + at(r.rhs(), Level.SUM);
      case Expr.Logic l -> logic(l);
      case Expr.Big b -> big(b);
      case Expr.Diff d -> diff(d);
      case Expr.Limit l -> limit(l);
      case Expr.Integral i -> integral(i);
      case Expr.At a -> at(a);
      case Expr.Matrix m -> matrix(m);
    };
  }

  String list(List<Expr> args) {
    return args.stream().map(this::text).collect(Collectors.joining(", "));
  }

  /** The expression as the base of a power. */
  String atom(Expr e) {
    return at(e, Level.ATOM);
  }

  String at(Expr e, Level needed) {
    return level(e).compareTo(needed) < 0 ? parens(text(e)) : text(e);
  }

  /** Whether fractions are one atom depends on the notation; roots and calls always are factors. */
  private Level level(Expr e) {
    return switch (e) {
      case Expr.Num n -> n.value().signum() < 0 ? Level.SUM : n.value().isInteger() ? Level.ATOM
          : fractionsAreBars() ? Level.FACTOR : Level.PRODUCT;
      case Expr.Const _, Expr.Sym _, Expr.Matrix _ -> Level.ATOM;
      case Expr.Indexed x -> x.sup().isEmpty() ? Level.ATOM : Level.FACTOR;
      case Expr.Add _ -> Level.SUM;
      case Expr.Mul m -> m.args().getFirst() instanceof Expr.Num n && n.value().signum() < 0 ? Level.SUM : Level.PRODUCT;
      case Expr.Pow p -> isReciprocal(p) ? fractionsAreBars() ? Level.FACTOR : Level.PRODUCT : Level.FACTOR;
      case Expr.Call c -> c.is("abs") ? Level.ATOM : Level.FACTOR;
      case Expr.Rel _ -> Level.RELATION;
      case Expr.Logic _ -> Level.STATEMENT;
      case Expr.Big _, Expr.Limit _, Expr.Diff _, Expr.Integral _ -> Level.PRODUCT;
      case Expr.Apply _, Expr.Cases _, Expr.At _ -> Level.FACTOR;
    };
  }

  private static boolean isReciprocal(Expr e) {
    return e instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n && n.value().signum() < 0 && n.value().isInteger()
        && (!(p.base() instanceof Expr.Num) || n.value().equals(Rational.MINUS_ONE));
  }

  String number(Rational r) {
    if (r.isInteger()) {
      return r.num().toString();
    }
    var text = fraction(r.num().abs().toString(), r.den().toString());
    return r.signum() < 0 ? "-" + text : text;
  }

  private String sum(List<Expr> terms) {
    var out = new StringBuilder();
    var all = ordered(terms);
    for (int i = 0; i < all.size(); i++) {
      var term = all.get(i);
      boolean negative = isNegative(term);
      if (reachesInto(term, all.subList(i + 1, all.size()))) {
        out.append(out.isEmpty() ? negative ? "-" : "" : negative ? " - " : " + ").append(at(negative ? Exprs.neg(term) : term, Level.FACTOR));
      } else if (out.isEmpty()) {
        out.append(negative ? text(term) : at(term, Level.PRODUCT));
      } else if (negative) {
        out.append(" - ").append(at(Exprs.neg(term), Level.PRODUCT));
      } else {
        out.append(" + ").append(at(term, Level.PRODUCT));
      }
    }
    return out.toString();
  }

  /** Whether a sum sign at the end of the term would take later terms with its letter under it ({@link SumScope}). */
  private static boolean reachesInto(Expr term, List<Expr> later) {
    var big = term instanceof Expr.Mul m ? m.args().stream().filter(f -> f instanceof Expr.Big).findFirst().orElse(null) : term;
    return big instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM
        && later.stream().anyMatch(t -> Trees.freeSymbols(t).contains(b.index()));
  }

  /** A sum that starts with a plus reads better. */
  private static List<Expr> ordered(List<Expr> terms) {
    var out = new ArrayList<>(terms);
    for (int i = 0; isNegative(out.getFirst()) && i < terms.size(); i++) {
      if (!isNegative(terms.get(i))) {
        out.remove(i);
        out.addFirst(terms.get(i));
      }
    }
    return out;
  }

  private static boolean isNegative(Expr e) {
    var first = e instanceof Expr.Mul m ? m.args().getFirst() : e;
    return first instanceof Expr.Num n && n.value().signum() < 0;
  }

  private String product(List<Expr> args) {
    var coefficient = args.getFirst() instanceof Expr.Num n ? n.value() : Rational.ONE;
    var over = new ArrayList<String>();
    var under = new ArrayList<String>();
    if (!coefficient.num().abs().equals(BigInteger.ONE)) {
      over.add(coefficient.num().abs().toString());
    }
    if (!coefficient.isInteger()) {
      under.add(coefficient.den().toString());
    }
    boolean several = args.stream().filter(ExprWriter::isReciprocal).count() + under.size() > 1;
    for (var arg : args) {
      if (arg instanceof Expr.Num) {
        continue;
      }
      if (isReciprocal(arg) && !several) {
        under.add(denominator((Expr.Pow) arg));
      } else {
        over.add(at(arg, Level.FACTOR)); // one fraction each: a/b/c is not a/(bc) to a parser
      }
    }
    var top = over.isEmpty() ? "1" : over.size() == 1 ? over.getFirst() : String.join(times(), over);
    var text = under.isEmpty() ? top : fraction(top, under.getFirst());
    return coefficient.signum() < 0 ? "-" + text : text;
  }

  private String denominator(Expr.Pow p) {
    var base = Exprs.pow(p.base(), Exprs.neg(p.exponent()));
    return fractionsAreBars() ? text(base) : at(base, Level.FACTOR);
  }

  private String power(Expr.Pow p) {
    if (isReciprocal(p)) {
      return fraction("1", denominator(p));
    }
    if (p.exponent() instanceof Expr.Num n && n.value().equals(Rational.HALF)) {
      return root(text(p.base()));
    }
    if (p.base().equals(Exprs.E)) {
      return exponential(text(p.exponent()));
    }
    return power(atom(p.base()), text(p.exponent()));
  }

  private String logic(Expr.Logic l) {
    if (l.op() == Expr.Logic.Op.NOT) {
      return "not" + parens(text(l.args().getFirst()));
    }
    var word = l.op() == Expr.Logic.Op.AND ? "and" : "or";
    return l.args().stream().map(a -> at(a, Level.RELATION)).collect(Collectors.joining(word(word)));
  }
}
