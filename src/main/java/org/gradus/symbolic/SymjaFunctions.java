package org.gradus.symbolic;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IBuiltInSymbol;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.ISymbol;

/** Which function of the table is which of Symja's. Those not listed go over as their definitions. */
final class SymjaFunctions {

  private static final Map<String, IBuiltInSymbol> UNARY = Map.ofEntries(
      Map.entry("log", S.Log), Map.entry("sin", S.Sin), Map.entry("cos", S.Cos), Map.entry("tan", S.Tan),
      Map.entry("cot", S.Cot), Map.entry("sec", S.Sec), Map.entry("csc", S.Csc), Map.entry("asin", S.ArcSin),
      Map.entry("acos", S.ArcCos), Map.entry("atan", S.ArcTan), Map.entry("sinh", S.Sinh), Map.entry("cosh", S.Cosh),
      Map.entry("tanh", S.Tanh), Map.entry("coth", S.Coth), Map.entry("sech", S.Sech), Map.entry("csch", S.Csch),
      Map.entry("asinh", S.ArcSinh), Map.entry("acosh", S.ArcCosh), Map.entry("atanh", S.ArcTanh),
      Map.entry("sigmoid", S.LogisticSigmoid), Map.entry("abs", S.Abs), Map.entry("sign", S.Sign),
      Map.entry("floor", S.Floor), Map.entry("ceil", S.Ceiling), Map.entry("erf", S.Erf), Map.entry("erfc", S.Erfc),
      Map.entry("erfinv", S.InverseErf), Map.entry("gamma", S.Gamma), Map.entry("loggamma", S.LogGamma),
      Map.entry("Si", S.SinIntegral), Map.entry("Ci", S.CosIntegral), Map.entry("Ei", S.ExpIntegralEi), Map.entry("erfi", S.Erfi),
      Map.entry("fresnels", S.FresnelS), Map.entry("fresnelc", S.FresnelC), Map.entry("lambertw", S.ProductLog),
      Map.entry("airyai", S.AiryAi), Map.entry("airybi", S.AiryBi), Map.entry("airyaiprime", S.AiryAiPrime),
      Map.entry("airybiprime", S.AiryBiPrime));

  private static final Map<String, String> OURS = new HashMap<>();

  static {
    UNARY.forEach((ours, theirs) -> OURS.put(key(theirs.getSymbolName()), ours));
    OURS.put("realabs", "abs");
    OURS.put("realsign", "sign");
  }

  private SymjaFunctions() {}

  /** {@code head} applied to the arguments, not evaluated. */
  static IExpr apply(IExpr head, List<? extends IExpr> args) {
    return F.ast(head, args);
  }

  /** Symja's form of a call, or null if Symja does not have the function. */
  static IExpr toSymja(String name, List<IExpr> args) {
    var head = UNARY.get(name);
    if (head != null && args.size() == 1) {
      return apply(head, args);
    }
    return switch (name) {
      case "exp" -> F.Power(S.E, args.get(0));
      case "root" -> apply(S.Surd, args);
      case "atan2" -> apply(S.ArcTan, List.of(args.get(1), args.get(0))); // Symja takes the abscissa first
      case "digamma" -> apply(S.PolyGamma, List.of(F.C0, args.get(0)));
      case "polygamma" -> apply(S.PolyGamma, args);
      case "besselj" -> apply(S.BesselJ, args);
      case "bessely" -> apply(S.BesselY, args);
      case "besseli" -> apply(S.BesselI, args);
      case "besselk" -> apply(S.BesselK, args);
      case "hzeta" -> apply(S.HurwitzZeta, args);
      default -> null;
    };
  }

  static ISymbol relation(RelOp op) {
    return switch (op) {
      case EQ, APPROX -> S.Equal;
      case NE -> S.Unequal;
      case LT -> S.Less;
      case LE -> S.LessEqual;
      case GT -> S.Greater;
      case GE -> S.GreaterEqual;
    };
  }

  /** Our form of a call by Symja's name, or null if there is none. */
  static Expr toExpr(String name, List<Expr> args) {
    var ours = OURS.get(key(name));
    if (ours != null && args.size() == 1) {
      return Exprs.call(ours, args.get(0));
    }
    return switch (key(name)) {
      case "equal" -> relation(RelOp.EQ, args);
      case "unequal" -> relation(RelOp.NE, args);
      case "less" -> relation(RelOp.LT, args);
      case "lessequal" -> relation(RelOp.LE, args);
      case "greater" -> relation(RelOp.GT, args);
      case "greaterequal" -> relation(RelOp.GE, args);
      case "and" -> Exprs.and(args);
      case "or" -> Exprs.or(args);
      case "not" -> Exprs.not(args.get(0));
      case "surd" -> Exprs.call("root", args.get(0), args.get(1));
      case "arctan" -> args.size() == 2 ? Exprs.call("atan2", args.get(1), args.get(0)) : null;
      case "polygamma" -> args.size() == 2 ? polygamma(args) : null;
      case "besselj", "bessely", "besseli", "besselk" -> args.size() == 2 ? Exprs.call(key(name), args.get(0), args.get(1)) : null;
      case "hurwitzzeta" -> args.size() == 2 ? Exprs.call("hzeta", args.get(0), args.get(1)) : null;
      default -> null;
    };
  }

  /** Whether Symja writes its names in lower case depends on a global setting. */
  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Expr relation(RelOp op, List<Expr> args) {
    return args.size() == 2 ? Exprs.rel(op, args.get(0), args.get(1)) : null;
  }

  private static Expr polygamma(List<Expr> args) {
    return Exprs.isZero(args.get(0)) ? Exprs.call("digamma", args.get(1)) : Exprs.call("polygamma", args.get(0), args.get(1));
  }
}
