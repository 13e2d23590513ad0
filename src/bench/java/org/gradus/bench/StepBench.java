package org.gradus.bench;

import java.util.concurrent.TimeUnit;
import org.gradus.engine.Batch;
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

/** Cost and full gradient of a batch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC"})
public class StepBench {

  @Param({"1-10-1", "2-30-1", "784-30-10", "784-128-10"})
  String net;

  @Param({"1", "256"})
  int batch;

  private Nets.Net made;
  private Batch examples;
  private double[] gradient;

  @Setup
  public void setup() {
    made = Nets.of(net, batch);
    examples = made.network().batch(made.x(), made.y());
    gradient = new double[made.theta().length];
  }

  @Benchmark
  public double step() {
    return made.network().gradient(made.theta(), examples, gradient);
  }
}
