package org.gradus.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Functions;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Expressions in prefix notation, as certificates write them: {@code (* -1 (log (sigmoid z)))}. One text an expression. */
public final class Sexpr {

  private static final int MAX_DEPTH = 400;
  private static final Map<String, RelOp> RELATIONS = Map.of("=", RelOp.EQ, "!=", RelOp.NE, "<", RelOp.LT, "<=",
      RelOp.LE, ">", RelOp.GT, ">=", RelOp.GE);

  private final String text;
  private int at;

  private Sexpr(String text) {
    this.text = text;
  }

  public static String relation(RelOp op) {
    return RELATIONS.entrySet().stream().filter(e -> e.getValue() == op).map(Map.Entry::getKey).findFirst()
        .orElseThrow(() -> new Rejected("the relation " + op + " is not certified"));
  }

  static RelOp relation(String text) {
    var op = RELATIONS.get(text);
    if (op == null) {
      throw new Rejected("'" + text + "' is not a relation");
    }
    return op;
  }

  // --- writing -----------------------------------------------------------------------------------------------

  /** The text. Throws {@link Rejected} for an expression that certificates do not speak of. */
  public static String write(Expr e) {
    return switch (e) {
      case Expr.Num n -> n.value().toString();
      case Expr.Const c -> "#" + c.constant().plain();
      case Expr.Sym s -> name(s.name());
      case Expr.Indexed x -> "(index " + name(x.base()) + " " + list("", x.sub()) + " " + list("", x.sup()) + ")";
      case Expr.Add a -> list("+", a.args());
      case Expr.Mul m -> list("*", m.args());
      case Expr.Pow p -> list("^", List.of(p.base(), p.exponent()));
      case Expr.Call c -> list(c.function().name(), c.args());
      case Expr.Apply a -> list("apply " + name(a.name()) + " " + a.primes(), a.args());
      case Expr.Cases c -> "(cases " + list("", c.conditions()) + " " + list("", c.values()) + " "
          + orNone(c.otherwise()) + ")";
      case Expr.Rel r -> list(relation(r.op()), List.of(r.lhs(), r.rhs()));
      case Expr.Logic l -> list("#" + l.op().name().toLowerCase(Locale.ROOT), l.args());
      case Expr.Big b -> "(" + (b.kind() == Expr.Big.Kind.SUM ? "#sum " : "#product ") + write(b.body()) + " "
          + write(b.index()) + " " + orNone(b.lower()) + " " + orNone(b.upper()) + ")";
      case Expr.Diff d -> list("#d", List.of(d.body(), d.by(), Exprs.num(d.order())));
      case Expr.At a -> list("#at", List.of(a.body(), a.var(), a.value()));
      case Expr.Limit l -> list("#limit", List.of(l.body(), l.var(), l.to(), Exprs.num(l.side())));
      case Expr.Integral i -> "(#integral " + write(i.body()) + " " + write(i.var()) + " " + orNone(i.lower()) + " "
          + orNone(i.upper()) + ")";
      case Expr.Matrix m -> "(#matrix " + String.join(" ", m.rows().stream().map(r -> list("", r)).toList()) + ")";
    };
  }

  private static String orNone(Expr e) {
    return e == null ? "()" : write(e);
  }

  private static String list(String head, List<? extends Expr> args) {
    var out = new StringBuilder("(").append(head);
    for (var a : args) {
      out.append(out.length() == 1 ? "" : " ").append(write(a));
    }
    return out.append(')').toString();
  }

  private static boolean plain(String name) {
    return !name.isEmpty() && !Character.isDigit(name.charAt(0))
        && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
  }

  private static String name(String n) {
    return plain(n) ? n : "|" + n.replace("\\", "\\\\").replace("|", "\\|") + "|";
  }

  // --- reading -----------------------------------------------------------------------------------------------

  /** The expression. Throws {@link Rejected} for anything that is not the one text of one: {@code (+ x 2/2)} is not. */
  static Expr read(String text) {
    try {
      var reader = new Sexpr(text);
      var e = reader.expression(reader.item(0));
      if (reader.at != text.length()) {
        throw new Rejected("more than one expression: " + text);
      }
      Evidence.require(write(e).equals(text), "not written as it is read: " + text);
      return e;
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ClassCastException | ArithmeticException x) {
      throw new Rejected("not an expression: " + text);
    }
  }

  /** A word (String), a quoted name (Expr.Sym) or a list of these. */
  private Object item(int depth) {
    if (depth > MAX_DEPTH) {
      throw new Rejected("an expression is nested too deeply");
    }
    if (at >= text.length()) {
      throw new Rejected("an expression ends too early: " + text);
    }
    if (text.charAt(at) == '|') {
      return quoted();
    }
    if (text.charAt(at) != '(') {
      int from = at;
      while (at < text.length() && " ()|".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      if (from == at) {
        throw new Rejected("not an expression: " + text);
      }
      return text.substring(from, at);
    }
    at++;
    var items = new ArrayList<Object>();
    while (text.charAt(at) != ')') {
      if (!items.isEmpty()) {
        if (text.charAt(at++) != ' ') {
          throw new Rejected("not an expression: " + text);
        }
      }
      items.add(item(depth + 1));
    }
    at++;
    return items;
  }

  private Expr.Sym quoted() {
    var name = new StringBuilder();
    for (at++; text.charAt(at) != '|'; at++) {
      if (text.charAt(at) == '\\') {
        at++;
      }
      name.append(text.charAt(at));
    }
    at++;
    Evidence.require(Names.isOpen(name.toString()), "a name that is not allowed: " + name);
    return Exprs.sym(name.toString());
  }

  private Expr expression(Object item) {
    return switch (item) {
      case Expr.Sym s -> s;
      case String word -> atom(word);
      case List<?> list -> compound(list);
      default -> throw new IllegalArgumentException();
    };
  }

  private static Expr atom(String w) {
    return switch (w) {
      case "#pi" -> Exprs.PI;
      case "#e" -> Exprs.E;
      case "#oo" -> Exprs.INFINITY;
      default -> plain(w) ? Exprs.sym(w) : Exprs.num(rational(w));
    };
  }

  /** The number in lowest terms. Throws {@link Rejected} for any other text. */
  static Rational rational(String w) {
    if (!w.matches("-?\\d{1,2000}(/\\d{1,2000})?")) {
      throw new Rejected("'" + w + "' is not a number");
    }
    int slash = w.indexOf('/');
    var r = slash < 0 ? Rational.of(new BigInteger(w))
        : Rational.of(new BigInteger(w.substring(0, slash)), new BigInteger(w.substring(slash + 1)));
    Evidence.require(r.toString().equals(w), "'" + w + "' is not in lowest terms");
    return r;
  }

  private List<Expr> expressions(Object items) {
    var all = new ArrayList<Expr>();
    ((List<?>) items).forEach(x -> all.add(expression(x)));
    return all;
  }

  private Expr orNull(Object item) {
    return item instanceof List<?> l && l.isEmpty() ? null : expression(item);
  }

  private static String nameOf(Object item) {
    return item instanceof Expr.Sym s ? s.name() : (String) item;
  }

  private Expr compound(List<?> l) {
    var head = (String) l.get(0);
    var rest = l.subList(1, l.size());
    switch (head) {
      case "index" -> {
        arity(rest, 3);
        return Exprs.indexed(nameOf(rest.get(0)), expressions(rest.get(1)), expressions(rest.get(2)));
      }
      case "apply" -> {
        return Exprs.apply(nameOf(rest.get(0)), Integer.parseInt((String) rest.get(1)),
            expressions(rest.subList(2, rest.size())));
      }
      case "cases" -> {
        arity(rest, 3);
        var conditions = expressions(rest.get(0));
        var values = expressions(rest.get(1));
        if (conditions.isEmpty() || conditions.size() != values.size()
            || !conditions.stream().allMatch(c -> c instanceof Expr.Rel || c instanceof Expr.Logic)) {
          throw new Rejected("a case distinction with conditions and values that do not fit");
        }
        return Exprs.cases(conditions, values, orNull(rest.get(2)));
      }
      case "#matrix" -> {
        var rows = rest.stream().map(this::expressions).toList();
        if (rows.isEmpty() || rows.get(0).isEmpty() || rows.stream().anyMatch(r -> r.size() != rows.get(0).size())) {
          throw new Rejected("a matrix with rows of different lengths");
        }
        return Exprs.matrix(rows);
      }
      case "#sum", "#product", "#integral" -> {
        arity(rest, 4);
        var body = expression(rest.get(0));
        var x = (Expr.Sym) expression(rest.get(1));
        var lower = orNull(rest.get(2));
        var upper = orNull(rest.get(3));
        return head.equals("#sum") ? Exprs.sum(body, x, lower, upper)
            : head.equals("#product") ? Exprs.product(body, x, lower, upper) : Exprs.integral(body, x, lower, upper);
      }
      default -> {
        return simple(head, expressions(rest));
      }
    }
  }

  private static void arity(List<?> args, int n) {
    if (args.size() != n) {
      throw new IllegalArgumentException();
    }
  }

  private static Expr simple(String head, List<Expr> a) {
    if (RELATIONS.containsKey(head)) {
      arity(a, 2);
      return Exprs.rel(RELATIONS.get(head), a.get(0), a.get(1));
    }
    switch (head) {
      case "+", "*" -> {
        if (a.size() < 2) {
          throw new IllegalArgumentException();
        }
        return head.equals("+") ? Exprs.add(a) : Exprs.mul(a);
      }
      case "^" -> {
        arity(a, 2);
        return Exprs.pow(a.get(0), a.get(1));
      }
      case "#and" -> {
        return Exprs.and(a);
      }
      case "#or" -> {
        return Exprs.or(a);
      }
      case "#not" -> {
        arity(a, 1);
        return Exprs.not(a.get(0));
      }
      case "#d" -> {
        arity(a, 3);
        return Exprs.diff(a.get(0), a.get(1), ((Expr.Num) a.get(2)).value().intValueExact());
      }
      case "#at" -> {
        arity(a, 3);
        return Exprs.at(a.get(0), a.get(1), a.get(2));
      }
      case "#limit" -> {
        arity(a, 4);
        return Exprs.limit(a.get(0), a.get(1), a.get(2), ((Expr.Num) a.get(3)).value().intValueExact());
      }
      default -> {
        var f = Functions.byName(head);
        if (f == null || !f.name().equals(head)) {
          throw new Rejected("there is no function '" + head + "'");
        }
        return Exprs.call(f, a);
      }
    }
  }

  /** Whether the plain text is that of the expression. */
  static boolean same(Expr a, String plain) {
    return Trees.size(a, 30_000) < 30_000 && a.toString().equals(plain);
  }
}
