package org.gradus.mutation;

import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;
import org.gradus.symbolic.JasFactors;
import org.gradus.verify.Counterexample;
import org.gradus.verify.Judge;
import org.gradus.verify.Judgement;

/**
 * Alters proved steps and looks whether gradus notices. Of each step that is PROVED, altered versions are made; those that
 * a {@link Referee} finds equal are dropped; of the rest none may be PROVED, and nearly all should be REFUTED, at a point
 * that the referee confirms.
 *
 * <pre>
 * MutationRun [--mutants N] [--part I/N] [--seed S] [--threads T] [--show K] PATH…
 * </pre>
 *
 * A part is every N-th mutant of each step. Paths are documents, lists of cases ({@code .jsonl}), or folders of them. The same arguments give the same mutants.
 */
public final class MutationRun {

  /** What a run found. */
  static final class Tally {
    int steps;
    int mutants;
    int dropped;
    int pointless;
    final Map<Mutator.Kind, int[]> kinds = new EnumMap<>(Mutator.Kind.class);
    final List<String> falseProofs = new ArrayList<>();
    final List<String> falseRefutations = new ArrayList<>();
    final List<String> unnoticed = new ArrayList<>();
    /** Proved, and not judged by the referee. */
    final List<String> unjudged = new ArrayList<>();
    int refuted;
    int points;
    int readable;

    int judged() {
      return mutants - dropped - pointless;
    }

    void add(Tally o) {
      steps += o.steps;
      mutants += o.mutants;
      dropped += o.dropped;
      pointless += o.pointless;
      refuted += o.refuted;
      points += o.points;
      readable += o.readable;
      falseProofs.addAll(o.falseProofs);
      falseRefutations.addAll(o.falseRefutations);
      unnoticed.addAll(o.unnoticed);
      unjudged.addAll(o.unjudged);
      o.kinds.forEach((k, c) -> {
        var mine = kinds.computeIfAbsent(k, _ -> new int[2]);
        mine[0] += c[0];
        mine[1] += c[1];
      });
    }
  }

  private static final int MAX_SIZE = 400;
  /** Every so many-th mutant of a step, the first of which is the one with the given number. */
  record Part(int first, int step) {
    static final Part ALL = new Part(0, 1);

    /** Reads {@code 2/3}. */
    static Part of(String text) {
      var numbers = text.split("/");
      return new Part(Integer.parseInt(numbers[0]) - 1, Integer.parseInt(numbers[1]));
    }

    <T> List<T> of(List<T> all) {
      var mine = new ArrayList<T>();
      for (int i = first; i < all.size(); i += step) {
        mine.add(all.get(i));
      }
      return mine;
    }
  }

  /** What takes longer to judge is told, in milliseconds. */
  private static final long SLOW = 2_000;

  private MutationRun() {}

  /** Prints a report; the exit status says nothing, the report does. */
  public static void main(String[] args) throws InterruptedException {
    int mutants = 100_000;
    long seed = 1;
    int threads = 1;
    var part = Part.ALL;
    int show = 40;
    var paths = new ArrayList<Path>();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--mutants" -> mutants = Integer.parseInt(args[++i]);
        case "--seed" -> seed = Long.parseLong(args[++i]);
        case "--threads" -> threads = Integer.parseInt(args[++i]);
        case "--part" -> part = Part.of(args[++i]);
        case "--show" -> show = Integer.parseInt(args[++i]);
        default -> paths.add(Path.of(args[i]));
      }
    }
    long start = System.nanoTime();
    var tally = run(Steps.below(paths), mutants, part, seed, threads);
    report(tally, show, System.out);
    System.out.printf(Locale.ROOT, "%nseed %d, %d threads, %.0f s%n", seed, threads, (System.nanoTime() - start) / 1e9);
  }

  /** Alters those of the steps that are proved until there are so many mutants, or no more can be made. */
  static Tally run(List<Step> steps, int mutants, Part part, long seed, int threads) throws InterruptedException {
    var pool = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
    try {
      var proved = new ArrayList<Step>();
      var judgements = new ArrayList<Future<Boolean>>();
      for (var step : steps) {
        judgements.add(pool.submit(() -> step.judged(judge()).isProved()));
      }
      for (int i = 0; i < steps.size(); i++) {
        if (get(judgements.get(i))) {
          proved.add(steps.get(i));
        }
      }
      var total = new Tally();
      if (proved.isEmpty()) {
        return total;
      }
      int each = (mutants + proved.size() - 1) / proved.size();
      var results = new ArrayList<Future<Tally>>();
      for (int i = 0; i < proved.size(); i++) {
        var step = proved.get(i);
        long own = seed * 1_000_003 + i;
        results.add(pool.submit(() -> one(step, each, part, own)));
      }
      int done = 0;
      for (var r : results) {
        var found = get(r);
        found.falseProofs.forEach(f -> System.err.println("false PROVED: " + f));
        found.falseRefutations.forEach(f -> System.err.println("refutation not confirmed: " + f));
        total.add(found);
        if (++done % 50 == 0) {
          System.err.printf("%d of %d steps, %d mutants, %d false proofs, %d not refuted%n", done, results.size(),
              total.mutants, total.falseProofs.size(), total.unnoticed.size());
        }
      }
      return total;
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> T get(Future<T> f) throws InterruptedException {
    try {
      return f.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  static Judge judge() {
    return new Judge(new Kernel(new JasFactors()));
  }

  private static Tally one(Step step, int count, Part part, long seed) {
    var tally = new Tally();
    tally.steps = 1;
    var judge = judge();
    var referee = new Referee(step, seed);
    var turned = step.by() == null ? step.turned() : null;
    var other = turned == null ? null : new Referee(turned, seed);
    for (var m : part.of(mutants(step, turned, count, seed))) {
      tally.mutants++;
      switch ((m.base() == step ? referee : other).rule(m.altered().rhs())) {
        case HOLDS -> {
          tally.dropped++;
          innocent(m, judge, tally);
        }
        case NO_POINT -> {
          tally.pointless++;
          open(m, judge, tally);
        }
        case FAILS -> guilty(m, judge, tally);
      }
    }
    return tally;
  }

  /** One altered step. */
  private record Altered(Step base, Step altered, Mutator.Kind kind) {}

  /** Single alterations in random order; when there are no more, alterations of these. */
  private static List<Altered> mutants(Step step, Step turned, int count, long seed) {
    var random = new SplittableRandom(seed);
    var variables = new LinkedHashSet<Expr.Sym>();
    step.sides().forEach(e -> variables.addAll(Trees.freeSymbols(e)));
    var seen = new HashSet<Expr>();
    seen.add(step.rhs());
    var result = new ArrayList<Altered>();
    var single = new ArrayList<Altered>();
    for (var base : turned == null ? List.of(step) : List.of(step, turned)) {
      var own = new HashSet<Expr>(List.of(base.rhs()));
      for (var m : Mutator.of(base.rhs(), variables)) {
        if (own.add(m.expr()) && Trees.size(m.expr(), MAX_SIZE) < MAX_SIZE) {
          single.add(new Altered(base, base.with(m.expr()), m.kind()));
        }
      }
      seen.addAll(own);
    }
    shuffle(single, random);
    result.addAll(single.subList(0, Math.min(count, single.size())));
    for (int tries = 0; result.size() < count && tries < 20 * count && !single.isEmpty(); tries++) {
      var first = single.get(random.nextInt(single.size()));
      var more = Mutator.of(first.altered().rhs(), variables);
      var m = more.get(random.nextInt(more.size()));
      if (seen.add(m.expr()) && Trees.size(m.expr(), MAX_SIZE) < MAX_SIZE) {
        result.add(new Altered(first.base(), first.base().with(m.expr()), first.kind()));
      }
    }
    return result;
  }

  static void shuffle(List<?> list, SplittableRandom random) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, random.nextInt(i + 1));
    }
  }

  private static void guilty(Altered m, Judge judge, Tally tally) {
    var j = timed(m, judge);
    var counts = tally.kinds.computeIfAbsent(m.kind(), _ -> new int[2]);
    counts[0]++;
    if (j.isProved()) {
      tally.falseProofs.add(m.kind() + " " + m.altered() + "   [" + m.altered().origin() + ", " + j.method() + "]");
    } else if (j.isRefuted()) {
      counts[1]++;
      tally.refuted++;
      check(m, j.counterexample(), tally);
    } else {
      tally.unnoticed.add(m.kind() + " " + m.altered() + "   [" + m.altered().origin() + ", " + j.verdict() + ": "
          + (j.reason() == null ? j.method() : j.reason()) + "]");
    }
  }

  private static Judgement timed(Altered m, Judge judge) {
    long start = System.nanoTime();
    var j = m.altered().judged(judge);
    tellIfSlow(start, m.altered() + " [" + m.altered().origin() + "]");
    return j;
  }

  /** Says how long the judgement of something took that was begun at a time, if it took long. */
  static void tellIfSlow(long start, String judged) {
    long millis = (System.nanoTime() - start) / 1_000_000;
    if (millis > SLOW) {
      System.err.printf("%d ms: %s%n", millis, judged);
    }
  }

  /** A refutation of what the referee found equal must have found a point that the referee missed. */
  private static void innocent(Altered m, Judge judge, Tally tally) {
    var j = timed(m, judge);
    if (j.isRefuted()) {
      check(m, j.counterexample(), tally);
    }
  }

  private static void open(Altered m, Judge judge, Tally tally) {
    var j = timed(m, judge);
    if (j.isProved()) {
      tally.unjudged.add(m.kind() + " " + m.altered() + "   [" + m.altered().origin() + ", " + j.method() + "]");
    }
  }

  private static void check(Altered m, Counterexample c, Tally tally) {
    var point = new LinkedHashMap<String, Rational>();
    c.point().forEach((name, x) -> point.put(name, rational(x)));
    tally.points++;
    if (point.values().stream().allMatch(x -> x.toString().length() <= 8)) {
      tally.readable++;
    }
    var fails = Referee.failsAt(m.altered(), point);
    if (!Boolean.TRUE.equals(fails)) {
      tally.falseRefutations.add((fails == null ? "not confirmed: " : "wrong: ") + m.altered() + "   at " + c.point()
          + " " + c.lhs() + " | " + c.rhs() + "   [" + m.altered().origin() + "]");
    }
  }

  private static Rational rational(String text) {
    var parts = text.split("/");
    return Rational.of(new BigInteger(parts[0]),
        parts.length > 1 ? new BigInteger(parts[1]) : BigInteger.ONE);
  }

  static void report(Tally t, int show, PrintStream out) {
    out.printf(Locale.ROOT, "%d proved steps, %d mutants; %d dropped as equal, %d as defined at too few points; %d judged%n",
        t.steps, t.mutants, t.dropped, t.pointless, t.judged());
    out.printf(Locale.ROOT, "%n| altered | mutants | REFUTED |%n| --- | ---: | ---: |%n");
    t.kinds.forEach((k, c) -> out.printf(Locale.ROOT, "| %s | %d | %.2f %% |%n",
        k.name().toLowerCase(Locale.ROOT).replace('_', ' '), c[0], 100.0 * c[1] / c[0]));
    out.printf(Locale.ROOT, "| all | %d | %.2f %% |%n", t.judged(), 100.0 * t.refuted / Math.max(1, t.judged()));
    out.printf(Locale.ROOT, "%nfalse PROVED: %d%n", t.falseProofs.size());
    out.printf(Locale.ROOT, "points of refutations: %d, of which the referee does not confirm %d; short in every coordinate: %.2f %%%n",
        t.points, t.falseRefutations.size(), 100.0 * t.readable / Math.max(1, t.points));
    list("false PROVED", t.falseProofs, show, out);
    list("refutations not confirmed", t.falseRefutations, show, out);
    list("neither proved nor refuted", t.unnoticed, show, out);
    list("PROVED where the referee has too few points", t.unjudged, show, out);
  }

  private static void list(String title, List<String> items, int show, PrintStream out) {
    if (!items.isEmpty() && show > 0) {
      out.println("\n" + title + ":");
      items.stream().limit(show).forEach(i -> out.println("  " + i));
    }
  }
}
