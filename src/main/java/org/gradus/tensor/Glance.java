package org.gradus.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/**
 * The values of a claim's sides in doubles at a few points with small sizes, laid out once, so that other sides can be held against
 * them one by one: only the new side is lowered and valued. Sides that bring in vectors, families or inverses of their own are not
 * looked at, for then sizes and points might be others. Not thread-safe.
 */
public final class Glance {

  /** Free indices, and classes of one-hot vectors, that are looked at with each choice of sizes. */
  static final int SPOTS = 3;

  /** Points that the assumptions admit, of {@link QuickLook#DRAWS}. */
  static final int POINTS = 2;

  private record Point(Looped at, double left, double right) {}

  private final Lowered claim;
  private final Shapes shapes;
  private final Shape left;
  private final Shape right;
  private final List<Point> points;
  private final Set<String> names;
  private final Set<Expr> components = new HashSet<>();
  private final Set<String> oneHot = new HashSet<>();
  private final Set<Expr> indices;
  private final Set<Expr> sizes;
  private final List<Expr> sides;
  /** Lowers sides, which have most of their parts in common. */
  private Entries entries;
  /** Names that are numbers wherever they stand, and of which nothing is assumed. */
  private final Predicate<String> free;
  /** Whether sums of the claim say nothing of their ranges. */
  private final boolean summed;

  private Glance(Lowered claim, Expr lhs, Expr rhs, Predicate<String> free, List<Point> points) {
    this.claim = claim;
    this.free = free;
    summed = claim.samples() || !claim.hiddenSizes().isEmpty();
    sides = List.of(lhs, rhs);
    sizes = new HashSet<>(claim.possibleSizes());
    this.points = points;
    shapes = new Shapes(claim.typing());
    left = shapes.of(lhs);
    right = shapes.of(rhs);
    names = names(Exprs.rel(RelOp.EQ, lhs, rhs));
    indices = new HashSet<>(claim.usedIndices().keySet());
    claim.sides().forEach(s -> Trees.any(s, x -> x instanceof Expr.Indexed && components.add(x) && false));
    for (var f : claim.typing().facts()) {
      if (f instanceof Typing.Fact.OneHot h) {
        oneHot.add(h.name());
      }
    }
  }

  /** Null where no value can be looked at. Throws {@link Shapes.Clash} and {@link Unsupported}. */
  static Glance of(Expr lhs, Expr rhs, Typing typing, List<Expr> assumptions, Predicate<String> isNumber, Kernel kernel) {
    var shapes = new Shapes(typing);
    var shape = Exprs.isZero(lhs) ? shapes.of(rhs) : shapes.of(lhs);
    var claim = Lowered.of(List.of(lhs, rhs), shape, typing, assumptions);
    boolean sameIndices = assumptions.stream().anyMatch(a -> a instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym && r.rhs() instanceof Expr.Sym);
    if (sameIndices) {
      return null;
    }
    var spokenOf = new HashSet<>(typing.indices().keySet());
    assumptions.forEach(a -> spokenOf.addAll(names(a)));
    claim.sizes().forEach(s -> spokenOf.add(s.name()));
    var trials = new Trials(claim, kernel);
    var points = new ArrayList<Point>();
    for (var spot : trials.spots(SPOTS)) {
      points.addAll(points(claim, spot, trials.symmetric()));
    }
    return points.isEmpty() ? null : new Glance(claim, lhs, rhs, n -> isNumber.test(n) && !spokenOf.contains(n), points);
  }

  private static List<Point> points(Lowered claim, Trials.Spot spot, Set<String> symmetric) {
    var found = new ArrayList<Point>();
    try {
      for (int draw = 0; draw < QuickLook.DRAWS && found.size() < POINTS; draw++) {
        var values = new Looped(claim.inverses(), symmetric, spot.values());
        var left = values.part(claim.sides().get(0));
        var right = values.part(claim.sides().get(1));
        var facts = spot.facts().stream().map(values::condition).toList();
        values.define(spot.given());
        var at = values.draw(draw);
        if (facts.stream().allMatch(f -> f.at(at) == 1)) {
          double l = left.at(at);
          double r = right.at(at);
          if (Double.isFinite(l) && Double.isFinite(r)) {
            found.add(new Point(values, l, r));
          }
        }
      }
    } catch (Unsupported | StackOverflowError _) {
      return found;
    }
    return found;
  }

  /** Whether all names in the side are names of the claim. */
  public boolean knows(Expr side) {
    return areNames(side, names::contains);
  }

  private static boolean areNames(Expr side, Predicate<String> which) {
    for (var s : Trees.symbols(side)) {
      if (!which.test(s.name())) {
        return false;
      }
    }
    return !Trees.any(side, x -> x instanceof Expr.Indexed i && !which.test(i.base()) || x instanceof Expr.Apply a && !which.test(a.name()));
  }

  /** Whether the side has another value than the one it would stand beside, at some point: then the claim with it is false. Never throws. */
  public boolean differs(Expr side, boolean isLeft) {
    try {
      if (!areNames(side, n -> names.contains(n) || free.test(n)) || !shapes.of(side).equals(isLeft ? left : right)) {
        return false;
      }
      if (entries == null || !entries.remembers()) {
        entries = Entries.remembering(claim.typing());
      }
      var shape = claim.shape();
      var entry = entries.of(side, Exprs.isOne(shape.rows()) ? Exprs.ONE : Lowered.ROW,
          Exprs.isOne(shape.columns()) ? Exprs.ONE : Lowered.COLUMN);
      if (!claim.inverses().all().keySet().containsAll(entries.inverses().all().keySet())) {
        return false;
      }
      entry = atFirst(summed ? summed(entry, side, isLeft) : entry);
      if (!isClear(entry, Set.of())) {
        return false;
      }
      for (var p : points) {
        double v = p.at().also(entry);
        if (Double.isFinite(v) && QuickLook.areApart(v, isLeft ? p.right() : p.left())) {
          return true;
        }
      }
      return false;
    } catch (Shapes.Clash | Unsupported | ArithmeticException | StackOverflowError _) {
      return false;
    }
  }

  /** With the ranges that such sums have in the claim; a size that nobody names may be any number that something is divided by. */
  private Expr summed(Expr entry, Expr side, boolean isLeft) {
    var constants = Lowered.constants(isLeft ? List.of(side, sides.get(1)) : List.of(sides.get(0), side));
    var explicit = new Ranges(claim.typing(), constants).resolve(List.of(entry)).expressions();
    var alone = new Lowered(explicit, claim.shape(), claim.free(), claim.places(), claim.assumptions(), claim.inverses(), claim.sizes(), claim.typing(), claim.samples());
    if (!sizes.containsAll(alone.possibleSizes())) {
      throw new Unsupported("another number may be a size");
    }
    return explicit.getFirst();
  }

  /** A claim about all values of an index that comes in is one about its first. */
  private Expr atFirst(Expr entry) {
    var first = new HashMap<Expr, Expr>();
    for (var s : Trees.symbols(entry)) {
      if (!indices.contains(s) && free.test(s.name()) && isBelow(entry, s)) {
        first.put(s, Exprs.ONE);
      }
    }
    return first.isEmpty() ? entry : Trees.substitute(entry, first);
  }

  private static boolean isBelow(Expr e, Expr.Sym index) {
    return Trees.any(e, x -> x instanceof Expr.Indexed i && i.sub().stream().anyMatch(s -> Trees.isFree(s, index)));
  }

  /** Whether all ranges are written, and every index is bound, one of the claim's, or the label of a component in the claim. */
  private boolean isClear(Expr e, Set<Expr> bound) {
    return switch (e) {
      case Expr.Big b when b.lower() == null || b.upper() == null -> false;
      case Expr.Big b -> {
        var inner = new HashSet<>(bound);
        inner.add(b.index());
        yield isClear(b.lower(), bound) && isClear(b.upper(), bound) && isClear(b.body(), inner);
      }
      case Expr.Indexed x -> components.contains(x)
          || Trees.freeSymbols(x).stream().allMatch(i -> bound.contains(i) || indices.contains(i) || free.test(i.name())) && (!oneHot.contains(x.base()) || isOfKnownKind(x));
      default -> Trees.areAll(Trees.children(e), c -> isClear(c, bound));
    };
  }

  /** Values are given to components of a one-hot vector as the claim writes them. */
  private boolean isOfKnownKind(Expr.Indexed x) {
    return components.stream().anyMatch(c -> c instanceof Expr.Indexed k && k.base().equals(x.base()) && k.sub().size() == x.sub().size()
        && k.sup().equals(x.sup()));
  }

  private static Set<String> names(Expr e) {
    var names = new HashSet<String>();
    Trees.freeSymbols(e).forEach(s -> names.add(s.name()));
    Trees.any(e, x -> {
      switch (x) {
        case Expr.Indexed i -> names.add(i.base());
        case Expr.Apply a -> names.add(a.name());
        default -> { }
      }
      return false;
    });
    return names;
  }
}
