package org.gradus.certificate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/** What a certificate claims, for all points at which both sides are defined and the assumptions hold. */
public sealed interface Claim {

  List<Expr> assumptions();

  /** {@code lhs op rhs}. */
  record Relation(RelOp op, Expr lhs, Expr rhs, List<Expr> assumptions) implements Claim {}

  /** The derivative of the given order, where it exists, is {@code claimed}. */
  record Derivative(Expr function, Expr by, int order, Expr claimed, List<Expr> assumptions) implements Claim {}

  /**
   * For some choice of the rounded numbers within their bounds, the two sides differ by no more than the tolerance.
   *
   * @param rounded names, each with the least and the largest value it may stand for
   */
  record Value(Expr lhs, Expr rhs, Rational tolerance, Map<String, List<Rational>> rounded) implements Claim {
    @Override
    public List<Expr> assumptions() {
      return List.of();
    }
  }

  /**
   * {@code lhs = rhs} entry by entry, for all sizes (each at least 1).
   *
   * @param shapes of the vectors and matrices; of a family of them ({@code x[i]}, {@code w__k}) that of one member
   * @param members how many subscripts number the members of a family, where not 0; superscripts always do
   * @param indices those that are bound nowhere, each with the ends of its range
   * @param assumptions equations that hold for all values of the indices in them
   * @param offBorders  whether points are left out at which the two sides of a condition in the case distinctions of the claim are equal
   */
  record Sums(Expr lhs, Expr rhs, Map<String, org.gradus.expr.Shape> shapes, Map<String, Integer> members,
      Map<Expr.Sym, List<Expr>> indices, List<Expr> assumptions, boolean offBorders) implements Claim {
    static final String OFF_BORDERS = "sums off the borders between cases";

    public Sums(Expr lhs, Expr rhs, Map<String, org.gradus.expr.Shape> shapes, Map<String, Integer> members, Map<Expr.Sym, List<Expr>> indices,
        List<Expr> assumptions) {
      this(lhs, rhs, shapes, members, indices, assumptions, false);
    }
  }

  /** {@code lhs op rhs} for two numbers, for all sizes; the equation that {@code of} says is not claimed. */
  record Bound(RelOp op, Sums of) implements Claim {
    @Override
    public List<Expr> assumptions() {
      return of.assumptions();
    }
  }

  /**
   * Two equations between numbers, vectors or matrices: at all points at which both are defined, for all sizes, one holds where the
   * other does. Of the second the shapes are those of the first.
   */
  record ArrayEquations(Sums before, Expr lhs, Expr rhs) implements Claim {
    @Override
    public List<Expr> assumptions() {
      return before.assumptions();
    }
  }

  /**
   * As {@code by} tends to {@code to} (from above, below or both) the left side tends to the right one entry by entry, for all sizes, wherever
   * the right side is defined, and the left one near the place.
   */
  record ArrayLimit(Sums of, Expr.Sym by, Expr to, int side) implements Claim {
    @Override
    public List<Expr> assumptions() {
      return of.assumptions();
    }
  }

  /**
   * {@code lhs = rhs} entry by entry in every fully connected network of a kind, in the notation of layers
   * (M. Nielsen, Neural Networks and Deep Learning, 2015, chapter 2): the layer {@code L} is the output, layers with another
   * name are hidden ones, and 1 is the input. {@code sigma} is the activation function of the layer of its argument.
   *
   * @param hidden the activation of a hidden layer as a formula in {@code z}
   * @param output that of the output, or {@link #SOFTMAX}
   * @param cost the cost of one sample as a term in {@code a} and {@code y} to be summed over the outputs; {@code C} if it is any
   * @param oneHot whether one label is 1 and the others are 0
   */
  record Network(Expr lhs, Expr rhs, Expr hidden, Expr output, Expr cost, boolean oneHot) implements Claim {
    public static final Expr.Sym SOFTMAX = Exprs.sym("softmax");

    @Override
    public List<Expr> assumptions() {
      return List.of();
    }
  }

  /** As {@code by} tends to {@code to} (from above, below or both: 1, −1, 0) {@code body} tends to {@code value}, which may be ±∞. */
  record Limit(Expr body, Expr.Sym by, Expr to, int side, Expr value, List<Expr> assumptions) implements Claim {}

  /** As {@code by} tends to {@code to} (from above, below or both) {@code body} tends to nothing, neither a number nor ±∞. */
  record NoLimit(Expr body, Expr.Sym by, Expr to, int side, List<Expr> assumptions) implements Claim {}

  /** The two sides, numbers made of limits, or limits that are ±∞, are equal. */
  record Limits(Expr lhs, Expr rhs, List<Expr> assumptions) implements Claim {}

  /** The two statements, equations or alternatives of equations, have the same real solutions. */
  record Equations(Expr before, Expr after, List<Expr> assumptions) implements Claim {}

  /** Where the first statement holds, the second does: equations and inequalities, all of several, or one of several. */
  record Implication(Expr before, Expr after, List<Expr> assumptions) implements Claim {}

  /**
   * Both sides are the derivative of the first quantity of a path by its last, by the chain rule, if each depends on the last only
   * through the next, for all values of the indices that are summed over.
   *
   * @param left the quantities along the left side, with their indices
   */
  record Chain(Expr lhs, Expr rhs, List<Expr> left, List<Expr> right) implements Claim {
    @Override
    public List<Expr> assumptions() {
      return List.of();
    }

    /** What is assumed, in words. */
    public List<String> through() {
      return Chains.through(this);
    }
  }

  /** Several claims, all of them: what one formula says of two ends, or of each of a few names. */
  record All(List<Claim> parts) implements Claim {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public List<Expr> assumptions() {
      return List.of();
    }
  }

  /** As a function of {@code by} it has the form ({@code convex}, {@code increasing}, …), for all values of the other names. */
  record Shape(String form, Expr function, Expr.Sym by, List<Expr> assumptions) implements Claim {}

  /** As a function of {@code by} it has a tangent at {@code at}, and bends one way before and the other after, for all values of the other names. */
  record Inflection(Expr function, Expr.Sym by, Expr at, List<Expr> assumptions) implements Claim {}

  /** The same claim under other assumptions. */
  default Claim given(List<Expr> others) {
    return switch (this) {
      case Relation r -> new Relation(r.op(), r.lhs(), r.rhs(), others);
      case Derivative d -> new Derivative(d.function(), d.by(), d.order(), d.claimed(), others);
      case Sums s -> new Sums(s.lhs(), s.rhs(), s.shapes(), s.members(), s.indices(), others, s.offBorders());
      case Equations e -> new Equations(e.before(), e.after(), others);
      case Implication i -> new Implication(i.before(), i.after(), others);
      case Limit l -> new Limit(l.body(), l.by(), l.to(), l.side(), l.value(), others);
      case NoLimit l -> new NoLimit(l.body(), l.by(), l.to(), l.side(), others);
      case Limits l -> new Limits(l.lhs(), l.rhs(), others);
      case Network w -> w;
      case Chain c -> c;
      case All a -> a;
      case Shape s -> new Shape(s.form(), s.function(), s.by(), others);
      case Inflection i -> new Inflection(i.function(), i.by(), i.at(), others);
      case Bound x -> new Bound(x.op(), (Sums) x.of().given(others));
      case ArrayEquations e -> new ArrayEquations((Sums) e.before().given(others), e.lhs(), e.rhs());
      case ArrayLimit l -> new ArrayLimit((Sums) l.of().given(others), l.by(), l.to(), l.side());
      case Value v -> v;
    };
  }

  /** The claim in one text: a proof says what it proves, so that a claim that is altered does not go unnoticed. */
  default String statement() {
    return toMap().toString();
  }

  /** The goal of its proof, before functions are expanded. Throws {@link Rejected} where a derivative has no rule. */
  default Goal goal() {
    return switch (this) {
      case Relation r -> Goal.of(r.op(), Slope.carryOut(r.lhs()), Slope.carryOut(r.rhs()), r.assumptions(), null);
      case Derivative d -> Goal.of(RelOp.EQ, Slope.of(Slope.carryOut(d.function()), d.by(), d.order()),
          Slope.carryOut(d.claimed()), d.assumptions(), d.by());
      case Value _ -> throw new Rejected("a value is computed, not proved");
      case Limit _, NoLimit _, Limits _, ArrayLimit _ -> throw new Rejected("limits have laws of their own");
      case Shape _, Inflection _ -> throw new Rejected("shapes have rules of their own");
      case Chain _ -> throw new Rejected("the chain rule is a rule of its own");
      case All _ -> throw new Rejected("each of several claims is proved by itself");
      case Equations _, Implication _, ArrayEquations _ -> throw new Rejected("equations are compared as a whole");
      case Bound _ -> throw new Rejected("bounds of sums have signs of their own");
      case Network _ -> throw new Rejected("equations of a network become sums");
      case Sums _ -> throw new Rejected("sums have a normal form of their own");
    };
  }

  /** The functions of which derivatives are claimed: a point at which they are not defined is none for the claim. */
  default List<Expr> differentiated() {
    return switch (this) {
      case Relation r -> Slope.differentiated(Exprs.and(List.of(Exprs.rel(r.op(), r.lhs(), r.rhs()))));
      case Derivative d -> Slope.differentiated(Exprs.mul(Exprs.diff(d.function(), d.by(), d.order()), d.claimed()));
      case Value v -> Slope.differentiated(Exprs.sub(v.lhs(), v.rhs()));
      case Sums s -> Slope.differentiated(Exprs.rel(RelOp.EQ, s.lhs(), s.rhs()));
      case Limit l -> Slope.differentiated(l.body());
      case NoLimit l -> Slope.differentiated(l.body());
      case Bound x -> x.of().differentiated();
      case ArrayLimit l -> l.of().differentiated();
      case ArrayEquations e -> Slope.differentiated(Exprs.and(List.of(Exprs.rel(RelOp.EQ, e.before().lhs(), e.before().rhs()),
          Exprs.rel(RelOp.EQ, e.lhs(), e.rhs()))));
      case Network _, Equations _, Implication _, Limits _, Chain _, Shape _, Inflection _, All _ -> List.of();
    };
  }

  /** As certificates state it: in plain text, and in the notation that is checked. */
  default Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    switch (this) {
      case Relation r -> {
        map.put("kind", "relation");
        put(map, "lhs", r.lhs());
        map.put("relation", Sexpr.relation(r.op()));
        put(map, "rhs", r.rhs());
      }
      case Derivative d -> {
        map.put("kind", "derivative");
        put(map, "function", d.function());
        put(map, "by", d.by());
        map.put("order", d.order());
        put(map, "claimed", d.claimed());
      }
      case Limit l -> {
        map.put("kind", "limit");
        put(map, "body", l.body());
        put(map, "by", l.by());
        put(map, "to", l.to());
        map.put("side", l.side());
        put(map, "value", l.value());
      }
      case NoLimit l -> {
        map.put("kind", "no limit");
        put(map, "body", l.body());
        put(map, "by", l.by());
        put(map, "to", l.to());
        map.put("side", l.side());
      }
      case Limits l -> {
        map.put("kind", "limits");
        put(map, "lhs", l.lhs());
        put(map, "rhs", l.rhs());
      }
      case Shape s -> {
        map.put("kind", "shape");
        map.put("form", s.form());
        put(map, "function", s.function());
        put(map, "by", s.by());
      }
      case Inflection i -> {
        map.put("kind", "inflection");
        put(map, "function", i.function());
        put(map, "by", i.by());
        put(map, "at", i.at());
      }
      case Chain c -> {
        map.put("kind", "chain rule");
        put(map, "lhs", c.lhs());
        put(map, "rhs", c.rhs());
        map.put("left", c.left().stream().map(Sexpr::write).toList());
        map.put("right", c.right().stream().map(Sexpr::write).toList());
        map.put("through", c.through());
      }
      case All a -> {
        map.put("kind", "all");
        map.put("parts", a.parts().stream().map(Claim::toMap).toList());
      }
      case Implication i -> {
        map.put("kind", "implication");
        put(map, "before", i.before());
        put(map, "after", i.after());
      }
      case Equations e -> {
        map.put("kind", "equations");
        put(map, "before", e.before());
        put(map, "after", e.after());
      }
      case Sums s -> {
        map.put("kind", s.offBorders() ? Sums.OFF_BORDERS : "sums");
        put(map, "lhs", s.lhs());
        put(map, "rhs", s.rhs());
        var shapes = new LinkedHashMap<String, Object>();
        s.shapes().forEach((name, shape) -> shapes.put(name, List.of(Sexpr.write(shape.rows()), Sexpr.write(shape.columns()))));
        map.put("shapes", shapes);
        map.put("members", new LinkedHashMap<>(s.members()));
        var indices = new LinkedHashMap<String, Object>();
        s.indices().forEach((name, ends) -> indices.put(name.name(), ends.stream().map(Sexpr::write).toList()));
        map.put("indices", indices);
      }
      case Bound x -> {
        map.putAll(x.of().toMap());
        map.put("kind", "bound");
        map.put("relation", Sexpr.relation(x.op()));
        return map;
      }
      case ArrayLimit l -> {
        map.putAll(l.of().toMap());
        map.put("kind", "limit of arrays");
        put(map, "by", l.by());
        put(map, "to", l.to());
        map.put("side", l.side());
        return map;
      }
      case ArrayEquations e -> {
        map.putAll(e.before().toMap());
        map.put("kind", "equations of arrays");
        put(map, "other lhs", e.lhs());
        put(map, "other rhs", e.rhs());
        return map;
      }
      case Network w -> {
        map.put("kind", "network");
        put(map, "lhs", w.lhs());
        put(map, "rhs", w.rhs());
        put(map, "hidden", w.hidden());
        put(map, "output", w.output());
        put(map, "cost", w.cost());
        map.put("labels", w.oneHot() ? "one-hot" : "any");
      }
      case Value v -> {
        map.put("kind", "value");
        put(map, "lhs", v.lhs());
        put(map, "rhs", v.rhs());
        map.put("tolerance", v.tolerance().toString());
        var rounded = new LinkedHashMap<String, Object>();
        v.rounded().forEach((name, ends) -> rounded.put(name, ends.stream().map(Rational::toString).toList()));
        map.put("rounded", rounded);
      }
    }
    var list = new ArrayList<Object>();
    for (var a : assumptions()) {
      var one = new LinkedHashMap<String, Object>();
      put(one, "assumption", a);
      list.add(one);
    }
    map.put("assumptions", list);
    return map;
  }

  private static void put(Map<String, Object> map, String name, Expr e) {
    map.put(name, e.toString());
    map.put(name + " read", Sexpr.write(e));
  }

  /** Reads what {@link #toMap} writes. Throws {@link Rejected} if the two notations do not say the same. */
  static Claim read(Node n) {
    var assumptions = new ArrayList<Expr>();
    for (var a : n.nodes("assumptions")) {
      assumptions.add(get(a.only("assumption", "assumption read"), "assumption"));
    }
    return switch (n.text("kind")) {
      case "relation" -> {
        n.only("kind", "lhs", "lhs read", "relation", "rhs", "rhs read", "assumptions");
        yield new Relation(Sexpr.relation(n.text("relation")), get(n, "lhs"), get(n, "rhs"), assumptions);
      }
      case "derivative" -> {
        n.only("kind", "function", "function read", "by", "by read", "order", "claimed", "claimed read", "assumptions");
        var by = get(n, "by");
        if (!(by instanceof Expr.Sym || by instanceof Expr.Indexed) || n.number("order") < 1 || n.number("order") > 10) {
          throw new Rejected("not a derivative by a variable");
        }
        yield new Derivative(get(n, "function"), by, n.number("order"), get(n, "claimed"), assumptions);
      }
      case "limit" -> {
        n.only("kind", "body", "body read", "by", "by read", "to", "to read", "side", "value", "value read", "assumptions");
        Evidence.require(get(n, "by") instanceof Expr.Sym && Math.abs(n.number("side")) <= 1, "not a limit");
        yield new Limit(get(n, "body"), (Expr.Sym) get(n, "by"), get(n, "to"), n.number("side"), get(n, "value"), assumptions);
      }
      case "no limit" -> {
        n.only("kind", "body", "body read", "by", "by read", "to", "to read", "side", "assumptions");
        Evidence.require(get(n, "by") instanceof Expr.Sym && Math.abs(n.number("side")) <= 1, "not a limit");
        yield new NoLimit(get(n, "body"), (Expr.Sym) get(n, "by"), get(n, "to"), n.number("side"), assumptions);
      }
      case "limits" -> {
        n.only("kind", "lhs", "lhs read", "rhs", "rhs read", "assumptions");
        yield new Limits(get(n, "lhs"), get(n, "rhs"), assumptions);
      }
      case "shape" -> {
        n.only("kind", "form", "function", "function read", "by", "by read", "assumptions");
        Evidence.require(get(n, "by") instanceof Expr.Sym, "not a function of a variable");
        yield new Shape(n.text("form"), get(n, "function"), (Expr.Sym) get(n, "by"), assumptions);
      }
      case "inflection" -> {
        n.only("kind", "function", "function read", "by", "by read", "at", "at read", "assumptions");
        Evidence.require(get(n, "by") instanceof Expr.Sym, "not a function of a variable");
        yield new Inflection(get(n, "function"), (Expr.Sym) get(n, "by"), get(n, "at"), assumptions);
      }
      case "chain rule" -> {
        n.only("kind", "lhs", "lhs read", "rhs", "rhs read", "left", "right", "through", "assumptions");
        var c = new Chain(get(n, "lhs"), get(n, "rhs"), quantities(n, "left"), quantities(n, "right"));
        Evidence.require(assumptions.isEmpty() && n.texts("through").equals(c.through()), "other conditions of the chain rule");
        yield c;
      }
      case "all" -> {
        n.only("kind", "parts", "assumptions");
        Evidence.require(assumptions.isEmpty(), "assumptions stand with the parts");
        var parts = n.nodes("parts");
        Evidence.require(parts.size() > 1 && parts.stream().noneMatch(p -> p.text("kind").equals("all")), "not several claims");
        yield new All(parts.stream().map(Claim::read).toList());
      }
      case "implication" -> {
        n.only("kind", "before", "before read", "after", "after read", "assumptions");
        yield new Implication(get(n, "before"), get(n, "after"), assumptions);
      }
      case "equations" -> {
        n.only("kind", "before", "before read", "after", "after read", "assumptions");
        yield new Equations(get(n, "before"), get(n, "after"), assumptions);
      }
      case "bound" -> {
        n.only("kind", "lhs", "lhs read", "relation", "rhs", "rhs read", "shapes", "members", "indices", "assumptions");
        yield new Bound(Sexpr.relation(n.text("relation")), sums(n, assumptions, false));
      }
      case "limit of arrays" -> {
        n.only("kind", "lhs", "lhs read", "rhs", "rhs read", "shapes", "members", "indices", "assumptions", "by", "by read", "to", "to read", "side");
        Evidence.require(get(n, "by") instanceof Expr.Sym && Math.abs(n.number("side")) <= 1, "not a limit");
        yield new ArrayLimit(sums(n, assumptions, false), (Expr.Sym) get(n, "by"), get(n, "to"), n.number("side"));
      }
      case "equations of arrays" -> {
        n.only("kind", "lhs", "lhs read", "rhs", "rhs read", "shapes", "members", "indices", "assumptions", "other lhs", "other lhs read",
            "other rhs", "other rhs read");
        yield new ArrayEquations(sums(n, assumptions, false), get(n, "other lhs"), get(n, "other rhs"));
      }
      case "sums", Sums.OFF_BORDERS -> {
        n.only("kind", "lhs", "lhs read", "rhs", "rhs read", "shapes", "members", "indices", "assumptions");
        yield sums(n, assumptions, !n.text("kind").equals("sums"));
      }
      case "network" -> {
        n.only("kind", "lhs", "lhs read", "rhs", "rhs read", "hidden", "hidden read", "output", "output read", "cost", "cost read",
            "labels", "assumptions");
        Evidence.require(assumptions.isEmpty() && List.of("one-hot", "any").contains(n.text("labels")), "not a network");
        yield new Network(get(n, "lhs"), get(n, "rhs"), get(n, "hidden"), get(n, "output"), get(n, "cost"), n.text("labels").equals("one-hot"));
      }
      case "value" -> {
        n.only("kind", "lhs", "lhs read", "rhs", "rhs read", "tolerance", "rounded", "assumptions");
        var rounded = new LinkedHashMap<String, List<Rational>>();
        var node = n.node("rounded");
        for (var name : node.fields().keySet()) {
          Names.check((String) name);
          rounded.put((String) name, node.texts((String) name).stream().map(Sexpr::rational).toList());
        }
        yield new Value(get(n, "lhs"), get(n, "rhs"), n.rational("tolerance"), rounded);
      }
      default -> throw new Rejected("there is no claim of the kind '" + n.text("kind") + "'");
    };
  }

  private static Sums sums(Node n, List<Expr> assumptions, boolean offBorders) {
    var shapes = new LinkedHashMap<String, org.gradus.expr.Shape>();
    pairs(n.node("shapes")).forEach((name, p) -> shapes.put(name, org.gradus.expr.Shape.of(p.get(0), p.get(1))));
    var indices = new LinkedHashMap<Expr.Sym, List<Expr>>();
    pairs(n.node("indices")).forEach((name, p) -> indices.put(Exprs.sym(name), p));
    var members = new LinkedHashMap<String, Integer>();
    var numbered = n.node("members");
    for (var name : numbered.fields().keySet()) {
      members.put((String) name, numbered.number((String) name));
      Evidence.require(shapes.containsKey(name) && numbered.number((String) name) > 0, "the members of " + name);
    }
    return new Sums(get(n, "lhs"), get(n, "rhs"), shapes, members, indices, assumptions, offBorders);
  }

  private static List<Expr> quantities(Node n, String name) {
    var all = n.texts(name).stream().map(Sexpr::read).toList();
    Evidence.require(all.stream().map(Sexpr::write).toList().equals(n.texts(name)), "not written as it is read: " + n.texts(name));
    all.forEach(Names::check);
    return all;
  }

  private static Map<String, List<Expr>> pairs(Node n) {
    var map = new LinkedHashMap<String, List<Expr>>();
    for (var name : n.fields().keySet()) {
      var texts = n.texts((String) name);
      Evidence.require(texts.size() == 2, "two expressions are expected for " + name);
      var pair = texts.stream().map(Sexpr::read).toList();
      Evidence.require(pair.stream().map(Sexpr::write).toList().equals(texts), "not written as it is read: " + texts);
      Names.check((String) name);
      pair.forEach(Names::check);
      map.put((String) name, pair);
    }
    return map;
  }

  private static Expr get(Node n, String name) {
    var e = n.expr(name + " read");
    if (!Sexpr.same(e, n.text(name)) || !Sexpr.write(e).equals(n.text(name + " read"))) {
      throw new Rejected("the two notations of '" + name + "' do not say the same");
    }
    Names.check(e);
    return e;
  }
}
