package org.gradus.compiled;

import static org.gradus.compiled.Expansion.reachable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.gradus.compiled.Graph.Node;
import org.gradus.expr.Expr;
import org.gradus.numeric.StableForms;
import org.gradus.numeric.Unsupported;

/** Expressions over named inputs, lowered together so that their common parts are computed once. */
public final class Program {

  private final Graph graph;
  private final List<String> inputs;
  private final List<Node> outputs;

  private Program(Graph graph, List<String> inputs, List<Node> outputs) {
    this.graph = graph;
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
  }

  /**
   * The expressions in their stable forms: {@code −log σ(z)} does not overflow.
   *
   * @param inputs names of symbols and components ({@code z}, {@code x[1]}), in the order of the inputs
   * @throws Unsupported for what has no double as its value, or a name that is no input
   */
  public static Program of(List<Expr> outputs, List<String> inputs) {
    return asWritten(outputs.stream().map(StableForms::of).toList(), inputs);
  }

  /** The expressions as they stand, operation by operation. Throws {@link Unsupported}. */
  public static Program asWritten(List<Expr> outputs, List<String> inputs) {
    var graph = new Graph();
    var env = new HashMap<String, Node>();
    for (int i = 0; i < inputs.size(); i++) {
      env.put(inputs.get(i), graph.variable(i));
    }
    var lowering = new Lowering(graph);
    try {
      return new Program(graph, inputs, outputs.stream().map(e -> lowering.lower(e, env)).toList());
    } catch (StackOverflowError _) {
      throw new Unsupported("nested too deeply to compile");
    }
  }

  /** A program from nodes made by hand. */
  public static Program of(Graph graph, List<String> inputs, List<Node> outputs) {
    return new Program(graph, inputs, outputs);
  }

  /** The program with the derivatives of all its outputs by an input as further outputs, by automatic differentiation. */
  public Program withDerivativesBy(String input) {
    var tangents = new Tangents(graph, graph.variable(inputs.indexOf(input)));
    var all = new ArrayList<>(outputs);
    outputs.forEach(n -> all.add(tangents.of(n)));
    return new Program(graph, inputs, all);
  }

  /**
   * What decides between cases: values that the program compares with 0. While none changes its sign, the outputs are
   * smooth. Empty where there are no kinks.
   */
  public Program borders() {
    var differences = new LinkedHashSet<Node>();
    for (var n : reachable(outputs)) {
      switch (n.op()) {
        case LT, LE, EQ, MIN, MAX -> differences.add(graph.sub(n.a(), n.b()));
        case ABS -> differences.add(n.a());
        case FLOOR, CEIL -> differences.add(graph.sub(n.a(), n));
        default -> { }
      }
    }
    differences.removeIf(Node::isConst);
    return new Program(graph, inputs, List.copyOf(differences));
  }

  public List<String> inputs() {
    return inputs;
  }

  public int outputs() {
    return outputs.size();
  }

  /** The operations that are carried out, shared ones once. */
  public int operations() {
    return (int) reachable(Expansion.scalar(graph, outputs)).stream().filter(n -> n.op().arity() > 0).count();
  }

  /** JVM code for the program, with vector lanes where the JVM has them. */
  public Kernel compile() {
    return compile(Vectors.available());
  }

  /** JVM code for the program, with vector lanes or without. */
  public Kernel compile(boolean lanes) {
    return CodeMaker.make(Expansion.scalar(graph, outputs),
        lanes && Vectors.available() && reachable(outputs).stream().allMatch(n -> n.op().lanewise())
            ? Expansion.lanes(graph, outputs) : null);
  }

  /** The program carried out node by node: no code is made, so that it starts at once. */
  public Kernel interpret() {
    return new Interpreter(Expansion.scalar(graph, outputs));
  }

  /** The same, with what the lanes compute. */
  Kernel interpretLanes() {
    return new Interpreter(Expansion.lanes(graph, outputs));
  }
}
