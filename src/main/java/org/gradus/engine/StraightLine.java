package org.gradus.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.compiled.Graph;
import org.gradus.compiled.Graph.Node;
import org.gradus.compiled.Kernel;
import org.gradus.compiled.Op;
import org.gradus.compiled.Program;
import org.gradus.numeric.StableForms;

/**
 * A small network's whole step for one example, forward and back, as one piece of straight-line code: inputs are the
 * parameters, the sample and the label, outputs the cost and its gradient by the parameters.
 */
final class StraightLine {

  /** Networks with more parameters do not fit into a method that the JVM compiles. */
  static final int MAX_PARAMETERS = 300;

  private final NetworkSpec spec;
  private final Graph g = new Graph();
  private final Node[][] a;
  private final Node[][] slope;
  private final Node[] gradient;
  private int parameters;

  private StraightLine(NetworkSpec spec) {
    this.spec = spec;
    a = new Node[spec.layers() + 1][];
    slope = new Node[spec.layers() + 1][];
    parameters = 0;
    for (int l = 2; l <= spec.layers(); l++) {
      parameters += spec.size(l) * (spec.size(l - 1) + 1);
    }
    gradient = new Node[parameters];
  }

  /** The code, or null for a network that is too large for it. */
  static Kernel of(NetworkSpec spec) {
    var line = new StraightLine(spec);
    if (line.parameters > MAX_PARAMETERS || spec.output().actsOnLayer() && !spec.loss().equals(Loss.CATEGORICAL)) {
      return null;
    }
    var kernel = line.program().compile(false);
    return kernel.isCode() ? kernel : null;
  }

  private Program program() {
    int top = spec.layers();
    a[1] = inputs(parameters, spec.size(1));
    int at = 0;
    Node[] z = null;
    for (int l = 2; l <= top; l++) {
      z = weightedInputs(l, at);
      at += spec.size(l) * (spec.size(l - 1) + 1);
      if (l < top) {
        activate(l, z);
      }
    }
    var y = inputs(parameters + spec.size(1), spec.size(top));
    var delta = new Node[spec.size(top)];
    var cost = spec.output().actsOnLayer() ? softmax(z, y, delta) : elementwise(z, y, delta);
    for (int l = top; l >= 2; l--) {
      at -= spec.size(l) * (spec.size(l - 1) + 1);
      delta = back(l, at, delta);
    }
    var outputs = new ArrayList<Node>();
    outputs.add(cost);
    outputs.addAll(List.of(gradient));
    var names = new ArrayList<String>();
    for (int i = 0; i < parameters + spec.size(1) + spec.size(top); i++) {
      names.add("in" + i);
    }
    return Program.of(g, names, outputs);
  }

  private Node[] inputs(int from, int count) {
    var nodes = new Node[count];
    for (int i = 0; i < count; i++) {
      nodes[i] = g.variable(from + i);
    }
    return nodes;
  }

  private Node[] weightedInputs(int l, int at) {
    int below = spec.size(l - 1);
    var z = new Node[spec.size(l)];
    for (int j = 0; j < z.length; j++) {
      z[j] = g.variable(at + z.length * below + j);
      for (int k = 0; k < below; k++) {
        z[j] = g.add(z[j], g.mul(g.variable(at + j * below + k), a[l - 1][k]));
      }
    }
    return z;
  }

  private void activate(int l, Node[] z) {
    var formula = StableForms.of(spec.activation(l).formula());
    a[l] = new Node[z.length];
    slope[l] = new Node[z.length];
    for (int j = 0; j < z.length; j++) {
      a[l][j] = g.lower(formula, Map.of(Activation.Z, z[j]));
      slope[l][j] = g.derivative(a[l][j], z[j]);
    }
  }

  private Node elementwise(Node[] z, Node[] y, Node[] delta) {
    var term = StableForms.of(spec.loss().ofInput(spec.output()));
    var sum = g.constant(0);
    for (int j = 0; j < z.length; j++) {
      var c = g.lower(term, Map.of(Activation.Z, z[j], "y", y[j]));
      delta[j] = g.derivative(c, z[j]);
      sum = g.add(sum, c);
    }
    return sum;
  }

  private Node softmax(Node[] z, Node[] y, Node[] delta) {
    var max = z[0];
    for (var v : z) {
      max = v == max ? max : g.call(Op.MAX, max, v);
    }
    var powers = new Node[z.length];
    var sum = g.constant(0);
    var labels = g.constant(0);
    var inner = g.constant(0);
    for (int j = 0; j < z.length; j++) {
      var t = g.sub(z[j], max);
      powers[j] = g.call(Op.EXP, t);
      sum = g.add(sum, powers[j]);
      labels = g.add(labels, y[j]);
      inner = g.add(inner, g.mul(y[j], t));
    }
    for (int j = 0; j < z.length; j++) {
      delta[j] = g.sub(g.div(g.mul(labels, powers[j]), sum), y[j]);
    }
    return g.sub(g.mul(labels, g.call(Op.LOG, sum)), inner);
  }

  /** Writes the gradient of the layer; the result is δ of the layer below. */
  private Node[] back(int l, int at, Node[] delta) {
    int below = spec.size(l - 1);
    for (int j = 0; j < delta.length; j++) {
      gradient[at + delta.length * below + j] = delta[j];
      for (int k = 0; k < below; k++) {
        gradient[at + j * below + k] = g.mul(delta[j], a[l - 1][k]);
      }
    }
    if (l == 2) {
      return delta;
    }
    var next = new Node[below];
    for (int k = 0; k < below; k++) {
      var sum = g.constant(0);
      for (int j = 0; j < delta.length; j++) {
        sum = g.add(sum, g.mul(g.variable(at + j * below + k), delta[j]));
      }
      next[k] = g.mul(sum, slope[l - 1][k]);
    }
    return next;
  }
}
