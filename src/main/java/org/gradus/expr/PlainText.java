package org.gradus.expr;

import java.math.BigInteger;
import java.util.List;
import java.util.StringJoiner;

/** The canonical plain text of an expression: explicit products, minimal parentheses, readable by the plain-text reader. */
public final class PlainText {

  private static final int OR = 0;
  private static final int AND = 1;
  private static final int RELATION = 2;
  private static final int SUM = 3;
  private static final int PRODUCT = 4;
  private static final int UNARY = 5;
  private static final int POWER = 6;
  private static final int ATOM = 7;

  private PlainText() {}

  public static String of(Expr e) {
    var out = new StringBuilder();
    write(e, OR, out);
    return out.toString();
  }

  private static void write(Expr e, int context, StringBuilder out) {
    int own = level(e);
    if (own < context) {
      out.append('(');
      body(e, out);
      out.append(')');
    } else {
      body(e, out);
    }
  }

  private static int level(Expr e) {
    return switch (e) {
      case Expr.Num n -> n.value().signum() < 0 ? UNARY - 1 : n.value().isInteger() ? ATOM : PRODUCT;
      case Expr.Add _ -> SUM;
      case Expr.Mul m -> PRODUCT;
      case Expr.Pow p -> isReciprocal(p) ? PRODUCT : isSqrt(p) ? ATOM : POWER;
      case Expr.Rel _ -> RELATION;
      case Expr.Logic l -> switch (l.op()) {
        case AND -> AND;
        case OR -> OR;
        case NOT -> ATOM;
      };
      case Expr.Const _, Expr.Sym _, Expr.Indexed _, Expr.Call _, Expr.Apply _, Expr.Cases _, Expr.Big _,
          Expr.Diff _, Expr.Limit _, Expr.Integral _, Expr.At _, Expr.Matrix _ -> ATOM;
    };
  }

  private static boolean isReciprocal(Expr.Pow p) {
    return p.exponent() instanceof Expr.Num n && n.value().signum() < 0 && n.value().isInteger()
        && (!(p.base() instanceof Expr.Num) || n.value().equals(Rational.MINUS_ONE));
  }

  private static boolean isSqrt(Expr.Pow p) {
    return p.exponent() instanceof Expr.Num n && n.value().equals(Rational.HALF);
  }

  private static void body(Expr e, StringBuilder out) {
    switch (e) {
      case Expr.Num n -> out.append(n.value());
      case Expr.Const c -> out.append(c.constant().plain());
      case Expr.Sym s -> out.append(s.name());
      case Expr.Indexed x -> indexed(x, out);
      case Expr.Add s -> sum(s, out);
      case Expr.Mul m -> product(m.args(), out);
      case Expr.Pow p -> power(p, out);
      case Expr.Call c -> call(c.function().name(), c.args(), out);
      case Expr.Apply a -> call(a.name() + "_prime".repeat(a.primes()), a.args(), out);
      case Expr.Cases c -> cases(c, 0, out);
      case Expr.Rel r -> {
        write(r.lhs(), SUM, out);
        out.append(' ').append(r.op().plain()).append(' ');
        write(r.rhs(), SUM, out);
      }
      case Expr.Logic l -> logic(l, out);
      case Expr.Big b -> {
        out.append(b.kind() == Expr.Big.Kind.SUM ? "sum(" : "prod(");
        out.append(b.body()).append(',').append(b.index());
        if (b.lower() != null) {
          out.append(',').append(b.lower());
        }
        if (b.upper() != null) {
          out.append(',').append(b.upper());
        }
        out.append(')');
      }
      case Expr.Diff d -> {
        out.append("D(").append(d.body()).append(',').append(d.by());
        if (d.order() != 1) {
          out.append(',').append(d.order());
        }
        out.append(')');
      }
      case Expr.Limit l -> {
        out.append("limit(").append(l.body()).append(',').append(l.var()).append(',').append(l.to());
        if (l.side() != 0) {
          out.append(l.side() > 0 ? ",+1" : ",-1");
        }
        out.append(')');
      }
      case Expr.Integral i -> {
        out.append("integral(").append(i.body()).append(',').append(i.var());
        if (i.lower() != null) {
          out.append(',').append(i.lower()).append(',').append(i.upper());
        }
        out.append(')');
      }
      case Expr.At a -> out.append("at(").append(a.body()).append(',').append(a.var()).append(',')
          .append(a.value()).append(')');
      case Expr.Matrix m -> {
        var rows = new StringJoiner(",", "[", "]");
        for (var row : m.rows()) {
          var cells = new StringJoiner(",", "[", "]");
          row.forEach(c -> cells.add(of(c)));
          rows.add(cells.toString());
        }
        out.append(rows);
      }
    }
  }

  private static void indexed(Expr.Indexed x, StringBuilder out) {
    out.append(x.base());
    if (!x.sub().isEmpty()) {
      out.append('[');
      commaSeparated(x.sub(), out);
      out.append(']');
    }
    for (var s : x.sup()) {
      out.append("__");
      boolean simple = s instanceof Expr.Sym || s instanceof Expr.Num n && n.value().isInteger() && n.value().signum() >= 0;
      out.append(simple ? s.toString() : "(" + s + ")");
    }
  }

  private static void commaSeparated(List<Expr> args, StringBuilder out) {
    for (int i = 0; i < args.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      out.append(args.get(i));
    }
  }

  private static void call(String name, List<Expr> args, StringBuilder out) {
    out.append(name).append('(');
    commaSeparated(args, out);
    out.append(')');
  }

  private static void sum(Expr.Add s, StringBuilder out) {
    // A leading number reads better at the end unless it is all there is before a negative term.
    boolean first = true;
    for (var term : s.args()) {
      boolean negative = negative(term);
      if (first) {
        write(term, negative ? 0 : SUM, out);
      } else if (negative) {
        out.append('-');
        write(Exprs.neg(term), PRODUCT, out);
      } else {
        out.append('+');
        write(term, PRODUCT, out);
      }
      first = false;
    }
  }

  private static boolean negative(Expr e) {
    return e instanceof Expr.Num n && n.value().signum() < 0
        || e instanceof Expr.Mul m && m.args().get(0) instanceof Expr.Num k && k.value().signum() < 0;
  }

  private static void product(List<Expr> args, StringBuilder out) {
    int start = 0;
    var coefficient = Rational.ONE;
    if (args.get(0) instanceof Expr.Num n) {
      coefficient = n.value();
      start = 1;
    }
    if (coefficient.signum() < 0) {
      out.append('-');
      coefficient = coefficient.negate();
    }
    var over = new StringBuilder();
    var under = new StringBuilder();
    if (!coefficient.num().equals(BigInteger.ONE)) {
      over.append(coefficient.num());
    }
    if (!coefficient.isInteger()) {
      under.append('/').append(coefficient.den());
    }
    for (var arg : args.subList(start, args.size())) {
      if (arg instanceof Expr.Pow p && isReciprocal(p)) {
        under.append('/');
        write(Exprs.pow(p.base(), Exprs.neg(p.exponent())), UNARY, under);
      } else {
        over.append(over.isEmpty() ? "" : "*");
        write(arg, UNARY, over);
      }
    }
    out.append(over.isEmpty() ? "1" : over).append(under);
  }

  private static void power(Expr.Pow p, StringBuilder out) {
    if (isReciprocal(p)) {
      out.append("1/");
      write(Exprs.pow(p.base(), Exprs.num(((Expr.Num) p.exponent()).value().negate())), UNARY, out);
    } else if (isSqrt(p)) {
      out.append("sqrt(").append(p.base()).append(')');
    } else {
      write(p.base(), ATOM, out);
      out.append('^');
      write(p.exponent(), POWER, out);
    }
  }

  private static void cases(Expr.Cases c, int from, StringBuilder out) {
    if (from == c.conditions().size()) {
      out.append(c.otherwise());
      return;
    }
    out.append("ite(").append(c.conditions().get(from)).append(',').append(c.values().get(from));
    if (from + 1 < c.conditions().size() || c.otherwise() != null) {
      out.append(',');
      cases(c, from + 1, out);
    }
    out.append(')');
  }

  private static void logic(Expr.Logic l, StringBuilder out) {
    switch (l.op()) {
      case NOT -> out.append("not(").append(l.args().get(0)).append(')');
      case AND, OR -> {
        var word = l.op() == Expr.Logic.Op.AND ? " and " : " or ";
        for (int i = 0; i < l.args().size(); i++) {
          if (i > 0) {
            out.append(word);
          }
          write(l.args().get(i), l.op() == Expr.Logic.Op.AND ? RELATION : AND, out);
        }
      }
    }
  }
}
