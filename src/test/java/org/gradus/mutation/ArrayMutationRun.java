package org.gradus.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.gradus.claim.Claim;
import org.gradus.claim.ClaimExtractor;
import org.gradus.document.DocumentException;
import org.gradus.document.Documents;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.mutation.MutationRun.Tally;
import org.gradus.verify.Counterexample;
import org.gradus.verify.StepJudge;

/**
 * The mutation run for steps with vectors, matrices, sums over indices and families of numbers: alters those of documents that are
 * PROVED, and looks whether that is noticed.
 *
 * <pre>
 * ArrayMutationRun [--each N] [--part I/N] [--only NAME:LINE] [--seed S] [--show K] PATH…
 * </pre>
 *
 * So many mutants are made of each side of each step; a part is every N-th step, and the steps of one line, or of the documents with a
 * name that begins like that, have the same mutants alone as in the whole run. Mutants that take long are told. Mutants whose shapes do not
 * fit are dropped: none of them may be PROVED either.
 */
public final class ArrayMutationRun {

  private static final int MAX_SIZE = 300;

  private ArrayMutationRun() {}

  /** Prints a report; the exit status says nothing, the report does. */
  public static void main(String[] args) {
    int each = 100;
    long seed = 1;
    int show = 40;
    var part = MutationRun.Part.ALL;
    var only = "";
    var paths = new ArrayList<Path>();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--each" -> each = Integer.parseInt(args[++i]);
        case "--part" -> part = MutationRun.Part.of(args[++i]);
        case "--only" -> only = args[++i];
        case "--seed" -> seed = Long.parseLong(args[++i]);
        case "--show" -> show = Integer.parseInt(args[++i]);
        default -> paths.add(Path.of(args[i]));
      }
    }
    long start = System.nanoTime();
    MutationRun.report(run(steps(paths), each, part, only, seed), show, System.out);
    System.out.printf(Locale.ROOT, "%nseed %d, %.0f s%n", seed, (System.nanoTime() - start) / 1e9);
  }

  /** The steps of documents that the other run leaves out: those with arrays. */
  static List<ArrayStep> steps(List<Path> paths) {
    var all = new LinkedHashMap<String, ArrayStep>();
    for (var path : paths) {
      try (var walk = Files.walk(path)) {
        for (var file : walk.filter(f -> f.toString().matches(".*\\.(md|tex|ipynb)")).sorted().toList()) {
          var name = file.getFileName().toString();
          var read = ClaimExtractor.read(Documents.read(name, Files.readAllBytes(file)));
          var judge = new StepJudge(read.layout());
          for (var claim : read.claims()) {
            if (claim instanceof Claim.Step s && isConcerned(s)) {
              var step = step(s, name + ":" + s.place().line(), judge);
              if (step != null) {
                all.putIfAbsent(step.toString(), step);
              }
            }
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (DocumentException e) {
        throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
      }
    }
    return List.copyOf(all.values());
  }

  private static boolean isConcerned(Claim.Step s) {
    return s.unreadable() == null && s.lhs() != null && s.rhs() != null && s.op() != null && s.op() != RelOp.APPROX && s.decimals() == null
        && s.solution() == null && s.property() == null && (Steps.hasArrays(s.lhs()) || Steps.hasArrays(s.rhs()));
  }

  private static ArrayStep step(Claim.Step s, String origin, StepJudge judge) {
    var sized = judge.sized(s);
    // what a document leaves open of its names, and words such as 'roughly', hold verdicts back: here the judgement is in question
    var setting = s.setting().knowing(s.setting().unknown()).reserved(null);
    return sized == null ? null : new ArrayStep(origin, s.withSetting(setting), sized.typing(), judge).with(sized.lhs(), sized.rhs());
  }

  static Tally run(List<ArrayStep> steps, int each, MutationRun.Part part, String only, long seed) {
    var total = new Tally();
    int without = 0;
    for (int i = part.first(); i < steps.size(); i += part.step()) {
      if (!steps.get(i).origin().startsWith(only) || !steps.get(i).judged().isProved()) {
        continue;
      }
      var step = steps.get(i);
      var referee = ArrayReferee.of(step, seed * 1_000_003 + i);
      if (referee == null) {
        without++;
        System.err.println("no referee: " + step + " [" + step.origin() + "] " + step.typing());
        continue;
      }
      total.steps++;
      one(step, referee, each, seed * 1_000_003 + i, total);
      if (!(step.claim().lhs() instanceof Expr.Diff)) {
        var c = step.claim();
        var turned = new ArrayStep(step.origin(), new Claim.Step(c.place(), c.written(), c.kind(), c.op().flip(), c.rhs(), c.lhs(), null, List.of(),
            c.setting(), null, null, null, null, null, c.implicit(), List.of()), step.typing(), step.judge());
        var other = ArrayReferee.of(turned, seed * 1_000_003 + i);
        if (other != null && turned.judged().isProved()) {
          one(turned, other, each, seed * 1_000_003 + i, total);
        }
      }
      if (total.steps % 20 == 0) {
        System.err.printf("%d of %d steps, %d mutants, %d judged, %d false proofs, %d not refuted%n", i + 1, steps.size(), total.mutants,
            total.judged(), total.falseProofs.size(), total.unnoticed.size());
      }
    }
    System.err.println(without + " proved steps without a referee");
    return total;
  }

  private static void one(ArrayStep step, ArrayReferee referee, int each, long seed, Tally tally) {
    for (var m : mutants(step, each, seed)) {
      var altered = step.with(m.expr());
      tally.mutants++;
      long start = System.nanoTime();
      var j = altered.judged();
      MutationRun.tellIfSlow(start, altered + " [" + altered.origin() + "]");
      var ruling = referee.rule(m.expr());
      if (ruling == Referee.Ruling.FAILS && j.isProved() && !step.facts().equals(step.assumed().relations())) {
        var there = ArrayReferee.atValues(step, seed);
        ruling = there == null ? ruling : there.rule(m.expr());
      }
      var what = m.kind() + " " + altered + "   [" + altered.origin() + ", " + j.verdict() + " "
          + (j.reason() == null ? j.method() : j.reason()) + "]";
      switch (ruling) {
        case HOLDS -> tally.dropped++;
        case NO_POINT -> {
          tally.pointless++;
          if (j.isProved()) {
            tally.unjudged.add(what);
          }
        }
        case FAILS -> {
          var counts = tally.kinds.computeIfAbsent(m.kind(), _ -> new int[2]);
          counts[0]++;
          if (j.isProved()) {
            System.err.println("false PROVED: " + what);
            tally.falseProofs.add(what);
          } else if (j.isRefuted()) {
            counts[1]++;
            tally.refuted++;
          } else {
            tally.unnoticed.add(what);
          }
        }
      }
      if (j.isRefuted() && j.counterexample() != null) {
        check(altered, m.expr(), referee, j.counterexample(), ruling, tally);
      }
    }
  }

  private static void check(ArrayStep altered, Expr rhs, ArrayReferee referee, Counterexample c, Referee.Ruling ruling, Tally tally) {
    var point = new HashMap<String, Rational>();
    try {
      c.point().forEach((name, x) -> point.put(name, ArrayReferee.rational(x)));
    } catch (NumberFormatException _) {
      return;
    }
    tally.points++;
    if (point.values().stream().allMatch(x -> x.toString().length() <= 8)) {
      tally.readable++;
    }
    var fails = referee.failsAt(rhs, point);
    if (!Boolean.TRUE.equals(fails)) {
      tally.falseRefutations.add((fails == null ? "not confirmed: " : "wrong: ") + ruling + " " + altered + "   at " + c.point() + " " + c.lhs() + " | " + c.rhs()
          + "   [" + altered.origin() + "]");
    }
  }

  /** Single alterations in random order; when there are no more, alterations of these. */
  private static List<Mutator.Mutant> mutants(ArrayStep step, int count, long seed) {
    var random = new SplittableRandom(seed);
    var variables = new LinkedHashSet<Expr.Sym>(Trees.freeSymbols(step.claim().lhs()));
    variables.addAll(Trees.freeSymbols(step.claim().rhs()));
    var seen = new HashSet<Expr>(List.of(step.claim().rhs()));
    var single = new ArrayList<Mutator.Mutant>();
    for (var m : Mutator.of(step.claim().rhs(), variables)) {
      if (Trees.size(m.expr(), MAX_SIZE) < MAX_SIZE && seen.add(m.expr())) {
        single.add(m);
      }
    }
    MutationRun.shuffle(single, random);
    var result = new ArrayList<>(single.subList(0, Math.min(count, single.size())));
    for (int tries = 0; result.size() < count && tries < 20 * count && !single.isEmpty(); tries++) {
      var first = single.get(random.nextInt(single.size()));
      var more = Mutator.of(first.expr(), variables);
      var m = more.isEmpty() ? first : more.get(random.nextInt(more.size()));
      if (Trees.size(m.expr(), MAX_SIZE) < MAX_SIZE && seen.add(m.expr())) {
        result.add(new Mutator.Mutant(first.kind(), m.expr()));
      }
    }
    return result;
  }
}
