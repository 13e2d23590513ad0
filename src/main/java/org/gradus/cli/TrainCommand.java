package org.gradus.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gradus.engine.CompiledNetwork;
import org.gradus.engine.Dataset;
import org.gradus.engine.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a network. */
@Command(name = "train", description = "Trains a network, and draws how it went and what it learned.",
    footer = {"", "  gradus train network.yaml --out moons", "", "docs/engine.md tells what stands in the file."})
final class TrainCommand implements Callable<Integer> {

  private static final int GRACE_SECONDS = 20;

  private final Console console;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
  boolean help;

  @Parameters(paramLabel = "NETWORK.yaml", description = "The network, its data, and how to train it.")
  Path file;

  @Option(names = "--out", paramLabel = "DIR",
      description = "Where the pictures and the parameters go (default: the name of the file, without .yaml).")
  Path out;

  @Option(names = "--png", description = "Draw PNG pictures instead of SVG.")
  boolean png;

  TrainCommand(Console console) {
    this.console = console;
  }

  private record Run(double rate, Training.Result result, double seconds) {}

  @Override
  public Integer call() throws IOException {
    NetworkFile network;
    try {
      network = NetworkFile.read(file);
    } catch (Inputs.Unreadable e) {
      console.say(e.getMessage());
      return ExitCode.UNREADABLE;
    }
    var stop = new AtomicBoolean();
    var done = new CountDownLatch(1);
    // Ctrl-C ends the training, not the writing of what there is.
    var hook = new Thread(() -> {
      stop.set(true);
      try {
        done.await(GRACE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return train(network, stop);
    } finally {
      done.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException _) {
        // it runs already
      }
    }
  }

  private int train(NetworkFile network, AtomicBoolean stop) throws IOException {
    var parts = network.data().part(network.validation(), network.seed());
    var runs = new ArrayList<Run>();
    for (double rate : network.rates()) {
      if (stop.get()) {
        break;
      }
      var training = new Training(network.epochs(), network.batch(), rate, network.seed());
      long start = System.nanoTime();
      var bar = new ProgressBar(console, "training, rate " + plain(rate));
      var result = training.run(network.network(), network.start(), parts[0], parts[1],
          epoch -> bar.show((double) epoch / network.epochs()), stop::get);
      bar.close();
      runs.add(new Run(rate, result, (System.nanoTime() - start) / 1e9));
    }
    table(network, parts, runs);
    var folder = out != null ? out : Path.of(file.getFileName().toString().replaceFirst("\\.ya?ml$", "") + "-training");
    write(folder, network, parts, runs);
    console.out().println("written to " + folder + "/");
    if (runs.size() < network.rates().size() || runs.getLast().result.stopped()) {
      console.say("stopped before the end; what was written is the state after the last whole epoch");
    }
    return runs.stream().allMatch(r -> r.result.diverged()) ? ExitCode.REFUTED : ExitCode.OK;
  }

  private void table(NetworkFile network, Dataset[] parts, List<Run> runs) {
    var o = console.out();
    var spec = network.network().spec();
    boolean classes = network.data().classes() > 0;
    o.printf("%s  %s, output %s, cost %s; %s: %d examples to train, %d to validate%n",
        String.join("-", spec.sizes().stream().map(String::valueOf).toList()), spec.hidden().name(),
        spec.output().name(), spec.loss().name(), network.data().name(), parts[0].size(), parts[1].size());
    o.printf("%8s %7s %12s %12s", "rate", "epochs", "train error", "validation");
    o.printf(classes ? " %9s %10s %8s%n" : "%3$10s%n", "accuracy", "validation", "seconds");
    for (var run : runs) {
      var train = run.result.train().getLast();
      var validation = run.result.validation().isEmpty() ? null : run.result.validation().getLast();
      o.printf(Locale.ROOT, "%8s %7d %12.6g %12s", plain(run.rate), run.result.train().size() - 1, train.error(),
          validation == null ? "" : "%.6g".formatted(validation.error()));
      if (classes) {
        o.printf(Locale.ROOT, " %8.1f%% %10s", 100 * train.accuracy(),
            validation == null ? "" : "%.1f%%".formatted(100 * validation.accuracy()));
      }
      o.printf(Locale.ROOT, " %8.2f%s%n", run.seconds, run.result.diverged() ? "  diverged" : "");
    }
  }

  private void write(Path folder, NetworkFile network, Dataset[] parts, List<Run> runs) throws IOException {
    Files.createDirectories(folder);
    var best = best(runs);
    Files.writeString(folder.resolve("parameters.yaml"), parameters(network.network(), best.result.theta()));
    var pictures = new NetworkPictures(folder, png);
    pictures.curves(best.result);
    if (runs.size() > 1) {
      pictures.sweep(runs.stream().map(Run::rate).toList(), runs.stream().map(r -> r.result).toList());
    }
    pictures.weights(network.network(), network.start(), best.result.theta());
    int inputs = network.network().spec().size(1);
    if (inputs == 2 && network.data().classes() > 0) {
      pictures.boundaries(network.network(), best.result.theta(), network.data());
    } else if (inputs == 1 && network.network().spec().size(network.network().spec().layers()) == 1) {
      pictures.fit(network.network(), best.result.theta(), network.data());
    }
  }

  /** The run that ended with the smallest error, on the validation data if there is any. */
  private static Run best(List<Run> runs) {
    Run best = runs.getFirst();
    for (var run : runs) {
      if (last(run) < last(best) || Double.isNaN(last(best))) {
        best = run;
      }
    }
    return best;
  }

  private static double last(Run run) {
    return run.result.diverged() ? Double.POSITIVE_INFINITY
        : (run.result.validation().isEmpty() ? run.result.train() : run.result.validation()).getLast().error();
  }

  /** In the form in which 'parameters' of a network file reads them. */
  private static String parameters(CompiledNetwork network, double[] theta) {
    var text = new StringBuilder("parameters:\n");
    var spec = network.spec();
    for (int l = 2; l <= spec.layers(); l++) {
      text.append("  w").append(l).append(":\n");
      int columns = spec.size(l - 1);
      for (int j = 0; j < spec.size(l); j++) {
        text.append("  - ").append(list(theta, network.weightsAt(l) + j * columns, columns)).append('\n');
      }
      text.append("  b").append(l).append(": ").append(list(theta, network.biasesAt(l), spec.size(l))).append('\n');
    }
    return text.toString();
  }

  private static String list(double[] v, int from, int count) {
    var items = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      items.add(Double.toString(v[from + i]));
    }
    return items.toString();
  }

  private static String plain(double v) {
    return BigDecimal.valueOf(v).stripTrailingZeros().toPlainString();
  }
}
