package org.gradus.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.InOrder;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;

/**
 * What is known of the names of a claim. All of it may be missing: a name without a shape is a scalar (or, where it
 * carries indices, a family of scalars), a range that is not known is a size of its own, shared by all indices that
 * stand at the same place of the same family.
 *
 * @param shapes the shape of a name, by its base: {@code W}, {@code x}, {@code W_1}; for a family of vectors or
 *     matrices ({@code x[i]}, {@code w__l}, {@code x__i}) the shape of one member
 * @param members how many subscripts number the members of a family before those that number its entries: 1 for
 *     vectors x_1, …, x_n, whose components are {@code x[i,a]}; 0 where nothing stands here. Superscripts always
 *     number members
 * @param ranges the sizes that the index places of a family run over, subscripts first, then superscripts; null for
 *     one that is not known: {@code w ↦ [n, m]} for {@code w[j,k]} with j in 1..n and k in 1..m
 * @param indices the size that an index name runs over wherever it is an index: {@code k ↦ n}
 * @param facts properties of names
 * @param layout how derivatives are laid out; null where it is open
 */
public record Typing(Map<String, Shape> shapes, Map<String, Integer> members, Map<String, List<Expr>> ranges,
    Map<String, Expr> indices, List<Fact> facts, Layout layout) {

  /** Nothing is known. */
  public static final Typing NONE = new Typing(Map.of(), Map.of(), Map.of(), Map.of(), List.of(), null);

  /** Before the name of the size of an identity, or of a vector of ones, that nothing tells. */
  public static final String UNIT_SIZE = "size_unit";

  public Typing {
    shapes = InOrder.copy(shapes);
    members = InOrder.copy(members);
    ranges = InOrder.copy(ranges);
    indices = InOrder.copy(indices);
    facts = List.copyOf(facts);
  }

  /** The layout of derivatives by vectors and matrices (Magnus and Neudecker 1999; Minka 2000). */
  public enum Layout {
    /** The derivative of an m-vector by an n-vector is m×n; the gradient of a scalar is a row. */
    NUMERATOR,
    /** The derivative of an m-vector by an n-vector is n×m; the gradient of a scalar has the shape of the variable. */
    DENOMINATOR
  }

  /** A property of a name. */
  public sealed interface Fact {

    String name();

    /** A vector, or the columns of a family by its first index, with one 1 and otherwise 0. */
    record OneHot(String name) implements Fact {}

    /** A vector or a matrix with entries 0 and 1; counterexamples give it no others. */
    record Binary(String name) implements Fact {}

    /** A square matrix equal to its transpose. */
    record Symmetric(String name) implements Fact {}

    /** A square matrix with zeros off its diagonal; of one that is not square nothing is used. */
    record Diagonal(String name) implements Fact {}

    /** A square matrix whose transpose is its inverse. */
    record Orthogonal(String name) implements Fact {}

    /** A matrix W with WᵀW = I, or WWᵀ = I where {@code rows}. */
    record Orthonormal(String name, boolean rows) implements Fact {}

    /** A symmetric matrix A with xᵀAx > 0 for every x other than 0. */
    record PositiveDefinite(String name) implements Fact {}

    /** A symmetric matrix A with xᵀAx ≥ 0 for every x; counterexamples take positive definite ones. */
    record Semidefinite(String name) implements Fact {}

    /** A square matrix with an inverse. */
    record Invertible(String name) implements Fact {}

    /** XᵀX has an inverse. */
    record FullColumnRank(String name) implements Fact {}

    /** A matrix whose rows are the members of a family of vectors; its columns, where {@code columns}. */
    record Stacked(String name, String family, boolean columns) implements Fact {}

    /** A function of a number, applied to vectors entry by entry. */
    record Elementwise(String name) implements Fact {}
  }

  public Typing withShape(String name, Shape shape) {
    return new Typing(with(shapes, name, shape), members, ranges, indices, facts, layout);
  }

  public Typing withMembers(String name, int subscripts) {
    return new Typing(shapes, with(members, name, subscripts), ranges, indices, facts, layout);
  }

  public Typing withRanges(String base, List<Expr> sizes) {
    return new Typing(shapes, members, with(ranges, base, sizes), indices, facts, layout);
  }

  public Typing withIndex(String index, Expr size) {
    return new Typing(shapes, members, ranges, with(indices, index, size), facts, layout);
  }

  /** The same with others in the place of some sizes. */
  public Typing withSizes(Map<Expr, Expr> others) {
    var newShapes = new LinkedHashMap<String, Shape>();
    shapes.forEach((name, s) -> newShapes.put(name, Shape.of(put(s.rows(), others), put(s.columns(), others))));
    var newRanges = new LinkedHashMap<String, List<Expr>>();
    ranges.forEach((name, sizes) -> newRanges.put(name, sizes.stream().map(e -> put(e, others)).toList()));
    var newIndices = new LinkedHashMap<String, Expr>();
    indices.forEach((name, e) -> newIndices.put(name, put(e, others)));
    return new Typing(newShapes, members, newRanges, newIndices, facts, layout);
  }

  private static Expr put(Expr e, Map<Expr, Expr> others) {
    return e == null ? null : Trees.substitute(e, others);
  }

  /** The letters that sizes are given by. */
  public Set<Expr.Sym> sizes() {
    var found = new LinkedHashSet<Expr.Sym>();
    shapes.values().stream().filter(s -> !s.isScalar()).forEach(s -> {
      found.addAll(Trees.freeSymbols(s.rows()));
      found.addAll(Trees.freeSymbols(s.columns()));
    });
    return found;
  }

  public Typing with(Fact fact) {
    var all = new ArrayList<>(facts);
    all.add(fact);
    return new Typing(shapes, members, ranges, indices, all, layout);
  }

  public Typing with(Layout layout) {
    return new Typing(shapes, members, ranges, indices, facts, layout);
  }

  /** The same without what is known of a name beyond its shape. */
  public Typing withoutFactsOf(String name) {
    return new Typing(shapes, members, ranges, indices, facts.stream().filter(f -> f instanceof Fact.Elementwise || !f.name().equals(name)).toList(), layout);
  }

  /** Whether the property is among the facts. */
  public boolean is(Fact fact) {
    return facts.contains(fact);
  }

  private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
    var more = new LinkedHashMap<>(map);
    more.put(key, value);
    return more;
  }
}
