package org.gradus.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive blocks of a batch, with room for a step on them. The parts of a batch share the room for hidden layers: a
 * small network's whole step then stays within the first cache, whatever the size of the batch.
 */
final class Part {

  /** Doubles of hidden layers that fit into the first cache beside parameters and samples. */
  private static final int ROOM = 4_000;
  /** Networks with more parameters are not cut: the sums of their gradient would be walked through once for each part. */
  private static final int MAX_PARAMETERS = 2_000;

  final int blocks;
  final int width;
  /** By layer below the output: the samples, then weighted inputs that become activations in place. */
  final double[][] a;
  /** By hidden layer: slopes that become errors δ in place. */
  final double[][] slope;
  /** By layer below the output, in panels; null where none are needed for the gradient of the weights above. */
  final double[][] panels;
  /** For what comes back to a layer, before its slopes, and for errors in another order. */
  final double[] scratch;
  /** Weighted inputs of the output layer. */
  final double[] z;
  final double[] output;
  final double[] delta;
  final double[] labels;
  final double[] weight;
  final double[] cost;
  private final Batch whole;
  private final int first;

  private Part(Batch whole, NetworkSpec spec, int first, int blocks, Part sharing, int panel) {
    this.whole = whole;
    this.first = first;
    this.blocks = blocks;
    width = whole.width;
    int top = spec.layers();
    boolean all = blocks == whole.blocks;
    int room = blocks * width;
    a = new double[top][];
    slope = new double[top][];
    panels = new double[top][];
    a[1] = all ? whole.a[1] : new double[spec.size(1) * room];
    panels[1] = all || whole.panels == null ? whole.panels : Panels.allocate(spec.size(1), room, panel);
    for (int l = 2; l < top; l++) {
      a[l] = sharing != null ? sharing.a[l] : new double[spec.size(l) * room];
      slope[l] = sharing != null ? sharing.slope[l] : new double[spec.size(l) * room];
      panels[l] = sharing != null ? sharing.panels[l]
          : Step.wantsPanels(spec, l) ? Panels.allocate(spec.size(l), room, panel) : null;
    }
    int widest = 0;
    for (int l = 2; l <= top; l++) {
      boolean turned = Step.wantsPanels(spec, l - 1);
      boolean sentBack = l < top && spec.size(l + 1) > 1;
      widest = Math.max(widest, turned || sentBack ? spec.size(l) : 0);
    }
    scratch = sharing != null ? sharing.scratch : new double[widest * room];
    int out = spec.size(top) * room;
    z = new double[out];
    output = new double[out];
    delta = new double[out];
    cost = new double[out];
    labels = all ? whole.labels : new double[out];
    weight = all ? whole.weight : new double[out];
    load(panel);
  }

  static List<Part> of(Batch whole, NetworkSpec spec, int parameters, int panel) {
    int hidden = 0;
    for (int l = 2; l < spec.layers(); l++) {
      hidden += 2 * spec.size(l) * whole.width;
    }
    int most = parameters > MAX_PARAMETERS || hidden == 0 ? whole.blocks : Math.max(1, ROOM / hidden);
    var parts = new ArrayList<Part>();
    for (int at = 0; at < whole.blocks; at += most) {
      parts.add(new Part(whole, spec, at, Math.min(most, whole.blocks - at), at == 0 ? null : parts.getFirst(), panel));
    }
    return List.copyOf(parts);
  }

  /** Takes over samples and labels of the batch. */
  void load(int panel) {
    if (blocks == whole.blocks) {
      return;
    }
    copy(whole.a[1], a[1]);
    copy(whole.labels, labels);
    copy(whole.weight, weight);
    if (panels[1] != null) {
      Panels.fill(a[1], a[1].length / (blocks * width), blocks * width, width, panel, panels[1]);
    }
  }

  private void copy(double[] from, double[] to) {
    System.arraycopy(from, first * (to.length / blocks), to, 0, to.length);
  }
}
