package org.gradus.mutation;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.gradus.certificate.Checker;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Rejected;
import org.gradus.cli.CertificateFiles;
import org.gradus.verify.Certificates;
import org.gradus.verify.DocumentVerifier;
import org.gradus.verify.VerifyOptions;

/**
 * Alters certificates and looks what the checker still accepts. Two kinds of alteration:
 * <ul>
 * <li>One place of a certificate, or of the text of its file, is altered. What is accepted must prove the same claim under the same
 * conditions, and a changed claim, condition, coefficient or rule is never accepted.
 * <li>The claim is altered, and everywhere said alike; the proof is left. What is accepted must be true, says a referee
 * that shares no arithmetic with gradus.
 * </ul>
 *
 * <pre>
 * AlterationRun [--alterations N] [--seed S] [--part K/N] [--seconds T] [--show K] PATH…
 * </pre>
 *
 * Paths are documents, certificates ({@code .json}), answers of {@code batch} with certificates ({@code .jsonl}), or folders of them. The same
 * paths and seed give the same alterations, each of them whatever the others are: parts are runs of their own that add up.
 */
public final class AlterationRun {

  /** Every fourth alteration of a certificate is one of its claim. */
  private static final int FORGED = 4;

  /** What a run found. */
  static final class Tally {
    int certificates;
    int alterations;
    /** For each kind how many were made, accepted, and of these found true by the referee. */
    final Map<String, int[]> kinds = new TreeMap<>();
    /** For each way how many were made and accepted. */
    final Map<String, int[]> ways = new TreeMap<>();
    final List<String> wrong = new ArrayList<>();
    private void wrong(String what) {
      wrong.add(what);
      System.err.println(what);
    }

    /** Accepted, true for all that is known, but not refereed. */
    final List<String> open = new ArrayList<>();

    private static int[] counts(Map<String, int[]> map, String name) {
      return map.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new int[3]);
    }
  }

  /** Which alterations: those whose number is {@code part} modulo {@code of}. */
  record Plan(int alterations, long seed, int part, int of, long seconds) {
    Plan(int alterations, long seed) {
      this(alterations, seed, 0, 1, Long.MAX_VALUE);
    }
  }

  private record Original(String id, Map<String, Object> certificate, Checker.Checked checked) {}

  private AlterationRun() {}

  /** Prints a report; the exit status says nothing, the report does. */
  public static void main(String[] args) {
    var plan = new Plan(100_000, 17);
    int show = 40;
    var paths = new ArrayList<Path>();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--alterations" -> plan = new Plan(Integer.parseInt(args[++i]), plan.seed(), plan.part(), plan.of(), plan.seconds());
        case "--seed" -> plan = new Plan(plan.alterations(), Long.parseLong(args[++i]), plan.part(), plan.of(), plan.seconds());
        case "--part" -> {
          var of = args[++i].split("/");
          plan = new Plan(plan.alterations(), plan.seed(), Integer.parseInt(of[0]), Integer.parseInt(of[1]), plan.seconds());
        }
        case "--seconds" -> plan = new Plan(plan.alterations(), plan.seed(), plan.part(), plan.of(), Long.parseLong(args[++i]));
        case "--show" -> show = Integer.parseInt(args[++i]);
        default -> paths.add(Path.of(args[i]));
      }
    }
    long start = System.nanoTime();
    var tally = run(certificates(paths), plan);
    report(tally, show, System.out);
    System.out.printf(Locale.ROOT, "%nseed %d, part %d/%d, %.0f s%n", plan.seed(), plan.part(), plan.of(), (System.nanoTime() - start) / 1e9);
  }

  /** Certificates, and those of the proved steps of documents, by the places of the steps. */
  static Map<String, Map<String, Object>> certificates(List<Path> paths) {
    var all = new LinkedHashMap<String, Map<String, Object>>();
    for (var path : paths) {
      try (var found = Files.walk(path)) {
        for (var file : found.filter(f -> Files.isRegularFile(f) && f.toString().matches(".*\\.(md|tex|ipynb|jsonl?)"))
            .sorted().toList()) {
          if (file.toString().endsWith(".json")) {
            all.put(file.toString(), map(CertificateFiles.parse(Files.readString(file))));
          } else if (file.toString().endsWith(".jsonl")) {
            for (var line : Files.readAllLines(file)) {
              var answer = map(CertificateFiles.parse(line));
              if (answer.get("certificate") != null) {
                all.put(file + " " + answer.get("id"), map(answer.get("certificate")));
              }
            }
          } else {
            DocumentVerifier.verify(file.toString(), Files.readAllBytes(file), new VerifyOptions(true, VerifyOptions.DEFAULT_TIMEOUT,
                (id, c) -> {
                  all.put(id, c);
                  return id;
                }));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object o) {
    return (Map<String, Object>) o;
  }

  /** Alters the certificates one after the other, until there are so many alterations or the time is up. */
  static Tally run(Map<String, Map<String, Object>> certificates, Plan plan) {
    var originals = certificates.entrySet().stream().map(e -> new Original(e.getKey(), e.getValue(), Checker.check(e.getValue()))).toList();
    var tally = new Tally();
    tally.certificates = originals.size();
    long start = System.nanoTime();
    for (int i = plan.part(); i < plan.alterations() && (System.nanoTime() - start) / 1_000_000_000 < plan.seconds(); i += plan.of()) {
      var o = originals.get(i % originals.size());
      long own = plan.seed() * 1_000_003 + i;
      var forged = i / originals.size() % FORGED == FORGED - 1 ? new Forgeries(new Random(own)).of(o.certificate(), o.checked().claim()) : null;
      if (forged != null) {
        forged(o, forged, own, tally);
      } else {
        altered(o, new Alterations(own).of(o.certificate()), tally);
      }
      if (++tally.alterations % 1_000 == 0) {
        System.err.printf("%d alterations, %d wrongly accepted, %d not refereed, %.0f s%n", tally.alterations, tally.wrong.size(), tally.open.size(),
            (System.nanoTime() - start) / 1e9);
      }
    }
    return tally;
  }

  private static void altered(Original o, Alterations.Altered a, Tally tally) {
    boolean unreadable = a.certificate() == null;
    var counts = Tally.counts(tally.kinds, unreadable ? "not readable" : a.kind().name());
    var way = Tally.counts(tally.ways, a.way().name());
    counts[0]++;
    way[0]++;
    if (unreadable) {
      return;
    }
    try {
      var result = Checker.check(a.certificate());
      counts[1]++;
      way[1]++;
      var what = o.id() + " " + a.way() + " " + a.place() + ": " + a.before() + " -> " + a.after();
      if (!result.claim().equals(o.checked().claim())
          || !new HashSet<>(result.conditions()).equals(new HashSet<>(o.checked().conditions()))) {
        tally.wrong("another claim: " + what);
      } else if (a.kind() != Alterations.Kind.OTHER && !isByValue(a)) {
        tally.wrong("not noticed: " + what);
      }
    } catch (Rejected _) {
      // noticed
    } catch (RuntimeException e) {
      tally.wrong("the checker fails: " + o.id() + " " + a.way() + " " + a.place() + ": " + a.before() + " -> " + a.after() + ": " + e);
    }
  }

  /** A relation between numbers, 1 + e ≠ 0, holds by its value, whatever rule told so before. */
  private static boolean isByValue(Alterations.Altered a) {
    return a.kind() == Alterations.Kind.RULE && a.place().endsWith(".by.rule") && "value".equals(a.after());
  }

  private static void forged(Original o, Forgeries.Forged f, long seed, Tally tally) {
    var counts = Tally.counts(tally.kinds, "claim, said alike everywhere");
    counts[0]++;
    Claim claim;
    try {
      claim = Checker.check(f.certificate()).claim();
    } catch (Rejected _) {
      return;
    } catch (RuntimeException e) {
      tally.wrong("the checker fails: " + o.id() + " " + f.claim() + ": " + e);
      return;
    }
    counts[1]++;
    switch (Forgeries.ruling(claim, f.certificate(), seed)) {
      case HOLDS -> counts[2]++;
      case NO_POINT -> tally.open.add(o.id() + " " + claim);
      case FAILS -> tally.wrong("not true: " + o.id() + " " + claim);
    }
  }

  private static void report(Tally t, int show, PrintStream out) {
    out.printf(Locale.ROOT, "%d certificates, %d alterations%n%n| altered | alterations | accepted |%n| --- | ---: | ---: |%n", t.certificates,
        t.alterations);
    t.kinds.forEach((kind, c) -> out.printf(Locale.ROOT, "| %s | %d | %d%s |%n", kind, c[0], c[1],
        kind.startsWith("claim,") ? ", " + c[2] + " true, " + t.open.size() + " not refereed" : ""));
    out.printf("%n| how | alterations | accepted |%n| --- | ---: | ---: |%n");
    t.ways.forEach((way, c) -> out.printf(Locale.ROOT, "| %s | %d | %d |%n", way, c[0], c[1]));
    out.printf(Locale.ROOT, "%naccepted wrongly: %d%n", t.wrong.size());
    t.wrong.stream().limit(show).forEach(w -> out.println("  " + w));
    if (!t.open.isEmpty() && show > 0) {
      out.println("\naccepted and not refereed:");
      t.open.stream().limit(show).forEach(w -> out.println("  " + w));
    }
  }
}
