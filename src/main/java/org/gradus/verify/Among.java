package org.gradus.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.claim.Box;
import org.gradus.claim.Claim;
import org.gradus.claim.Kind;
import org.gradus.claim.Place;
import org.gradus.claim.Solution;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/** The reports on the claims of a document, made in their order: what comes of a claim by itself, and what those before it say of that. */
final class Among {

  private final String path;
  private final List<Claim> claims;
  private final Certificates.Store certificates;
  private final FloatingPoint floating = new FloatingPoint();
  private final Map<String, Integer> steps = new HashMap<>();
  private int counted;

  /** @param certificates where they are kept, or null */
  Among(String path, List<Claim> claims, Certificates.Store certificates) {
    this.path = path;
    this.claims = claims;
    this.certificates = certificates;
  }

  /**
   * The report on a claim.
   *
   * @param verdict what came of it by itself; null for what claims nothing
   * @param before  the reports on the claims before it
   */
  ClaimReport report(Claim claim, Alone.Verdict verdict, List<ClaimReport> before) {
    return switch (claim) {
      case Claim.Unclaimed u -> unclaimed(u);
      case Claim.Step s -> {
        var result = beside(s, verdict.result(), before);
        if (s.solution() != null && s.solution().arrow() == Solution.Arrow.MAY_FOLLOW && !result.judgement().isProved()) {
          yield unclaimed(new Claim.Unclaimed(s.place(), s.written(), Kind.CONDITION, result.judgement().reason()));
        }
        var id = ownId(s.place(), before);
        yield step(id, s, result, verdict.millis()).withCertificate(verdict.certificate() == null ? null
            : certificates.keep(id, verdict.certificate()));
      }
    };
  }

  /** What a sentence says of the names in a step and is not decided may be an assumption: then nothing is refuted. */
  private ClaimVerifier.Result beside(Claim.Step s, ClaimVerifier.Result result, List<ClaimReport> before) {
    if (!result.judgement().isRefuted()) {
      return result;
    }
    var shown = undecidedValue(s, before);
    if (shown != null) {
      return new ClaimVerifier.Result(Judgement.undecided("it does not hold with the value of " + shown.name() + " in line "
          + before.get(shown.shownBy()).line() + ", which was not proved"), null, result.notes());
    }
    var names = StepNames.names(s);
    boolean closed = result.judgement().counterexample() != null && result.judgement().counterexample().point().isEmpty();
    for (int i = 0; i < before.size() && !s.setting().beside().isEmpty(); i++) {
      if ("UNDECIDED".equals(before.get(i).verdict()) && claims.get(i) instanceof Claim.Step said && s.setting().beside().contains(said.place())
          && restricted(said).stream().anyMatch(names::contains) && !(closed && givesNoValue(said, names))) {
        return new ClaimVerifier.Result(Judgement.undecided("it does not hold in general; line " + before.get(i).line()
            + " says something of its names that was not decided, and may be an assumption"), null, result.notes());
      }
    }
    return result;
  }

  /** Where all names have their values, only another value for one of them would matter. */
  private static boolean givesNoValue(Claim.Step said, Set<String> names) {
    return said.lhs() != null && said.rhs() != null && Stream.of(said.lhs(), said.rhs())
        .noneMatch(e -> e instanceof Expr.Sym v && names.contains(v.name()));
  }

  /** A rounded value from which the step was computed though nobody knows that it is right; or null. */
  private static Box undecidedValue(Claim.Step s, List<ClaimReport> before) {
    return s.decimals() == null ? null : s.decimals().boxes().stream().filter(b -> b.shownBy() >= 0 && b.shownBy() < before.size()
        && !"PROVED".equals(before.get(b.shownBy()).verdict())).findFirst().orElse(null);
  }

  /** What a claim restricts if it is an assumption: f where it says f(x) = …, its names where it says nothing of functions. */
  private static Set<String> restricted(Claim.Step s) {
    if (s.kind() == Kind.DERIVATIVE || s.kind() == Kind.LIMIT || s.kind() == Kind.CONVEXITY) {
      return Set.of();
    }
    var functions = new HashSet<String>();
    for (var side : new Expr[] {s.lhs(), s.rhs()}) {
      if (side != null) {
        Trees.any(side, x -> x instanceof Expr.Apply a && functions.add(a.name()) && false);
      }
    }
    return functions.isEmpty() ? StepNames.names(s) : functions;
  }

  private String id(Place p) {
    return path + ":" + p.line() + ":" + p.column();
  }

  /** Of several steps that begin at one place, as a chain of which the first term is a step by itself, the second ends in {@code :2}. */
  private String ownId(Place p, List<ClaimReport> before) {
    var id = id(p);
    for (; counted < before.size(); counted++) {
      var r = before.get(counted);
      if (r.verdict() != null) {
        steps.merge(path + ":" + r.line() + ":" + r.column(), 1, Integer::sum);
      }
    }
    int count = steps.getOrDefault(id, 0);
    return count == 0 ? id : id + ":" + (count + 1);
  }

  private ClaimReport unclaimed(Claim.Unclaimed u) {
    var p = u.place();
    var w = u.written();
    return new ClaimReport(id(p), p.line(), p.column(), p.endLine(), p.endColumn(), u.kind().json(), w.latex(),
        w.lhs(), w.relation(), w.rhs(), null, null, w.text(), null, null, List.of(), List.of(), null, null, null,
        u.reason(), null, false, List.of(), 0);
  }

  private ClaimReport step(String id, Claim.Step s, ClaimVerifier.Result r, double millis) {
    var p = s.place();
    var w = s.written();
    var j = r.judgement();
    var expected = s.expectation() == null ? null : s.expectation().verdict();
    boolean met = expected != null && expected.equals(j.verdict());
    var notes = new ArrayList<>(s.notes());
    notes.addAll(r.notes());
    if (r.computed() != null) {
      notes.addAll(floating.notes(r.computed(), p.line()));
    }
    return new ClaimReport(id, p.line(), p.column(), p.endLine(), p.endColumn(),
        (s.kind() == null ? Kind.EQUALITY : s.kind()).json(), w.latex(), w.lhs(), w.relation(), w.rhs(),
        s.lhs() == null ? null : s.lhs().toString(), s.rhs() == null ? null : s.rhs().toString(), w.text(),
        j.verdict(), j.method(), j.conditions(), j.holdsIf(), j.witnesses(), drawn(s, j.counterexample()), r.diagnosis(),
        j.reason(), expected, met, notes, millis);
  }

  /** The counterexample with the curves through it. */
  private static Counterexample drawn(Claim.Step s, Counterexample at) {
    return at == null ? null : new Counterexample(at.point(), at.lhs(), at.rhs(),
        new CurveSampler(s.lhs(), s.rhs(), Assumed.of(s.setting()), at));
  }
}
