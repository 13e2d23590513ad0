package org.gradus.grade;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.expr.Rational;
import org.gradus.gradient.Comparison;
import org.gradus.gradient.Sample;

/**
 * Marks the gradient of a network, layer by layer from the output: what a backward pass gets wrong first spoils all that
 * comes after it. The gradient by the biases of a layer is its δ, so that δ and what is made of it are told apart.
 */
final class NetworkGrader {

  private final Item item;
  private final Published points;
  private final Feedback level;
  private final List<double[]> rows;

  private NetworkGrader(Item item, Published points, Feedback level, List<double[]> rows) {
    this.item = item;
    this.points = points;
    this.level = level;
    this.rows = rows;
  }

  static Mark mark(Item item, List<List<Double>> numbers, Published points, Feedback level) {
    var rows = numbers.stream().map(r -> r.stream().mapToDouble(x -> x).toArray()).toList();
    return new NetworkGrader(item, points, level, rows).mark(Comparison.of(rows, points.samples()));
  }

  private Mark mark(Comparison all) {
    if (all.agrees()) {
      return new Mark(item.id(), item.points(), item.points(), Mark.Verdict.RIGHT, "", null);
    }
    var parts = points.layout().parts();
    var right = parts.stream().filter(p -> compared(p).agrees()).toList();
    var credit = item.credit("layers").times(Rational.of(right.size(), parts.size()));
    boolean whole = "sign".equals(all.slip()) || "factor".equals(all.slip());
    if (whole && item.credit(all.slip()).compareTo(credit) > 0) {
      credit = item.credit(all.slip());
    }
    var first = parts.reversed().stream().filter(p -> !right.contains(p)).findFirst().orElseThrow();
    var slip = whole ? all.slip() : slip(first);
    var words = new ArrayList<String>();
    if (level.tells(Feedback.LINE)) {
      words.add(right.isEmpty() ? "no layer is right" : "right: " + String.join(", ", right.stream().map(NetworkLayout.Part::name).toList()));
    }
    if (level.tells(Feedback.SLIP)) {
      words.add(whole ? all.words() : words(first, slip));
    }
    if (level.tells(Feedback.COUNTEREXAMPLE)) {
      var there = compared(first);
      int at = first.from() + there.column();
      words.add("point " + (there.row() + 1) + ", by " + points.names().get(at) + ": " + rows.get(there.row())[at] + " instead of "
          + (float) points.samples().get(there.row()).gradient(at));
    }
    return new Mark(item.id(), credit, item.points(), credit.signum() > 0 ? Mark.Verdict.PARTIAL : Mark.Verdict.WRONG, String.join("; ", words), slip);
  }

  private Comparison compared(NetworkLayout.Part part) {
    return Comparison.of(rows.stream().map(r -> cut(r, part)).toList(), points.samples().stream().map(s -> cut(s, part)).toList());
  }

  private static double[] cut(double[] all, NetworkLayout.Part p) {
    return Arrays.copyOfRange(all, p.from(), p.to());
  }

  private static Sample cut(Sample s, NetworkLayout.Part p) {
    return new Sample(s.parameters(), s.inputs(), cut(s.low(), p), cut(s.high(), p), cut(s.scale(), p));
  }

  /** Whether a matrix was written column by column. */
  private boolean isTransposed(NetworkLayout.Part p) {
    return p.weights() && p.rows() > 1 && p.columns() > 1 && Comparison.of(rows.stream().map(r -> {
      var turned = new double[p.rows() * p.columns()];
      for (int i = 0; i < p.rows(); i++) {
        for (int j = 0; j < p.columns(); j++) {
          turned[i * p.columns() + j] = r[p.from() + j * p.rows() + i];
        }
      }
      return turned;
    }).toList(), points.samples().stream().map(s -> cut(s, p)).toList()).agrees();
  }

  private String slip(NetworkLayout.Part p) {
    var c = compared(p).slip();
    return "sign".equals(c) || "factor".equals(c) ? c : isTransposed(p) ? "transpose" : p.weights() ? "weights" : "delta";
  }

  private String words(NetworkLayout.Part p, String slip) {
    int l = p.layer();
    return switch (slip) {
      case "sign", "factor" -> p.name() + ": " + compared(p).words();
      case "transpose" -> p.name() + " is transposed: a row belongs to a neuron of layer " + l;
      case "weights" -> "δ of layer " + l + " is right, " + p.name() + " made of it is not";
      default -> "δ of layer " + l + " (the gradient by " + p.name() + ") is wrong"
          + (p == points.layout().parts().getLast() ? ": look at the cost and the output's activation"
          : ", that of layer " + (l + 1) + " is right: look at how one follows from the other");
    };
  }
}
