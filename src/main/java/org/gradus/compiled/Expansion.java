package org.gradus.compiled;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.gradus.compiled.Graph.Node;

/**
 * Operations that no machine has, written out: σ and softplus with exponentials of negative numbers alone, which do not
 * overflow, and the same one for σ(x), σ(−x) and softplus(x). For lanes further functions, see {@link LaneMath}.
 */
final class Expansion {

  private final Graph graph;
  private final LaneMath lanes;
  private final Map<Node, Node> done = new HashMap<>();

  private Expansion(Graph graph, LaneMath lanes) {
    this.graph = graph;
    this.lanes = lanes;
  }

  /** The outputs for code on doubles. */
  static List<Node> scalar(Graph graph, List<Node> outputs) {
    return new Expansion(graph, null).of(outputs);
  }

  /** The outputs for vectors. */
  static List<Node> lanes(Graph graph, List<Node> outputs) {
    return new Expansion(graph, new LaneMath(graph)).of(outputs);
  }

  /** The nodes that are needed, each after its operands. */
  static List<Node> reachable(List<Node> roots) {
    var seen = new TreeSet<Node>(Comparator.comparingInt(Node::id));
    var open = new ArrayList<>(roots);
    while (!open.isEmpty()) {
      var n = open.removeLast();
      if (n != null && seen.add(n)) {
        open.add(n.a());
        open.add(n.b());
        open.add(n.c());
      }
    }
    return List.copyOf(seen);
  }

  private List<Node> of(List<Node> outputs) {
    for (var n : reachable(outputs)) {
      done.put(n, expand(n));
    }
    return outputs.stream().map(done::get).toList();
  }

  private Node expand(Node n) {
    var a = done.get(n.a());
    var b = done.get(n.b());
    return switch (n.op()) {
      case CONST, VAR -> n;
      case SIGMOID -> lanes != null ? lanes.sigmoid(a) : sigmoid(a);
      case SOFTPLUS -> lanes != null ? lanes.softplus(a)
          : graph.add(graph.call(Op.MAX, a, graph.constant(0)), graph.call(Op.LOG1P, decay(a)));
      case EXP -> lanes != null ? lanes.exp(a) : graph.call(Op.EXP, a);
      case EXPM1 -> lanes != null ? lanes.expm1(a) : graph.call(Op.EXPM1, a);
      case TANH -> lanes != null ? lanes.tanh(a) : graph.call(Op.TANH, a);
      case ADD -> graph.add(a, b);
      case SUB -> graph.sub(a, b);
      case MUL -> isSigmoidSlope(n) ? sigmoidSlope(done.get(n.a().a())) : graph.mul(a, b);
      case DIV -> graph.div(a, b);
      case LT -> graph.lt(a, b);
      case LE -> graph.le(a, b);
      case EQ -> graph.eq(a, b);
      case AND -> graph.and(a, b);
      case OR -> graph.or(a, b);
      case SELECT -> graph.select(a, b, done.get(n.c()));
      case FMA -> graph.fma(a, b, done.get(n.c()));
      default -> n.op().arity() == 1 ? graph.call(n.op(), a) : graph.call(n.op(), a, b);
    };
  }

  /** e^(−|a|). */
  private Node decay(Node a) {
    return graph.call(Op.EXP, graph.neg(graph.abs(a)));
  }

  private Node reciprocal(Node a) {
    var one = graph.constant(1);
    // the same for σ(x) and σ(−x): a division costs as much as the exponential
    return graph.div(one, graph.add(one, decay(a)));
  }

  private Node sigmoid(Node a) {
    return graph.mul(graph.select(graph.lt(a, graph.constant(0)), decay(a), graph.constant(1)), reciprocal(a));
  }

  private boolean isSigmoidSlope(Node n) {
    return n.a().op() == Op.SIGMOID && n.b().op() == Op.SIGMOID && n.b().a() == graph.neg(n.a().a());
  }

  /** σ(a) σ(−a), whatever the sign of a. */
  private Node sigmoidSlope(Node a) {
    return lanes != null ? lanes.sigmoidSlope(a) : graph.mul(reciprocal(a), graph.mul(decay(a), reciprocal(a)));
  }
}
