package org.gradus.symbolic;

import static org.gradus.expr.Exprs.add;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.pow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.IFraction;
import org.matheclipse.core.interfaces.IInteger;
import org.matheclipse.core.interfaces.ISymbol;

/**
 * Expressions as Symja sees them, and back. One object serves one question: it remembers which Symja symbol stands for
 * which variable, component or function, so that no name of ours can meet a name of Symja.
 *
 * <p>A function that Symja has keeps its name; every other one goes as its definition. The result is for Symja only:
 * the numeric field operations of Symja's classes are incomplete under the Hipparchus used here, so an
 * {@link IExpr} never goes to an algorithm of Hipparchus.
 */
final class SymjaForm {

  /** How functions go over: by name where Symja has them, or by their definitions down to exponentials. */
  enum Style { NAMED, EXPANDED }

  /** Sums and products over more values than this are not written out. */
  private static final int MAX_RANGE = 64;

  private final Style style;
  private final Map<Expr, ISymbol> symbols = new HashMap<>();
  private final Map<String, Expr> back = new HashMap<>();
  private final Map<String, String> functionNames = new HashMap<>();

  private final boolean openNames;

  SymjaForm(Style style) {
    this(style, false);
  }

  /** With {@code openNames}, a symbol that did not come from here is a variable of that name: for parsing. */
  SymjaForm(Style style, boolean openNames) {
    this.style = style;
    this.openNames = openNames;
  }

  /** The Symja form. Throws {@link Unsupported} for what must not go to Symja. */
  IExpr toSymja(Expr e) {
    return switch (e) {
      case Expr.Num n -> number(n.value());
      case Expr.Const c -> switch (c.constant()) {
        case PI -> S.Pi;
        case E -> S.E;
        case INFINITY -> F.CInfinity;
      };
      case Expr.Sym _ -> symbol(e);
      case Expr.Indexed _ -> symbol(e);
      case Expr.Add a -> all(S.Plus, a.args());
      case Expr.Mul m -> all(S.Times, m.args());
      case Expr.Pow p -> F.Power(toSymja(p.base()), toSymja(p.exponent()));
      case Expr.Call c -> call(c);
      case Expr.Apply a -> applied(a);
      case Expr.Cases c -> piecewise(c);
      case Expr.Rel r -> SymjaFunctions.apply(SymjaFunctions.relation(r.op()), List.of(toSymja(r.lhs()), toSymja(r.rhs())));
      case Expr.Logic l -> all(switch (l.op()) {
        case AND -> S.And;
        case OR -> S.Or;
        case NOT -> S.Not;
      }, l.args());
      case Expr.Big b -> written(b);
      case Expr.Diff _, Expr.Limit _, Expr.Integral _, Expr.At _ ->
          throw new Unsupported("a derivative, limit or integral inside an expression");
      case Expr.Matrix _ -> throw new Unsupported("matrices");
    };
  }

  /** The symbol that stands for a variable, a component or any other expression taken as a whole. */
  ISymbol symbol(Expr e) {
    return symbols.computeIfAbsent(e, x -> {
      var name = "gv" + back.size() + "x";
      back.put(name, x);
      return F.Dummy(name);
    });
  }

  private static IExpr number(Rational r) {
    return r.isInteger() ? F.ZZ(r.num()) : F.fraction(r.num(), r.den());
  }

  private IExpr all(ISymbol head, List<Expr> args) {
    return SymjaFunctions.apply(head, args.stream().map(this::toSymja).toList());
  }

  private IExpr call(Expr.Call c) {
    var f = c.function();
    if (!f.scalar()) {
      throw new Unsupported("the function " + f.name());
    }
    if (style == Style.EXPANDED && f.isDefined()) {
      return toSymja(f.expand(c.args()));
    }
    var args = c.args().stream().map(this::toSymja).toList();
    var theirs = SymjaFunctions.toSymja(f.name(), args);
    if (theirs != null) {
      return theirs;
    }
    if (f.isDefined()) {
      return toSymja(f.expand(c.args()));
    }
    throw new Unsupported("the function " + f.name());
  }

  private IExpr applied(Expr.Apply a) {
    var name = "gf" + Integer.toHexString(a.name().hashCode()) + "x" + a.name().replaceAll("[^A-Za-z0-9]", "");
    functionNames.put(name, a.name());
    IExpr head = F.Dummy(name);
    if (a.primes() > 0) {
      head = F.unaryAST1(F.unaryAST1(S.Derivative, F.ZZ(a.primes())), head);
    }
    return SymjaFunctions.apply(head, a.args().stream().map(this::toSymja).toList());
  }

  private IExpr piecewise(Expr.Cases c) {
    var rows = new ArrayList<IExpr>();
    for (int i = 0; i < c.conditions().size(); i++) {
      rows.add(F.list(toSymja(c.values().get(i)), toSymja(c.conditions().get(i))));
    }
    return F.Piecewise(SymjaFunctions.apply(S.List, rows), c.otherwise() == null ? S.Indeterminate : toSymja(c.otherwise()));
  }

  /** A sum over a known range, written out: Symja differentiates sums with symbolic bounds wrongly. */
  private IExpr written(Expr.Big b) {
    if (!(b.lower() instanceof Expr.Num lo) || !(b.upper() instanceof Expr.Num hi)
        || !lo.value().isInteger() || !hi.value().isInteger()
        || !hi.value().minus(lo.value()).isIntegerWithin(MAX_RANGE)) {
      throw new Unsupported("a sum or product over a symbolic range");
    }
    var parts = new ArrayList<IExpr>();
    for (var i = lo.value(); i.compareTo(hi.value()) <= 0; i = i.plus(Rational.ONE)) {
      parts.add(toSymja(Rewrites.substitute(b.body(), b.index(), num(i))));
    }
    var sum = b.kind() == Expr.Big.Kind.SUM;
    return parts.isEmpty() ? F.ZZ(sum ? 0 : 1) : SymjaFunctions.apply(sum ? S.Plus : S.Times, parts);
  }

  /** Our form of what Symja says. Throws {@link Unsupported} for what has no meaning over the reals. */
  Expr toExpr(IExpr e) {
    if (e instanceof IInteger i) {
      return num(Rational.of(i.toBigNumerator()));
    }
    if (e instanceof IFraction f) {
      return num(Rational.of(f.toBigNumerator(), f.toBigDenominator()));
    }
    if (e instanceof ISymbol s) {
      return fromSymbol(s);
    }
    if (e instanceof IAST ast) {
      return fromAst(ast);
    }
    throw new Unsupported("Symja answered " + e);
  }

  private Expr fromSymbol(ISymbol s) {
    var ours = back.get(s.getSymbolName());
    if (ours != null) {
      return ours;
    }
    if (s.equals(S.Pi)) {
      return Exprs.PI;
    }
    if (s.equals(S.E)) {
      return Exprs.E;
    }
    if (openNames && !s.isBuiltInSymbol()) {
      return Exprs.sym(s.getSymbolName());
    }
    throw new Unsupported("Symja answered " + s);
  }

  private Expr fromAst(IAST ast) {
    if (ast.equals(F.CInfinity)) {
      return Exprs.INFINITY;
    }
    if (ast.equals(F.CNInfinity)) {
      return Exprs.neg(Exprs.INFINITY);
    }
    var head = ast.head();
    if (head.equals(S.Piecewise)) {
      return fromPiecewise(ast);
    }
    if (head instanceof IAST derivative) {
      return fromDerivative(derivative, ast);
    }
    var args = new ArrayList<Expr>();
    for (int i = 1; i < ast.size(); i++) {
      args.add(toExpr(ast.get(i)));
    }
    if (head.equals(S.Plus)) {
      return add(args);
    }
    if (head.equals(S.Times)) {
      return mul(args);
    }
    if (head.equals(S.Power)) {
      return args.get(0).equals(Exprs.E) ? Exprs.exp(args.get(1)) : pow(args.get(0), args.get(1));
    }
    if (head instanceof ISymbol s) {
      var name = functionNames.get(s.getSymbolName());
      var result = name != null ? Exprs.apply(name, 0, args) : SymjaFunctions.toExpr(s.getSymbolName(), args);
      if (result != null) {
        return result;
      }
    }
    throw new Unsupported("Symja answered with " + head);
  }

  private Expr fromPiecewise(IAST ast) {
    var conditions = new ArrayList<Expr>();
    var values = new ArrayList<Expr>();
    var rows = (IAST) ast.arg1();
    for (int i = 1; i < rows.size(); i++) {
      var row = (IAST) rows.get(i);
      values.add(toExpr(row.arg1()));
      conditions.add(toExpr(row.arg2()));
    }
    Expr otherwise = Exprs.ZERO; // Symja's own default
    if (ast.size() > 2) {
      otherwise = ast.arg2().isIndeterminate() ? null : toExpr(ast.arg2());
    }
    return Exprs.cases(conditions, values, otherwise);
  }

  /** {@code Derivative(n)[f][x]}, which Symja answers where it does not know the derivative of f. */
  private Expr fromDerivative(IAST derivative, IAST applied) {
    if (derivative.head() instanceof IAST inner && inner.head().equals(S.Derivative) && inner.size() == 2
        && inner.arg1() instanceof IInteger order && derivative.size() == 2 && applied.size() == 2
        && derivative.arg1() instanceof ISymbol f) {
      var arg = toExpr(applied.arg1());
      int n = order.toInt();
      var ours = functionNames.get(f.getSymbolName());
      if (ours != null) {
        return Exprs.apply(ours, n, List.of(arg));
      }
      if (n == 1 && f.equals(S.Abs)) {
        return Exprs.call("sign", arg);
      }
      if (f.equals(S.Sign) || f.equals(S.Floor) || f.equals(S.Abs)) {
        return Exprs.ZERO; // where it exists
      }
    }
    throw new Unsupported("a formal derivative that Symja left");
  }

  /** An expression that Symja is not asked about, or an answer of it that has no meaning here. */
  static final class Unsupported extends RuntimeException {
    Unsupported(String message) {
      super(message, null, false, false);
    }
  }
}
