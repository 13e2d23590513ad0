package org.gradus.compiled;

import java.util.HashMap;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.numeric.Unsupported;

/**
 * Operations on doubles in which equal parts are one node. Nodes are made by the methods here alone, each after its
 * operands, so that their numbers are an order of evaluation. Constants are folded; what is simplified keeps the value to
 * the last bit (apart from the sign of zero). Not thread-safe.
 */
public final class Graph {

  /** More nodes than this are not made: a sum that is too long, or an expression that is too large. */
  public static final int MAX_NODES = 200_000;

  /**
   * An operation with its operands; unused ones are null.
   *
   * @param value of a constant
   * @param input of a variable: its place among the inputs
   */
  public record Node(int id, Op op, Node a, Node b, Node c, double value, int input) {
    @Override public boolean equals(Object o) {
      return this == o;
    }

    @Override public int hashCode() {
      return id;
    }

    boolean isConst() {
      return op == Op.CONST;
    }

    boolean is(double v) {
      return op == Op.CONST && value == v;
    }
  }

  private record Key(Op op, int a, int b, int c, long bits) {}

  private final Map<Key, Node> nodes = new HashMap<>();

  public Node constant(double value) {
    return node(Op.CONST, null, null, null, value, Double.doubleToLongBits(value));
  }

  /** The input number {@code input}. */
  public Node variable(int input) {
    return node(Op.VAR, null, null, null, 0, input);
  }

  public Node nan() {
    return constant(Double.NaN);
  }

  public Node add(Node a, Node b) {
    if (b.op == Op.NEG) {
      return sub(a, b.a);
    }
    if (a.op == Op.NEG) {
      return sub(b, a.a);
    }
    return a.is(0) ? b : b.is(0) ? a : commutative(Op.ADD, a, b);
  }

  public Node sub(Node a, Node b) {
    return b.is(0) ? a : a.is(0) ? neg(b) : b.op == Op.NEG ? add(a, b.a) : make(Op.SUB, a, b, null);
  }

  public Node mul(Node a, Node b) {
    if (a.is(1)) {
      return b;
    }
    if (b.is(1)) {
      return a;
    }
    if (a.is(-1)) {
      return neg(b);
    }
    if (b.is(-1)) {
      return neg(a);
    }
    if (a.op == Op.NEG || b.op == Op.NEG) {
      var product = mul(a.op == Op.NEG ? a.a : a, b.op == Op.NEG ? b.a : b);
      return a.op == b.op ? product : neg(product);
    }
    return commutative(Op.MUL, a, b);
  }

  public Node div(Node a, Node b) {
    return b.is(1) ? a : a.op == Op.NEG ? neg(div(a.a, b)) : make(Op.DIV, a, b, null);
  }

  public Node neg(Node a) {
    return a.op == Op.NEG ? a.a : a.op == Op.SUB ? make(Op.SUB, a.b, a.a, null) : make(Op.NEG, a, null, null);
  }

  public Node abs(Node a) {
    return a.op == Op.NEG ? abs(a.a) : isNonNegative(a) ? a : make(Op.ABS, a, null, null);
  }

  /** {@code a < b}. */
  public Node lt(Node a, Node b) {
    return make(Op.LT, a, b, null);
  }

  /** {@code a <= b}. */
  public Node le(Node a, Node b) {
    return make(Op.LE, a, b, null);
  }

  public Node eq(Node a, Node b) {
    return commutative(Op.EQ, a, b);
  }

  public Node and(Node a, Node b) {
    return a.is(1) ? b : b.is(1) ? a : a.is(0) ? a : b.is(0) ? b : a == b ? a : commutative(Op.AND, a, b);
  }

  public Node or(Node a, Node b) {
    return a.is(0) ? b : b.is(0) ? a : a.is(1) ? a : b.is(1) ? b : a == b ? a : commutative(Op.OR, a, b);
  }

  /** {@code yes} where the condition is true, otherwise {@code no}. */
  public Node select(Node condition, Node yes, Node no) {
    return condition.isConst() ? condition.value != 0 ? yes : no : yes == no ? yes : make(Op.SELECT, condition, yes, no);
  }

  /** {@code a·b + c}, rounded once. */
  public Node fma(Node a, Node b, Node c) {
    return make(Op.FMA, a, b, c);
  }

  /** A function of one argument. */
  public Node call(Op op, Node a) {
    return switch (op) {
      case NEG -> neg(a);
      case ABS -> abs(a);
      default -> make(op, a, null, null);
    };
  }

  /** A function of two arguments. */
  public Node call(Op op, Node a, Node b) {
    return switch (op) {
      case MIN, MAX -> commutative(op, a, b);
      default -> make(op, a, b, null);
    };
  }

  /** The value of an expression, with the given nodes for its symbols. Throws {@code Unsupported}. */
  public Node lower(Expr e, Map<String, Node> env) {
    return new Lowering(this).lower(e, env);
  }

  /** The derivative of a node by another one, of which it is made; by automatic differentiation. */
  public Node derivative(Node of, Node by) {
    return new Tangents(this, by).of(of);
  }

  private Node commutative(Op op, Node a, Node b) {
    return a.id <= b.id ? make(op, a, b, null) : make(op, b, a, null);
  }

  private Node make(Op op, Node a, Node b, Node c) {
    if (op.arity() != (c != null ? 3 : b != null ? 2 : 1)) {
      throw new IllegalArgumentException(op + " takes " + op.arity() + " operands");
    }
    if (a.isConst() && (b == null || b.isConst()) && (c == null || c.isConst())) {
      return constant(op.apply(a.value, b == null ? 0 : b.value, c == null ? 0 : c.value));
    }
    return node(op, a, b, c, 0, 0);
  }

  private Node node(Op op, Node a, Node b, Node c, double value, long bits) {
    var key = new Key(op, a == null ? -1 : a.id, b == null ? -1 : b.id, c == null ? -1 : c.id, bits);
    var known = nodes.get(key);
    if (known == null) {
      if (nodes.size() >= MAX_NODES) {
        throw new Unsupported("more than " + MAX_NODES + " operations to compile");
      }
      known = new Node(nodes.size(), op, a, b, c, value, op == Op.VAR ? (int) bits : -1);
      nodes.put(key, known);
    }
    return known;
  }

  /** Whether the double is certainly not below 0, or is NaN. */
  static boolean isNonNegative(Node n) {
    return switch (n.op) {
      case CONST -> n.value >= 0;
      case EXP, ABS, SQRT, COSH, SIGMOID, SOFTPLUS -> true;
      case MUL -> n.a == n.b || isNonNegative(n.a) && isNonNegative(n.b);
      case ADD, MIN, DIV -> isNonNegative(n.a) && isNonNegative(n.b);
      case MAX -> isNonNegative(n.a) || isNonNegative(n.b);
      default -> false;
    };
  }

  /** Whether the double is certainly above 0, or is NaN; an exponential may have become 0. */
  static boolean isPositive(Node n) {
    return switch (n.op) {
      case CONST -> n.value > 0;
      case COSH -> true;
      case ADD -> isPositive(n.a) && isNonNegative(n.b) || isNonNegative(n.a) && isPositive(n.b);
      case MAX -> isPositive(n.a) || isPositive(n.b);
      default -> false;
    };
  }
}
