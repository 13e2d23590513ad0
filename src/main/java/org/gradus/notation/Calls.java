package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Functions;
import org.gradus.expr.RelOp;

/** What applied functions mean. */
final class Calls {

  private static final Map<String, String> INVERSES = Map.ofEntries(
      Map.entry("sin", "asin"), Map.entry("cos", "acos"), Map.entry("tan", "atan"), Map.entry("cot", "acot"),
      Map.entry("sec", "asec"), Map.entry("csc", "acsc"), Map.entry("sinh", "asinh"), Map.entry("cosh", "acosh"),
      Map.entry("tanh", "atanh"), Map.entry("coth", "acoth"), Map.entry("sech", "asech"), Map.entry("csch", "acsch"),
      Map.entry("sigmoid", "logit"), Map.entry("exp", "log"), Map.entry("log", "exp"), Map.entry("logit", "sigmoid"));

  /** One-to-one functions whose inverse is in no table. */
  private static final Set<String> INVERTIBLE = Set.of("softplus", "Phi", "erf", "softsign", "leakyrelu", "logsigmoid");

  /** Behind the name of a function of the document: its inverse function. */
  private static final String INVERSE = "_inverse";

  private final Elaborator elaborator;

  Calls(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /** The function of the document whose inverse this names, or null. */
  static String inverted(String name) {
    return name.endsWith(INVERSE) ? name.substring(0, name.length() - INVERSE.length()) : null;
  }

  Expr expr(Term.Call c) {
    var head = c.head() instanceof Term.Scripted s ? s : new Term.Scripted(c.head(), null, null, 0, c.head().span());
    var full = ((Term.Name) head.base()).text();
    var name = Conditional.plain(full);
    boolean bare = head.sub() == null && head.sup() == null && head.primes() == 0 && name.equals(full); // D_KL(p ‖ q) is no derivative
    if (c.bracketed() && bare && FunctionNames.FORMS.contains(name) && !elaborator.names.isFunction(name)) {
      return form(name, c);
    }
    var moment = FunctionNames.moment(name, true);
    if (moment != null && c.bracketed() && !elaborator.names.isFunction(name) && (!name.equals("E") || !elaborator.names.isVariable("E"))) {
      return moment(moment, head, c);
    }
    var sup = Superscripts.of(head, elaborator.names);
    int primes = head.primes();
    var power = head.sup() == null ? null : sup.power();
    if (sup.indices().size() == 1 && sup.indices().getFirst() instanceof Term.Number n && n.text().length() == 1) {
      primes += Integer.parseInt(n.text()); // f^{(2)} is the second derivative
    } else if (!sup.indices().isEmpty()) {
      throw Elaborator.error("cannot tell what this superscript of a function means", head.sup(), "write the power after the bracket");
    }
    if (name.equals("diag") && c.args().size() > 1 && head.primes() == 0 && head.sub() == null && head.sup() == null && !elaborator.names.isFunction(name)) {
      return diagonal(c);
    }
    var args = new ArrayList<Expr>(c.args().size());
    for (var arg : c.args()) {
      args.add(elaborator.expr(arg));
    }
    var table = table(name, c.bracketed(), head);
    boolean labelled = head.sub() != null && FunctionNames.isLetter(name);
    if (table != null && !labelled) {
      return ofTable(table, head, args, primes, power, c);
    }
    if (power != null && primes == 0 && c.bracketed() && elaborator.expr(power).equals(Exprs.MINUS_ONE)) {
      elaborator.note(name + "^{-1} is the inverse function");
      return apply(name + INVERSE, head, sup.label(), 0, args);
    }
    var value = apply(name, head, sup.label(), primes, args);
    return powered(value instanceof Expr.Apply a ? Exprs.apply(a.name() + Conditional.mark(full), a.primes(), a.args()) : value, power);
  }

  /** {@code E_{x∼p}[…]}: the name says over what the mean is taken, {@code EE@x@p}. */
  private Expr moment(String name, Term.Scripted head, Term.Call c) {
    if (head.primes() > 0 || c.args().size() != (name.equals("Cov") ? 2 : 1)) {
      throw Elaborator.error("this expectation is not understood", c, "write \\mathbb{E}[…] of one quantity");
    }
    var over = switch (head.sub()) {
      case null -> "";
      case Term.Chain r when r.members().size() == 2 -> "@" + Labels.nameOf(r.members().get(0)) + "@" + elaborator.expr(r.members().get(1));
      case Term t -> "@" + (Labels.nameOf(t).isEmpty() ? elaborator.expr(t) : Labels.nameOf(t));
    };
    var power = head.sup() == null ? null : Superscripts.of(head, elaborator.names).power();
    if (head.sup() != null && power == null) {
      throw Elaborator.error("cannot tell what this superscript of an expectation means", head.sup(), null);
    }
    return powered(Exprs.apply(name + over, 0, c.args().stream().map(elaborator::expr).toList()), power);
  }

  private String table(String name, boolean bracketed, Term.Scripted head) {
    if (elaborator.names.isFunction(name) || elaborator.names.isFunction(Labels.nameOf(head.sub() == null ? head.base() : head))) {
      return null;
    }
    return bracketed ? FunctionNames.beforeBracket(name, false) : FunctionNames.prefix(name);
  }

  private Expr apply(String name, Term.Scripted head, String label, int primes, List<Expr> args) {
    var base = name;
    while (base.endsWith("_prime") && !elaborator.names.isFunction(base)) {
      base = base.substring(0, base.length() - "_prime".length());
      primes++;
    }
    var sub = head.sub() == null ? "" : Labels.text(head.sub());
    if (sub == null) {
      throw Elaborator.error("expected a label below the function's name", head.sub(), null);
    }
    return Exprs.apply(base + label + (sub.isEmpty() ? "" : "_" + sub), primes, args);
  }

  private Expr ofTable(String table, Term.Scripted head, List<Expr> args, int primes, Term power, Term.Call c) {
    if (table.equals("log") && head.sub() != null && args.size() == 1) {
      return powered(Exprs.div(Exprs.log(args.getFirst()), Exprs.log(elaborator.expr(head.sub()))), power);
    }
    var extreme = head.sub() == null || args.size() != 1 ? null : Extremes.of(table, head.sub(), c.args().getFirst(), elaborator);
    if (extreme != null) {
      return powered(extreme, power);
    }
    if (head.sub() != null && !table.equals("softmax")) {
      throw Elaborator.error("cannot tell what this subscript of " + table + " means", head.sub(), null);
    }
    if (power != null && INVERSES.containsKey(table) && elaborator.expr(power).equals(Exprs.MINUS_ONE)) {
      elaborator.note(table + "^{-1} is the inverse function");
      return call(INVERSES.get(table), args, c);
    }
    if (power != null && c.bracketed() && args.size() == 1 && INVERTIBLE.contains(table) && elaborator.expr(power).equals(Exprs.MINUS_ONE)) {
      if (!table.equals("softplus")) {
        throw Elaborator.error("the inverse function of " + table + " has no formula", c, "a power of the value is written behind the bracket");
      }
      elaborator.note("softplus^{-1} is the inverse function");
      return Exprs.log(Exprs.sub(Exprs.exp(args.getFirst()), Exprs.ONE));
    }
    if (primes > 0) {
      if (args.size() != 1) {
        throw Elaborator.error("a prime needs a function of one variable", c, "write \\frac{\\partial}{\\partial x}");
      }
      var t = Exprs.sym("t_");
      return powered(Exprs.at(Exprs.diff(call(table, List.of(t), c), t, primes), t, args.getFirst()), power);
    }
    var value = call(table, args, c);
    if (head.sub() != null) {
      for (var piece : Subscripts.pieces(head.sub())) {
        value = Exprs.call("component", value, elaborator.expr(piece));
      }
    }
    return powered(value, power);
  }

  private Expr powered(Expr value, Term power) {
    if (power == null) {
      return value;
    }
    var exponent = elaborator.expr(power);
    boolean entrywise = exponent.equals(Exprs.TWO) && elaborator.ranks.of(value) == Rank.COLUMN; // tanh²(z), as tanh itself
    return entrywise ? Exprs.call("hadamard", value, value) : Exprs.pow(value, exponent);
  }

  /** {@code diag(1, 2, 3)}, {@code diag(λ_1, …, λ_n)}: the matrix with these numbers on its diagonal. */
  private Expr diagonal(Term.Call c) {
    var entries = elaborator.expr(new Term.Matrix(c.args().stream().map(List::of).toList(), c.span()));
    if (entries instanceof Expr.Matrix m && m.rows().stream().anyMatch(r -> elaborator.isVector(r.getFirst()))) {
      throw Elaborator.error("the blocks of a block-diagonal matrix are not read from diag", c, "write it out as a matrix");
    }
    return Exprs.call("diag", entries);
  }

  private Expr call(String table, List<Expr> args, Term.Call c) {
    var f = Functions.byName(table);
    try {
      return Exprs.call(f, args);
    } catch (IllegalArgumentException e) {
      throw Elaborator.error(e.getMessage(), c, null);
    }
  }

  // --- the forms of plain text ---

  private Expr form(String name, Term.Call c) {
    return switch (name) {
      case "sqrt" -> Exprs.sqrt(args(c, 1, 1).getFirst());
      case "not" -> Exprs.not(args(c, 1, 1).getFirst());
      case "approx" -> {
        var a = args(c, 2, 2);
        yield Exprs.rel(RelOp.APPROX, a.get(0), a.get(1));
      }
      case "ite" -> {
        var a = args(c, 2, 3);
        yield ite(a.get(0), a.get(1), a.size() == 3 ? a.get(2) : null);
      }
      case "D" -> {
        var a = args(c, 2, 3);
        yield Exprs.diff(a.get(0), a.get(1), a.size() == 3 ? small(a.get(2), c.args().get(2)) : 1);
      }
      case "at" -> {
        var a = args(c, 3, 3);
        yield Exprs.at(a.get(0), a.get(1), a.get(2));
      }
      case "limit", "lim" -> {
        var a = args(c, 3, 4);
        yield Exprs.limit(a.get(0), a.get(1), a.get(2), a.size() == 4 ? Integer.signum(small(a.get(3), c.args().get(3))) : 0);
      }
      case "integral" -> {
        var a = args(c, 2, 4);
        if (a.size() == 3) {
          throw Elaborator.error("an integral has two limits or none", c, "write integral(f,x,a,b)");
        }
        yield Exprs.integral(a.get(0), a.get(1), a.size() == 4 ? a.get(2) : null, a.size() == 4 ? a.get(3) : null);
      }
      default -> big(name.equals("sum"), c);
    };
  }

  /** A chain of ite is one table of cases, so that it reads back as it was written out. */
  private static Expr ite(Expr condition, Expr then, Expr otherwise) {
    if (!(otherwise instanceof Expr.Cases c)) {
      return Exprs.ite(condition, then, otherwise);
    }
    var conditions = new ArrayList<>(c.conditions());
    var values = new ArrayList<>(c.values());
    conditions.addFirst(condition);
    values.addFirst(then);
    return Exprs.cases(conditions, values, c.otherwise());
  }

  private Expr big(boolean sum, Term.Call c) {
    count(c, 2, 4);
    var letter = Labels.nameOf(c.args().get(1));
    if (letter.isEmpty()) {
      throw Elaborator.error("expected the name of the index", c.args().get(1), "write sum(x[i],i,1,n)");
    }
    var body = elaborator.binding(List.of(letter), () -> elaborator.expr(c.args().getFirst()));
    var lower = c.args().size() > 2 ? elaborator.expr(c.args().get(2)) : null;
    var upper = c.args().size() > 3 ? elaborator.expr(c.args().get(3)) : null;
    return sum ? Exprs.sum(body, Exprs.sym(letter), lower, upper) : Exprs.product(body, Exprs.sym(letter), lower, upper);
  }

  private static int small(Expr e, Term at) {
    if (e instanceof Expr.Num n && n.value().isIntegerWithin(100)) {
      return n.value().intValueExact();
    }
    throw Elaborator.error("expected a small integer", at, null);
  }

  private void count(Term.Call c, int min, int max) {
    int n = c.args().size();
    if (n < min || n > max) {
      throw Elaborator.error(((Term.Name) (c.head() instanceof Term.Scripted s ? s.base() : c.head())).text() + " takes "
          + (min == max ? "" + min : min + " to " + max) + " arguments, not " + n, c, null);
    }
  }

  private List<Expr> args(Term.Call c, int min, int max) {
    count(c, min, max);
    return c.args().stream().map(elaborator::expr).toList();
  }
}
