package org.gradus.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gradus.compiled.Program;
import org.gradus.compiled.Vectors;
import org.gradus.engine.GradientCheck;
import org.gradus.notation.PlainReader;

/**
 * The same measurements by processor time of the one thread, as bench/peers/torch_side.py and bench/peers/numpy_side.py
 * take theirs: for a machine on which other things run too, where wall-clock time says little.
 */
public final class CpuTime {

  private static final int BLOCKS = 7;

  private CpuTime() {}

  private static double now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  /** Microseconds: the median of the blocks, after a warm-up that the compiler of the JVM needs. */
  private static double clock(Runnable step, double seconds) {
    double start = now();
    while (now() - start < seconds) {
      step.run();
    }
    int count = 0;
    start = now();
    while (now() - start < seconds / BLOCKS) {
      step.run();
      count++;
    }
    var times = new double[BLOCKS];
    for (int b = 0; b < BLOCKS; b++) {
      start = now();
      for (int i = 0; i < count; i++) {
        step.run();
      }
      times[b] = (now() - start) / count;
    }
    Arrays.sort(times);
    return times[BLOCKS / 2] * 1e6;
  }

  private static void print(String what, int size, double micros) {
    System.out.printf(Locale.ROOT, "%s %d %.3f%n", what, size, micros);
  }

  public static void main(String[] args) {
    double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 1.5;
    System.out.println("# gradus, lanes " + Vectors.lanes());
    for (var name : List.of("1-10-1", "2-30-1", "784-30-10", "784-128-10")) {
      for (int batch : new int[] {1, 256}) {
        var net = Nets.of(name, batch);
        var examples = net.network().batch(net.x(), net.y());
        var gradient = new double[net.theta().length];
        print("step " + name, batch, clock(() -> net.network().gradient(net.theta(), examples, gradient), seconds));
      }
    }
    var f = PlainReader.parse("-log(sigmoid((2*y-1)*z))");
    var both = Program.of(List.of(f), List.of("z", "y")).withDerivativesBy("z").compile();
    int n = 1_000_000;
    var in = new double[2][n];
    var out = new double[2][n];
    for (int i = 0; i < n; i++) {
      in[0][i] = -30 + 60.0 * i / n;
      in[1][i] = i % 2;
    }
    print("curve f-and-slope", n, clock(() -> both.run(in, out, 0, n), seconds));
    for (var name : List.of("1-10-1", "2-30-1", "784-30-10", "784-128-10")) {
      var net = Nets.of(name, 8);
      print("gradcheck " + name, 8,
          clock(() -> GradientCheck.run(net.network(), net.theta(), net.x(), net.y()), seconds));
      if (net.theta().length < 30_000) {
        var bench = new CheckBench();
        bench.net = name;
        bench.setup();
        print("naive " + name, 8, clock(bench::naive, seconds));
      }
    }
  }
}
