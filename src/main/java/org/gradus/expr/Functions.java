package org.gradus.expr;

import static org.gradus.expr.Exprs.HALF;
import static org.gradus.expr.Exprs.MINUS_ONE;
import static org.gradus.expr.Exprs.ONE;
import static org.gradus.expr.Exprs.PI;
import static org.gradus.expr.Exprs.TWO;
import static org.gradus.expr.Exprs.ZERO;
import static org.gradus.expr.Exprs.add;
import static org.gradus.expr.Exprs.call;
import static org.gradus.expr.Exprs.cases;
import static org.gradus.expr.Exprs.div;
import static org.gradus.expr.Exprs.exp;
import static org.gradus.expr.Exprs.ite;
import static org.gradus.expr.Exprs.log;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.neg;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.pow;
import static org.gradus.expr.Exprs.rel;
import static org.gradus.expr.Exprs.sqrt;
import static org.gradus.expr.Exprs.sub;
import static org.gradus.expr.RelOp.EQ;
import static org.gradus.expr.RelOp.GE;
import static org.gradus.expr.RelOp.GT;
import static org.gradus.expr.RelOp.LE;
import static org.gradus.expr.RelOp.LT;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The function table. A primitive is known to every layer (evaluation, intervals, kernel, Symja); everything else
 * is defined by simpler functions here and works everywhere by that.
 */
public final class Functions {

  private static final Map<String, Function> TABLE = new LinkedHashMap<>();
  private static final Map<String, String> ALIASES = new LinkedHashMap<>();
  /** By names and aliases; a name goes before an alias. */
  private static final Map<String, Function> BY_NAME = new HashMap<>();

  private Functions() {}

  /** The function of that plain name or alias, or null. */
  public static Function byName(String name) {
    Holder.ensureFilled();
    return BY_NAME.get(name);
  }

  public static Collection<Function> all() {
    Holder.ensureFilled();
    return TABLE.values();
  }

  /** Alias → plain name. */
  public static Map<String, String> aliases() {
    Holder.ensureFilled();
    return ALIASES;
  }

  private static final class Holder {
    static final boolean FILLED = fill();

    static void ensureFilled() {
      if (!FILLED) {
        throw new IllegalStateException();
      }
    }
  }

  private static Function.Builder f(String name) {
    return Function.named(name);
  }

  private static void put(Function.Builder b, String... aliases) {
    var f = b.build();
    TABLE.put(f.name(), f);
    BY_NAME.put(f.name(), f);
    for (var alias : aliases) {
      ALIASES.put(alias, f.name());
      BY_NAME.putIfAbsent(alias, f);
    }
  }

  private static Expr one(RelOp op, Expr a, long b) {
    return rel(op, a, num(b));
  }

  private static Expr sq(Expr e) {
    return pow(e, TWO);
  }

  private static boolean fill() {
    elementary();
    trigonometric();
    hyperbolic();
    piecewise();
    activations();
    special();
    integrals();
    bessel();
    matrix();
    return true;
  }

  private static void elementary() {
    put(f("exp").latex("\\exp").slope(x -> call("exp", x)).atLeast(0, false));
    put(f("log").latex("\\log").slope(x -> pow(x, MINUS_ONE)).domain(a -> List.of(one(GT, a.get(0), 0))), "ln");
    put(f("logb").arity(2, 2).isOf(a -> div(log(a.get(1)), log(a.get(0)))));
    put(f("log2").is(x -> div(log(x), log(TWO))));
    put(f("log10").is(x -> div(log(x), log(num(10)))), "lg");
    put(f("log1p").is(x -> log(add(ONE, x))));
    put(f("expm1").is(x -> sub(exp(x), ONE)));
    put(f("exp2").is(x -> pow(TWO, x)));
    put(f("exp10").is(x -> pow(num(10), x)));
    put(f("cbrt").is(x -> call("root", x, num(3))).odd());
    // The real root: for odd n defined on all reals.
    put(f("root").arity(2, 2).partials((a, i) -> i != 0 ? null
        : div(call("root", a.get(0), a.get(1)), mul(a.get(1), a.get(0)))));
    put(f("hypot").arity(2, 2).isOf(a -> sqrt(add(sq(a.get(0)), sq(a.get(1))))));
  }

  private static void trigonometric() {
    put(f("sin").latex("\\sin").slope(x -> call("cos", x)).odd().between(-1, true, 1, true));
    put(f("cos").latex("\\cos").slope(x -> neg(call("sin", x))).even().between(-1, true, 1, true));
    put(f("tan").latex("\\tan").is(x -> div(call("sin", x), call("cos", x)))
        .slope(x -> add(ONE, sq(call("tan", x)))).odd(), "tg");
    put(f("cot").latex("\\cot").is(x -> div(call("cos", x), call("sin", x)))
        .slope(x -> neg(add(ONE, sq(call("cot", x))))).odd());
    put(f("sec").latex("\\sec").is(x -> pow(call("cos", x), MINUS_ONE))
        .slope(x -> mul(call("sec", x), call("tan", x))).even());
    put(f("csc").latex("\\csc").is(x -> pow(call("sin", x), MINUS_ONE))
        .slope(x -> neg(mul(call("csc", x), call("cot", x)))).odd(), "cosec");
    put(f("asin").latex("\\arcsin").odd().slope(x -> pow(sub(ONE, sq(x)), num(Rational.of(-1, 2))))
        .domain(a -> List.of(one(GE, a.get(0), -1), one(LE, a.get(0), 1))), "arcsin");
    put(f("acos").latex("\\arccos").slope(x -> neg(pow(sub(ONE, sq(x)), num(Rational.of(-1, 2)))))
        .domain(a -> List.of(one(GE, a.get(0), -1), one(LE, a.get(0), 1))), "arccos");
    put(f("atan").latex("\\arctan").odd().slope(x -> pow(add(ONE, sq(x)), MINUS_ONE)).between(-2, false, 2, false),
        "arctan", "arctg");
    put(f("acot").is(x -> call("atan", pow(x, MINUS_ONE))).odd(), "arccot");
    put(f("asec").is(x -> call("acos", pow(x, MINUS_ONE))), "arcsec");
    put(f("acsc").is(x -> call("asin", pow(x, MINUS_ONE))).odd(), "arccsc");
    put(f("atan2").arity(2, 2).partials((a, i) -> {
      var r2 = add(sq(a.get(0)), sq(a.get(1)));
      return i == 0 ? div(a.get(1), r2) : div(neg(a.get(0)), r2);
    }));
    put(f("sinc").is(x -> cases(List.of(one(EQ, x, 0)), List.of(ONE), div(call("sin", x), x))).even());
    put(f("sind").is(x -> call("sin", div(mul(PI, x), num(180)))));
    put(f("cosd").is(x -> call("cos", div(mul(PI, x), num(180)))));
  }

  private static void hyperbolic() {
    put(f("sinh").latex("\\sinh").is(x -> mul(HALF, sub(exp(x), exp(neg(x))))).slope(x -> call("cosh", x)).odd());
    put(f("cosh").latex("\\cosh").is(x -> mul(HALF, add(exp(x), exp(neg(x))))).slope(x -> call("sinh", x)).even()
        .atLeast(1, true));
    put(f("tanh").latex("\\tanh").is(x -> sub(ONE, div(TWO, add(exp(mul(TWO, x)), ONE))))
        .slope(x -> sub(ONE, sq(call("tanh", x)))).odd().between(-1, false, 1, false), "th");
    put(f("coth").latex("\\coth").is(x -> div(call("cosh", x), call("sinh", x)))
        .slope(x -> neg(sq(call("csch", x)))).odd());
    put(f("sech").is(x -> pow(call("cosh", x), MINUS_ONE))
        .slope(x -> neg(mul(call("sech", x), call("tanh", x)))).even().between(0, false, 1, true));
    put(f("csch").is(x -> pow(call("sinh", x), MINUS_ONE))
        .slope(x -> neg(mul(call("csch", x), call("coth", x)))).odd());
    put(f("asinh").is(x -> log(add(x, sqrt(add(sq(x), ONE))))).slope(x -> pow(add(ONE, sq(x)), num(Rational.of(-1, 2))))
        .odd(), "arcsinh", "arsinh");
    put(f("acosh").is(x -> log(add(x, mul(sqrt(sub(x, ONE)), sqrt(add(x, ONE)))))), "arccosh", "arcosh");
    put(f("atanh").is(x -> mul(HALF, sub(log(add(ONE, x)), log(sub(ONE, x)))))
        .slope(x -> pow(sub(ONE, sq(x)), MINUS_ONE))
        .domain(a -> List.of(one(GT, a.get(0), -1), one(LT, a.get(0), 1))).odd(), "arctanh", "artanh");
    put(f("acoth").is(x -> call("atanh", pow(x, MINUS_ONE))).odd(), "arccoth");
    put(f("asech").is(x -> call("acosh", pow(x, MINUS_ONE))), "arcsech");
    put(f("acsch").is(x -> call("asinh", pow(x, MINUS_ONE))).odd(), "arccsch");
  }

  private static void piecewise() {
    // |x|, sign and floor are primitives: their derivatives hold where the functions are differentiable.
    put(f("abs").slope(x -> call("sign", x)).even().atLeast(0, true));
    put(f("sign").slope(_ -> ZERO).odd().between(-1, true, 1, true), "sgn", "signum");
    put(f("floor").slope(_ -> ZERO));
    put(f("ceil").is(x -> neg(call("floor", neg(x)))).slope(_ -> ZERO));
    put(f("step").is(x -> ite(one(GE, x, 0), ONE, ZERO)).slope(_ -> ZERO).between(0, true, 1, true), "heaviside");
    put(f("indicator").is(c -> ite(c, ONE, ZERO)));
    put(f("max").latex("\\max").arity(1, 64).isOf(a -> fold(a, GE)));
    put(f("min").latex("\\min").arity(1, 64).isOf(a -> fold(a, LE)));
    put(f("clip").arity(3, 3).isOf(a -> call("min", call("max", a.get(0), a.get(1)), a.get(2))), "clamp");
    put(f("frac").is(x -> sub(x, call("floor", x))).between(0, true, 1, false));
    put(f("mod").arity(2, 2).isOf(a -> sub(a.get(0), mul(a.get(1), call("floor", div(a.get(0), a.get(1)))))));
  }

  private static Expr fold(List<Expr> args, RelOp keepFirst) {
    var result = args.get(0);
    for (var next : args.subList(1, args.size())) {
      result = ite(rel(keepFirst, result, next), result, next);
    }
    return result;
  }

  private static void activations() {
    put(f("sigmoid").latex("\\sigma").is(x -> pow(add(ONE, exp(neg(x))), MINUS_ONE))
        .slope(x -> mul(call("sigmoid", x), sub(ONE, call("sigmoid", x)))).between(0, false, 1, false),
        "logistic", "expit", "sigm");
    put(f("logsigmoid").is(x -> neg(log(add(ONE, exp(neg(x)))))).slope(x -> call("sigmoid", neg(x))));
    put(f("logit").is(x -> log(div(x, sub(ONE, x)))).slope(x -> pow(mul(x, sub(ONE, x)), MINUS_ONE)));
    put(f("softplus").is(x -> log(add(ONE, exp(x)))).slope(x -> call("sigmoid", x)).atLeast(0, false));
    put(f("relu").is(x -> ite(one(GT, x, 0), x, ZERO)).slope(x -> ite(one(GT, x, 0), ONE, ZERO)).atLeast(0, true));
    put(f("relu6").is(x -> call("min", call("max", ZERO, x), num(6))));
    put(f("leakyrelu").arity(1, 2).isOf(a -> ite(one(GT, a.get(0), 0), a.get(0),
        mul(a.size() > 1 ? a.get(1) : num(Rational.of(1, 100)), a.get(0)))), "lrelu", "prelu", "arelu");
    put(f("elu").arity(1, 2).isOf(a -> ite(one(GT, a.get(0), 0), a.get(0),
        mul(a.size() > 1 ? a.get(1) : ONE, sub(exp(a.get(0)), ONE)))));
    put(f("silu").is(x -> mul(x, call("sigmoid", x))), "swish");
    put(f("gelu").is(x -> mul(x, call("Phi", x))));
    put(f("gelutanh").is(x -> mul(HALF, x, add(ONE, call("tanh",
        mul(sqrt(div(TWO, PI)), add(x, mul(num(Rational.of(44715, 1000000)), pow(x, num(3))))))))));
    put(f("mish").is(x -> mul(x, call("tanh", call("softplus", x)))));
    put(f("softsign").is(x -> div(x, add(ONE, call("abs", x)))).odd().between(-1, false, 1, false));
    put(f("hardsigmoid").is(x -> call("clip", add(div(x, num(6)), HALF), ZERO, ONE)));
    put(f("hardtanh").is(x -> call("clip", x, MINUS_ONE, ONE)));
    put(f("hardswish").is(x -> mul(x, call("hardsigmoid", x))));
    put(f("tanhshrink").is(x -> sub(x, call("tanh", x))));
  }

  private static void special() {
    put(f("erf").odd().slope(x -> mul(TWO, pow(PI, num(Rational.of(-1, 2))), exp(neg(sq(x)))))
        .between(-1, false, 1, false));
    put(f("erfc").is(x -> sub(ONE, call("erf", x))));
    put(f("erfcx").is(x -> mul(exp(sq(x)), sub(ONE, call("erf", x))))
        .slope(x -> sub(mul(TWO, x, call("erfcx", x)), mul(TWO, pow(PI, num(Rational.of(-1, 2)))))));
    put(f("erfinv").odd().slope(x -> mul(HALF, sqrt(PI), exp(sq(call("erfinv", x)))))
        .domain(a -> List.of(one(GT, a.get(0), -1), one(LT, a.get(0), 1))), "inverf");
    // The quantile of the standard normal distribution.
    put(f("probit").is(x -> mul(sqrt(TWO), call("erfinv", sub(mul(TWO, x), ONE))))
        .slope(x -> mul(sqrt(mul(TWO, PI)), exp(mul(HALF, sq(call("probit", x)))))), "ndtri", "norminv");
    put(f("phi").latex("\\phi").is(x -> mul(pow(mul(TWO, PI), num(Rational.of(-1, 2))), exp(mul(num(Rational.of(-1, 2)), sq(x)))))
        .slope(x -> neg(mul(x, call("phi", x)))).even(), "normpdf");
    put(f("Phi").latex("\\Phi").is(x -> mul(HALF, add(ONE, call("erf", mul(x, pow(TWO, num(Rational.of(-1, 2))))))))
        .slope(x -> call("phi", x)).between(0, false, 1, false), "normcdf");
    put(f("gamma").latex("\\Gamma").slope(x -> mul(call("gamma", x), call("digamma", x)))
        .domain(Functions::notPole));
    put(f("loggamma").slope(x -> call("digamma", x)).domain(a -> List.of(one(GT, a.get(0), 0))), "lgamma", "gammaln");
    put(f("digamma").latex("\\psi").slope(x -> call("polygamma", ONE, x)).domain(Functions::notPole), "psi");
    put(f("trigamma").is(x -> call("polygamma", ONE, x)));
    put(f("polygamma").arity(2, 2).partials((a, i) -> i == 0 ? null
        : call("polygamma", add(a.get(0), ONE), a.get(1))));
    put(f("factorial").is(x -> call("gamma", add(x, ONE))));
    put(f("binomial").latex("\\binom").arity(2, 2).isOf(a -> div(call("gamma", add(a.get(0), ONE)),
        mul(call("gamma", add(a.get(1), ONE)), call("gamma", add(sub(a.get(0), a.get(1)), ONE))))));
    put(f("beta").arity(2, 2).isOf(a -> div(mul(call("gamma", a.get(0)), call("gamma", a.get(1))),
        call("gamma", add(a.get(0), a.get(1))))));
  }

  private static void integrals() {
    put(f("Si").odd().slope(x -> call("sinc", x)));
    put(f("Ci").slope(x -> div(call("cos", x), x)).domain(a -> List.of(one(GT, a.get(0), 0))));
    put(f("Ei").slope(x -> div(exp(x), x)).domain(a -> List.of(one(RelOp.NE, a.get(0), 0))));
    put(f("li").is(x -> call("Ei", log(x))).slope(x -> pow(log(x), MINUS_ONE)));
    put(f("erfi").odd().slope(x -> mul(TWO, pow(PI, num(Rational.of(-1, 2))), exp(sq(x)))));
    put(f("dawson").is(x -> mul(HALF, sqrt(PI), exp(neg(sq(x))), call("erfi", x)))
        .slope(x -> sub(ONE, mul(TWO, x, call("dawson", x)))));
    put(f("fresnels").odd().slope(x -> call("sin", mul(HALF, PI, sq(x)))));
    put(f("fresnelc").odd().slope(x -> call("cos", mul(HALF, PI, sq(x)))));
    // The principal branch, at least −1.
    put(f("lambertw").slope(x -> div(exp(neg(call("lambertw", x))), add(ONE, call("lambertw", x)))).atLeast(-1, true)
        .domain(a -> List.of(rel(GE, a.get(0), neg(exp(MINUS_ONE))))));
  }

  /** Functions of an order and an argument; the order is a whole number wherever they are evaluated. */
  private static void bessel() {
    put(f("besselj").arity(2, 2).partials((a, i) -> neighbours("besselj", a, i, MINUS_ONE, HALF)));
    put(f("bessely").arity(2, 2).partials((a, i) -> neighbours("bessely", a, i, MINUS_ONE, HALF))
        .domain(a -> List.of(one(GT, a.get(1), 0))));
    put(f("besseli").arity(2, 2).partials((a, i) -> neighbours("besseli", a, i, ONE, HALF)));
    put(f("besselk").arity(2, 2).partials((a, i) -> neighbours("besselk", a, i, ONE, neg(HALF)))
        .domain(a -> List.of(one(GT, a.get(1), 0))));
    for (var kind : List.of("besselj", "bessely", "besseli", "besselk")) {
      put(f(kind + "0").is(x -> call(kind, ZERO, x)));
      put(f(kind + "1").is(x -> call(kind, ONE, x)));
    }
    put(f("airyai").slope(x -> call("airyaiprime", x)));
    put(f("airyaiprime").slope(x -> mul(x, call("airyai", x))));
    put(f("airybi").slope(x -> call("airybiprime", x)));
    put(f("airybiprime").slope(x -> mul(x, call("airybi", x))));
    put(f("hzeta").arity(2, 2).partials((a, i) -> i == 0 ? null
        : neg(mul(a.get(0), call("hzeta", add(a.get(0), ONE), a.get(1))))));
  }

  /** factor·(f_{n−1} + sign·f_{n+1}) (Abramowitz and Stegun 9.1.27, 9.6.26). */
  private static Expr neighbours(String kind, List<Expr> a, int i, Expr sign, Expr factor) {
    return i == 0 ? null : mul(factor, add(call(kind, sub(a.get(0), ONE), a.get(1)),
        mul(sign, call(kind, add(a.get(0), ONE), a.get(1)))));
  }

  private static List<Expr> notPole(List<Expr> a) {
    // Defined off the non-positive integers; the positive half line is the part stated as a relation.
    return List.of(Exprs.or(List.of(one(GT, a.get(0), 0), rel(RelOp.NE, a.get(0), call("floor", a.get(0))))));
  }

  private static void matrix() {
    for (var name : List.of("transpose", "inverse", "trace", "det", "diag", "norm", "normsq", "softmax", "vec", "rank")) {
      put(f(name).arity(1, 1).matrixValued());
    }
    for (var name : List.of("hadamard", "dot", "outer", "kron", "norm_p")) {
      put(f(name).arity(2, 2).matrixValued());
    }
    put(f("matmul").arity(2, 64).matrixValued());
    put(f("component").arity(2, 3).matrixValued());
    // The arguments are sizes.
    put(f("identity").arity(1, 1).matrixValued(), "eye");
    put(f("ones").arity(1, 2).matrixValued());
    put(f("unitvector").arity(2, 2).matrixValued()); // its size, and where the 1 stands
    put(f("zeros").arity(1, 2).matrixValued());
    put(f("delta").arity(2, 2).isOf(a -> ite(rel(EQ, a.get(0), a.get(1)), ONE, ZERO)).between(0, true, 1, true));
    put(f("grad").arity(2, 2).matrixValued());
    put(f("hessian").arity(2, 2).matrixValued());
    put(f("argmax").arity(1, 64).matrixValued());
    put(f("argmin").arity(1, 64).matrixValued());
    put(f("maxentry").arity(1, 1).matrixValued());
    put(f("minentry").arity(1, 1).matrixValued());
  }

  /** The names of all functions and aliases, for error messages. */
  public static String names() {
    return all().stream().map(Function::name).collect(Collectors.joining(", "));
  }

}
