package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** What derivatives, evaluation bars, sums and products over indices mean. */
final class Operators {

  private final Elaborator elaborator;

  Operators(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  Expr derivative(Term.Derivative d) {
    if (d.body() == null) {
      throw Elaborator.error("a derivative of what?", d, "write what is differentiated after it");
    }
    if (d.gradient()) {
      return gradient(d, elaborator.expr(d.body()));
    }
    if (d.by().isEmpty()) {
      throw Elaborator.error("a derivative by what?", d, "write \\frac{\\partial}{\\partial x}");
    }
    var body = elaborator.expr(d.body());
    var squared = d.order() == 1 && d.by().size() == 1 ? withoutPower(d.by().getFirst()) : null;
    if (squared != null && elaborator.isOther()) {
      elaborator.note("read as a second derivative, the power above was left out");
      return Exprs.diff(body, elaborator.expr(squared), 2);
    }
    var by = new ArrayList<>(d.by().stream().map(elaborator::expr).toList());
    while (by.size() < d.order()) {
      if (by.size() > 1) {
        throw Elaborator.error("a derivative of order " + d.order() + " by " + by.size() + " variables", d,
            "write each variable as often as it is taken");
      }
      elaborator.note("read as a derivative of order " + d.order() + ", the power below was left out");
      while (by.size() < d.order()) {
        by.add(by.getFirst());
      }
    }
    // The last variable below acts first.
    var result = body;
    for (int i = by.size() - 1; i >= 0; i--) {
      int order = 1;
      while (i > 0 && by.get(i - 1).equals(by.get(i))) {
        i--;
        order++;
      }
      result = Exprs.diff(result, by.get(i), order);
    }
    return result;
  }

  /** x of {@code ∂f/∂x^2}, which may stand for a second derivative; null for anything else. */
  private static Term withoutPower(Term by) {
    return by instanceof Term.Scripted s && s.base() instanceof Term.Name && s.sup() instanceof Term.Number n && n.text().equals("2")
        ? s.sub() == null && s.primes() == 0 ? s.base() : new Term.Scripted(s.base(), s.sub(), null, s.primes(), s.span()) : null;
  }

  private Expr gradient(Term.Derivative d, Expr body) {
    var by = d.by().isEmpty() ? null : unwrapped(d.by().getFirst());
    if (by == null && body instanceof Expr.Apply a && isAtPlace(a) && !elaborator.isOther()) {
      var x = elaborator.names.parameters(a.name()).getFirst();
      elaborator.note("read as the gradient of " + a.name() + " at " + a.args().getFirst());
      return Exprs.at(Exprs.diff(Exprs.apply(a.name(), 0, List.of(x)), x, d.order()), x, a.args().getFirst());
    }
    if (by == null && body instanceof Expr.Apply a && isAtNumbers(a)) {
      return atNumbers(a, d);
    }
    var variables = by == null ? variables(d, body)
        : by instanceof Term.Sequence s ? s.items().stream().map(elaborator::expr).toList() : List.of(elaborator.expr(by));
    if (variables.size() > 1) {
      return Exprs.call(d.order() == 2 ? "hessian" : "grad", body, Exprs.matrix(variables.stream().map(List::of).toList()));
    }
    return Exprs.diff(body, variables.getFirst(), d.order());
  }

  /** {@code ∇f(x_k)}, {@code ∇f(2x)}: the gradient of the function, there. */
  private boolean isAtPlace(Expr.Apply a) {
    return a.primes() == 0 && a.args().size() == 1 && !(a.args().getFirst() instanceof Expr.Sym) && elaborator.names.parameters(a.name()).size() == 1;
  }

  /** {@code ∇f(1, 2)}: numbers for the variables, or for the entries of the one vector. */
  private boolean isAtNumbers(Expr.Apply a) {
    var parameters = elaborator.names.parameters(a.name());
    return a.primes() == 0 && a.args().size() > 1 && a.args().stream().allMatch(x -> !(x instanceof Expr.Matrix) && Trees.freeSymbols(x).isEmpty())
        && (parameters.size() == a.args().size() || parameters.size() == 1 && !elaborator.names.isIndexed(parameters.getFirst().name()));
  }

  private Expr atNumbers(Expr.Apply a, Term.Derivative d) {
    var parameters = elaborator.names.parameters(a.name());
    boolean whole = parameters.size() == 1;
    elaborator.note("read as the gradient of " + a.name() + " at the point in brackets");
    var inside = Exprs.apply(a.name(), 0, List.copyOf(parameters));
    Expr value = whole ? Exprs.diff(inside, parameters.getFirst(), d.order())
        : Exprs.call(d.order() == 2 ? "hessian" : "grad", inside, Exprs.matrix(parameters.stream().map(p -> List.<Expr>of(p)).toList()));
    for (int i = 0; i < a.args().size(); i++) {
      value = Exprs.at(value, whole ? Exprs.sym(parameters.getFirst().name() + "_" + (i + 1)) : parameters.get(i), a.args().get(i));
    }
    return value;
  }

  /** What a gradient is taken by that does not say so: the arguments of the function, else what the last one was taken by. */
  private List<Expr> variables(Term.Derivative d, Expr body) {
    List<? extends Expr> found = body instanceof Expr.Apply a && a.primes() == 0 && !a.args().isEmpty()
        && a.args().stream().allMatch(x -> x instanceof Expr.Sym) ? a.args()
        : body instanceof Expr.Sym s ? elaborator.names.parameters(s.name()) : List.of();
    if (found.isEmpty() && elaborator.names.gradientVariable() != null) {
      found = List.of(elaborator.names.gradientVariable());
    }
    if (found.isEmpty()) {
      throw Elaborator.error("a gradient by what?", d, "write the variable below it: \\nabla_w");
    }
    elaborator.note("the gradient is taken by " + String.join(", ", found.stream().map(Object::toString).toList()));
    return List.copyOf(found);
  }

  private static Term unwrapped(Term t) {
    return t instanceof Term.Group g ? unwrapped(g.body()) : t;
  }

  Expr evaluated(Term.Evaluated e) {
    var result = elaborator.expr(e.body());
    var point = unwrapped(e.point());
    for (var part : point instanceof Term.Sequence s ? s.items() : List.of(point)) {
      if (!(part instanceof Term.Chain c) || c.members().size() != 2 || c.relations().getFirst().kind() != Relation.Kind.EQ) {
        throw Elaborator.error("expected 'variable = value' at the bar", part, "write \\Big|_{x=0}");
      }
      result = Exprs.at(result, elaborator.expr(c.members().getFirst()), elaborator.expr(c.members().getLast()));
    }
    return result;
  }

  Expr big(Term.Big b) {
    var listed = SetSums.expanded(b, elaborator, elaborator.names);
    if (listed != null) {
      return listed;
    }
    if (b.under() == null) {
      throw Elaborator.error("a " + (b.product() ? "product" : "sum") + " over what?", b, "write the index below it: \\sum_{i=1}^n");
    }
    var letters = Subscripts.boundBy(b.under());
    if (letters.isEmpty()) {
      throw Elaborator.error("expected an index below the sign", b.under(), "write \\sum_{i=1}^n");
    }
    if (SilentIndices.isFilled(b)) {
      elaborator.note("the sum runs over " + letters.getFirst() + ", the only index in it");
    }
    var ranges = ranges(unwrapped(b.under()), b, letters);
    var body = elaborator.binding(letters, () -> {
      var value = elaborator.expr(b.body());
      return ranges.conditions.isEmpty() ? value
          : Exprs.ite(Exprs.and(ranges.conditions), value, b.product() ? Exprs.ONE : Exprs.ZERO);
    });
    for (int i = letters.size() - 1; i >= 0; i--) {
      var index = Exprs.sym(letters.get(i));
      var lower = ranges.lower.get(i);
      var upper = ranges.upper.get(i);
      body = b.product() ? Exprs.product(body, index, lower, upper) : Exprs.sum(body, index, lower, upper);
    }
    return body;
  }

  private static final class Ranges {
    final List<Expr> lower = new ArrayList<>();
    final List<Expr> upper = new ArrayList<>();
    final List<Expr> conditions = new ArrayList<>();
  }

  private Ranges ranges(Term under, Term.Big b, List<String> letters) {
    var result = new Ranges();
    letters.forEach(_ -> {
      result.lower.add(null);
      result.upper.add(null);
    });
    for (var part : under instanceof Term.Sequence s ? s.items() : List.of(under)) {
      if (part instanceof Term.Chain c) {
        condition(c, letters, result);
      }
    }
    if (b.over() != null) {
      int last = letters.size() - 1;
      result.upper.set(last, elaborator.expr(b.over()));
      if (result.lower.get(last) == null) {
        elaborator.note("the index " + letters.get(last) + " starts at 1");
        result.lower.set(last, Exprs.ONE);
      }
      for (int i = 0; i < last; i++) {
        if (result.lower.get(i) != null && result.upper.get(i) == null) {
          result.upper.set(i, result.upper.get(last)); // \sum_{i,j=1}^n
        }
      }
    }
    return result;
  }

  private void condition(Term.Chain c, List<String> letters, Ranges result) {
    int which = letters.indexOf(Subscripts.indexName(c.members().getFirst()));
    var first = c.relations().getFirst().kind();
    if (first == Relation.Kind.EQ && which >= 0) {
      result.lower.set(which, elaborator.expr(c.members().get(1)));
      return;
    }
    if (first == Relation.Kind.IN) {
      return; // the set is the range
    }
    if (c.members().size() == 3 && c.relations().stream().allMatch(r -> r.kind() == Relation.Kind.LE)) {
      int middle = letters.indexOf(Subscripts.indexName(c.members().get(1)));
      result.lower.set(middle, elaborator.expr(c.members().get(0)));
      result.upper.set(middle, elaborator.expr(c.members().get(2)));
      return;
    }
    var condition = elaborator.binding(letters, () -> elaborator.expr(c));
    result.conditions.add(condition instanceof Expr.Rel r && r.op() == RelOp.EQ ? r : condition);
  }
}
