package org.gradus.bench;

import java.util.concurrent.TimeUnit;
import org.gradus.engine.Batch;
import org.gradus.engine.GradientCheck;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The check of every parameter on 8 examples, and the naive way: two whole forward passes a parameter. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC"})
public class CheckBench {

  private static final double STEP = 1e-5;

  @Param({"1-10-1", "2-30-1", "784-30-10", "784-128-10"})
  String net;

  private Nets.Net made;
  private Batch examples;

  @Setup
  public void setup() {
    made = Nets.of(net, 8);
    examples = made.network().batch(made.x(), made.y());
  }

  @Benchmark
  public boolean check() {
    return GradientCheck.run(made.network(), made.theta(), made.x(), made.y()).passed();
  }

  @Benchmark
  public double naive() {
    var theta = made.theta();
    double sum = 0;
    for (int p = 0; p < theta.length; p++) {
      double value = theta[p];
      theta[p] = value + STEP;
      double up = made.network().cost(theta, examples);
      theta[p] = value - STEP;
      double down = made.network().cost(theta, examples);
      theta[p] = value;
      sum += (up - down) / (2 * STEP);
    }
    return sum;
  }
}
