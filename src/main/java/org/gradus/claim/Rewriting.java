package org.gradus.claim;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;
import org.gradus.notation.NotationException;
import org.gradus.notation.Relation;
import org.gradus.notation.Span;
import org.gradus.notation.Term;

/**
 * A step with all that was known where it was read, so that it can be read again with something else written in it, by
 * the same way as the first time. Not thread-safe.
 */
public final class Rewriting {

  /** The parts of a step that can be written anew. */
  public enum Part { LEFT, RELATION, RIGHT }

  /** The claim that an equation follows, with another meaning of a side; null for the old one. */
  @FunctionalInterface
  interface Conclusion {

    /** @param at what was known where it was read */
    Claim.Step of(StepBuilder at, Expr left, Expr right);
  }

  private final StepBuilder builder;
  private final Side left;
  private final Relation sign;
  private final Side right;
  private final boolean implicit;
  /** For an equation that is to have the solutions of another one; else null. */
  private final Conclusion conclusion;
  /** For readings that are looked at and forgotten. */
  private StepBuilder scratch;
  /** Meanings of parts of sides that were looked at. */
  private final Map<Object, Map<Set<String>, Map<Expr, Expr>>> known = new HashMap<>();

  Rewriting(StepBuilder builder, Side left, Relation sign, Side right, boolean implicit) {
    this(builder, left, sign, right, implicit, null);
  }

  /** @param conclusion what an equation is claimed to follow from; with {@code implicit}, the line before, else it stands behind an arrow */
  Rewriting(StepBuilder builder, Side left, Relation sign, Side right, boolean implicit, Conclusion conclusion) {
    this.conclusion = conclusion;
    this.builder = builder.snapshot();
    this.left = left;
    this.sign = sign;
    this.right = right;
    this.implicit = implicit;
  }

  /** The LaTeX of a part as it was read, macros expanded; null where its meaning is not that of its text alone. */
  public String text(Part part) {
    return switch (part) {
      case LEFT -> isBehindArrow() ? null : left.source();
      case RELATION -> implicit || conclusion != null ? null : sign.latex();
      case RIGHT -> right.source();
    };
  }

  /** Whether the right side of the step is a whole equation, of which {@link Part#RIGHT} is the right side only. */
  public boolean isBehindArrow() {
    return conclusion != null && !implicit;
  }

  /** What stands in that equation before its right side, as its author wrote it. */
  public String lead() {
    if (!isBehindArrow()) {
      return "";
    }
    var whole = builder.text().text(left.start(), right.end());
    var last = builder.text().text(right.start(), right.end());
    return whole.endsWith(last) ? whole.substring(0, whole.length() - last.length()) : builder.text().text(left.start(), right.start());
  }

  /** The term of a side, its spans counted in {@link #text}; null where the text does not read by itself. */
  public Term term(Part part) {
    var text = text(part);
    if (text == null || part == Part.RELATION) {
      return null;
    }
    return Side.term(text, builder.context());
  }

  /** What a side would mean with this in its place, definitions substituted; null if it has no meaning. */
  public Expr meaning(Part part, String latex) {
    if (scratch == null) {
      scratch = builder.snapshot();
    }
    try {
      var side = Side.glimpsed(latex, scratch.context());
      return side == null ? null : scratch.meaning(side, part == Part.LEFT ? right : left, known);
    } catch (UnresolvedException | NotationException | IllegalArgumentException _) {
      return null;
    } finally {
      scratch.context().spelling().aliasesOf(builder.context().spelling()); // all that reading one side can change
    }
  }

  /** How one side is read while the other stays as it is. */
  public interface Reader {

    /** What the side would mean with this in its place; null where that takes more to tell. */
    Expr meaning(Part part, String latex);

    /**
     * The step with a side of this meaning, as far as its values go by it: both sides and what is known of their names, without other
     * readings and words. Null where it takes more to tell what the step would be.
     */
    Claim.Step step(Part part, Expr meaning);
  }

  /**
   * Reads a side without making the step again, the same way as the sides of the given one were read; null where these come from
   * more than their own text.
   *
   * @param like the step as it was judged
   */
  public Reader reader(Claim.Step like) {
    if (conclusion != null || like.lhs() == null || like.rhs() == null) {
      return null;
    }
    for (int variant = -1; variant <= 0; variant++) {
      if (like.lhs().equals(meaning(left, right, variant, new HashMap<>())) && like.rhs().equals(meaning(right, left, variant, new HashMap<>()))) {
        int v = variant;
        var known = new HashMap<Object, Map<Set<String>, Map<Expr, Expr>>>();
        return new Reader() {
          @Override
          public Expr meaning(Part part, String latex) {
            var side = part == Part.RELATION ? null : Side.glimpsed(latex, scratch.context());
            return side == null ? null : Rewriting.this.meaning(side, part == Part.LEFT ? right : left, v, known);
          }

          @Override
          public Claim.Step step(Part part, Expr meaning) {
            return v >= 0 ? null : scratch.alike(like, part == Part.LEFT ? meaning : like.lhs(), part == Part.LEFT ? like.rhs() : meaning);
          }
        };
      }
    }
    return null;
  }

  private Expr meaning(Side own, Side other, int variant, Map<Object, Map<Set<String>, Map<Expr, Expr>>> known) {
    if (scratch == null) {
      scratch = builder.snapshot();
    }
    try {
      return scratch.meaning(own, other, variant, known);
    } catch (UnresolvedException | IllegalArgumentException _) {
      return null;
    } finally {
      scratch.context().spelling().aliasesOf(builder.context().spelling());
    }
  }

  /** The step with a part written anew; null if that does not read. */
  public Claim.Step step(Part part, String latex) {
    var builder = this.builder.snapshot();
    if (part == Part.RELATION) {
      var kind = kind(latex);
      return kind == null ? null : builder.step(left, new Relation(latex, kind, sign.span()), right, false, implicit);
    }
    var side = (part == Part.LEFT ? left : right).rewritten(latex, builder.context());
    if (side == null || side.error() != null) {
      return null;
    }
    if (conclusion != null) {
      try {
        var value = builder.meaning(side, part == Part.LEFT ? right : left);
        return part == Part.LEFT ? conclusion.of(builder, value, null) : conclusion.of(builder, null, value);
      } catch (UnresolvedException _) {
        return null;
      }
    }
    return part == Part.LEFT ? builder.step(side, sign, right, false, implicit) : builder.step(left, sign, side, false, implicit);
  }

  private static Relation.Kind kind(String latex) {
    return switch (latex) {
      case "=" -> Relation.Kind.EQ;
      case "\\ne", "\\neq" -> Relation.Kind.NE;
      case "<" -> Relation.Kind.LT;
      case "\\le", "\\leq" -> Relation.Kind.LE;
      case ">" -> Relation.Kind.GT;
      case "\\ge", "\\geq" -> Relation.Kind.GE;
      case "\\approx" -> Relation.Kind.APPROX;
      default -> null;
    };
  }

  /** Where a piece of a part stands in the file, offsets counted in {@link #text}; of an empty piece, the place between two characters. */
  public Place place(Part part, int from, int to) {
    if (part == Part.RELATION) {
      return builder.text().place(sign.span().start(), sign.span().end());
    }
    var side = part == Part.LEFT ? left : right;
    if (from < to) {
      return side.formula().place(side.start() + from, side.start() + to);
    }
    boolean behind = from > 0; // not before what comes next, which may be in another line
    var beside = side.formula().place(side.start() + from - (behind ? 1 : 0), side.start() + from + (behind ? 0 : 1));
    return behind ? new Place(beside.endLine(), beside.endColumn(), beside.endLine(), beside.endColumn())
        : new Place(beside.line(), beside.column(), beside.line(), beside.column());
  }

  /** A piece of a part as its author wrote it, offsets counted in {@link #text}. */
  public String written(Part part, int from, int to) {
    var side = part == Part.LEFT ? left : right;
    return from >= to ? "" : side.formula().written(side.start() + from, side.start() + to);
  }

  /** The smallest piece around this one that can be replaced in the file, offsets counted in {@link #text}: a macro is replaced as a whole. */
  public Span replaceable(Part part, int from, int to) {
    var side = part == Part.LEFT ? left : right;
    var range = side.formula().replaceable(side.start() + from, side.start() + to);
    return new Span(Math.max(0, range.start() - side.start()), range.end() - side.start());
  }

  /** Names that may have been meant in this step: those of both sides, then those of what they are defined by. */
  public Set<String> nearbyNames() {
    var found = new LinkedHashSet<String>();
    for (var side : new Side[] {left, right}) {
      if (side.raw() != null) {
        Trees.freeSymbols(side.raw()).forEach(s -> found.add(s.name()));
      }
    }
    for (var todo = new ArrayDeque<>(found); !todo.isEmpty();) {
      var d = builder.context().definition(todo.poll());
      if (d != null) {
        Trees.freeSymbols(d.body()).stream().map(Expr.Sym::name).filter(found::add).forEach(todo::add);
      }
    }
    for (var d : builder.context().definitions()) {
      if (d.parameters().isEmpty() && !d.family()) {
        found.add(d.name());
      }
    }
    found.removeIf(n -> n.endsWith("_") || n.contains("["));
    return found;
  }
}
