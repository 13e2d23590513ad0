package org.gradus.tensor;

import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Shape;

/** What is to be said of a claim about indices, vectors or matrices. */
public sealed interface Outcome {

  /**
   * The claim holds for all sizes (each at least 1) and all values at which both sides are defined.
   *
   * @param method how it was proved, in a few words
   * @param conditions what was used beyond the assumptions, in plain text
   * @param statement what was proved, with explicit ranges; null where that is not at hand
   */
  record Proved(String method, List<String> conditions, Statement statement) implements Outcome {
    public Proved {
      conditions = List.copyOf(conditions);
    }

    Proved(String method, List<String> conditions) {
      this(method, conditions, null);
    }
  }

  /**
   * A claim with explicit ranges.
   *
   * @param shapes of the vectors and matrices in it; of a family that of one member
   * @param members how many subscripts number the members of a family, where not 0
   * @param indices those that are bound nowhere, each with the ends of its range
   */
  record Statement(Expr lhs, Expr rhs, Map<String, Shape> shapes, Map<String, Integer> members, Map<Expr.Sym, List<Expr>> indices,
      List<Expr> assumptions) {}

  /**
   * The kernel proves the claim at every choice of small sizes.
   *
   * @param method in words: {@code exact for all sizes ≤ 3}
   * @param conditions as for {@link Proved}
   */
  record Tested(String method, List<String> conditions) implements Outcome {
    public Tested {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * The claim fails at a point.
   *
   * @param sizes the sizes and the values of the free indices at which it fails
   * @param point the values of the variables, exact: {@code z[1] ↦ 1/2}
   * @param component which entry of the two sides differs ({@code [1,2]}), or null for scalars
   * @param lhs the value of the left side there
   * @param rhs the value of the right side there
   * @param transposed whether the claim holds for the transpose of one side
   */
  record Refuted(Map<String, String> sizes, Map<String, String> point, String component, String lhs, String rhs,
      boolean transposed) implements Outcome {}

  /**
   * The shapes can't agree, or an operation is not defined for the shapes of its operands.
   *
   * @param words {@code transpose(W)*delta is n×1, a is m×1}
   * @param forced whether the shapes are unequal whatever the sizes are; otherwise they may be the same by chance
   * @param transposed whether the claim is proved for the transpose of one side
   */
  record ShapeClash(String words, boolean forced, boolean transposed) implements Outcome {}

  /**
   * Nothing is known.
   *
   * @param reason in words
   * @param holdsIf what nobody said, under which the claim is proved
   */
  record Unknown(String reason, List<String> holdsIf) implements Outcome {
    public Unknown {
      holdsIf = List.copyOf(holdsIf);
    }

    public Unknown(String reason) {
      this(reason, List.of());
    }
  }
}
