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
import org.gradus.verify.Certificates;
import org.gradus.verify.DocumentVerifier;
import org.gradus.verify.VerifyOptions;

/**
 * Alters certificates and looks what the checker still accepts. Two kinds of alteration:
 * <ul>
 * <li>One place of a certificate is altered. What is accepted must prove the same claim under the same conditions, and a
 * changed claim, condition, coefficient or rule is never accepted.
 * <li>The claim is altered, and everywhere said alike; the proof is left. What is accepted must be true, says a referee
 * that shares no arithmetic with gradus.
 * </ul>
 *
 * <pre>
 * AlterationRun [--alterations N] [--seed S] [--seconds T] [--show K] PATH…
 * </pre>
 *
 * Paths are documents or folders of them. The same arguments give the same alterations, up to the time limit.
 */
public final class AlterationRun {

  /** Larger certificates are left out: most of their places are in the same few rules. */
  private static final int MAX_LENGTH = 20_000;

  /** What a run found. */
  static final class Tally {
    int certificates;
    int alterations;
    /** For each kind how many were made, accepted, and of these found true by the referee. */
    final Map<String, int[]> kinds = new TreeMap<>();
    final List<String> wrong = new ArrayList<>();
    /** Accepted, true for all that is known, but not refereed. */
    final List<String> open = new ArrayList<>();

    private int[] counts(String kind) {
      return kinds.computeIfAbsent(kind.toLowerCase(Locale.ROOT), _ -> new int[3]);
    }
  }

  private record Original(String id, Map<String, Object> certificate, Checker.Checked checked) {}

  private AlterationRun() {}

  /** Prints a report; the exit status says nothing, the report does. */
  public static void main(String[] args) {
    int alterations = 100_000;
    long seed = 17;
    long seconds = Long.MAX_VALUE;
    int show = 40;
    var paths = new ArrayList<Path>();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--alterations" -> alterations = Integer.parseInt(args[++i]);
        case "--seed" -> seed = Long.parseLong(args[++i]);
        case "--seconds" -> seconds = Long.parseLong(args[++i]);
        case "--show" -> show = Integer.parseInt(args[++i]);
        default -> paths.add(Path.of(args[i]));
      }
    }
    long start = System.nanoTime();
    var tally = run(certificates(paths), alterations, seed, seconds);
    report(tally, show, System.out);
    System.out.printf(Locale.ROOT, "%nseed %d, %.0f s%n", seed, (System.nanoTime() - start) / 1e9);
  }

  /** The certificates of the proved steps of documents, by the places of the steps. */
  static Map<String, Map<String, Object>> certificates(List<Path> paths) {
    var all = new LinkedHashMap<String, Map<String, Object>>();
    for (var path : paths) {
      try (var found = Files.walk(path)) {
        for (var file : found.filter(f -> f.toString().matches(".*\\.(md|tex|ipynb)")).sorted().toList()) {
          DocumentVerifier.verify(file.toString(), Files.readAllBytes(file), new VerifyOptions(true, VerifyOptions.DEFAULT_TIMEOUT,
              (id, c) -> {
                all.put(id, c);
                return id;
              }));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  /** Alters the certificates one after the other, until there are so many alterations or the time is up. */
  static Tally run(Map<String, Map<String, Object>> certificates, int count, long seed, long seconds) {
    var originals = certificates.entrySet().stream().filter(e -> e.getValue().toString().length() < MAX_LENGTH)
        .map(e -> new Original(e.getKey(), e.getValue(), Checker.check(e.getValue()))).toList();
    var tally = new Tally();
    tally.certificates = originals.size();
    var alterations = new Alterations(seed);
    var forgeries = new Forgeries(new Random(seed));
    long end = seconds > Long.MAX_VALUE / 2_000_000_000L ? Long.MAX_VALUE : System.nanoTime() + seconds * 1_000_000_000L;
    for (int i = 0; i < count && System.nanoTime() < end; i++) {
      var o = originals.get(i % originals.size());
      var altered = alterations.of(o.certificate());
      var forged = i / originals.size() % 4 == 3 ? forgeries.of(o.certificate(), o.checked().claim()) : null;
      if (forged != null) {
        forged(o, forged, tally);
      } else {
        altered(o, altered, tally);
      }
      if (++tally.alterations % 5_000 == 0) {
        System.err.printf("%d alterations, %d wrongly accepted%n", tally.alterations, tally.wrong.size());
      }
    }
    return tally;
  }

  private static void altered(Original o, Alterations.Altered a, Tally tally) {
    var counts = tally.counts(a.kind().name());
    counts[0]++;
    try {
      var result = Checker.check(a.certificate());
      counts[1]++;
      var what = o.id() + " " + a.place() + ": " + a.before() + " -> " + a.after();
      if (!result.claim().equals(o.checked().claim())
          || !new HashSet<>(result.conditions()).equals(new HashSet<>(o.checked().conditions()))) {
        tally.wrong.add("another claim: " + what);
      } else if (a.kind() != Alterations.Kind.OTHER) {
        tally.wrong.add("not noticed: " + what);
      }
    } catch (Rejected _) {
      // noticed
    }
  }

  private static void forged(Original o, Forgeries.Forged f, Tally tally) {
    var counts = tally.counts("claim, said alike everywhere");
    counts[0]++;
    Claim claim;
    try {
      claim = Checker.check(f.certificate()).claim();
    } catch (Rejected _) {
      return;
    }
    counts[1]++;
    switch (Forgeries.ruling(claim, f.certificate(), counts[0])) {
      case HOLDS -> counts[2]++;
      case NO_POINT -> tally.open.add(o.id() + " " + claim);
      case FAILS -> tally.wrong.add("not true: " + o.id() + " " + claim);
    }
  }

  private static void report(Tally t, int show, PrintStream out) {
    out.printf(Locale.ROOT, "%d certificates, %d alterations%n%n| altered | alterations | accepted |%n| --- | ---: | ---: |%n", t.certificates,
        t.alterations);
    t.kinds.forEach((kind, c) -> out.printf(Locale.ROOT, "| %s | %d | %d%s |%n", kind, c[0], c[1],
        kind.startsWith("claim,") ? ", " + c[2] + " true, " + t.open.size() + " not refereed" : ""));
    out.printf(Locale.ROOT, "%naccepted wrongly: %d%n", t.wrong.size());
    t.wrong.stream().limit(show).forEach(w -> out.println("  " + w));
    if (!t.open.isEmpty() && show > 0) {
      out.println("\naccepted and not refereed:");
      t.open.stream().limit(show).forEach(w -> out.println("  " + w));
    }
  }
}
