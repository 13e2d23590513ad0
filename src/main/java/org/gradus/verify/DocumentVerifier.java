package org.gradus.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradus.claim.Claim;
import org.gradus.claim.ClaimExtractor;
import org.gradus.claim.Kind;
import org.gradus.claim.Solution;
import org.gradus.document.DocumentException;
import org.gradus.document.Documents;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/** Verifies a whole document: every formula becomes a claim with a verdict, or is listed as claiming nothing. */
public final class DocumentVerifier {

  private DocumentVerifier() {}

  /**
   * The report on a document. Never throws for bad input: what cannot be read is a {@link Problem}.
   *
   * @param displayPath the name in reports; its ending tells Markdown, LaTeX and notebooks apart
   */
  public static FileReport verify(String displayPath, byte[] content, VerifyOptions options) {
    var problems = new ArrayList<Problem>();
    var reports = new ArrayList<ClaimReport>();
    if (new String(content, java.nio.charset.StandardCharsets.UTF_8).isBlank()) {
      return new FileReport(displayPath, reports, problems);
    }
    try {
      var document = Documents.read(displayPath, content);
      document.problems().forEach(p -> problems.add(new Problem(p.position().line(), p.position().column(), p.message())));
      var extraction = ClaimExtractor.read(document);
      extraction.problems().stream().map(p -> new Problem(p.position().line(), p.position().column(), p.message()))
          .filter(p -> !problems.contains(p)).forEach(problems::add);
      var verifier = new ClaimVerifier(options, extraction.layout());
      var engine = new EngineWitness(extraction, options.quick(), problems);
      var numbers = new NumbersHere(document, extraction);
      for (var claim : extraction.claims()) {
        reports.add(numbers.orElse(claim, report(displayPath, claim, verifier, engine, options, extraction.claims(), reports),
            c -> report(displayPath, c, verifier, engine, options, extraction.claims(), reports)));
      }
      return new FileReport(displayPath, Aftermath.of(extraction.claims(), reports), problems);
    } catch (DocumentException e) {
      problems.add(new Problem(e.line(), e.column(), e.getMessage()));
    }
    return new FileReport(displayPath, reports, problems);
  }

  private static ClaimReport report(String path, Claim claim, ClaimVerifier verifier, EngineWitness engine,
      VerifyOptions options, List<Claim> claims, List<ClaimReport> before) {
    long start = System.nanoTime();
    return switch (claim) {
      case Claim.Unclaimed u -> unclaimed(path, u);
      case Claim.Step s -> {
        var result = beside(s, engine.witnessed(s, inTime(s, verifier, options)), claims, before);
        yield s.solution() != null && s.solution().arrow() == Solution.Arrow.MAY_FOLLOW && !result.judgement().isProved()
            ? unclaimed(path, new Claim.Unclaimed(s.place(), s.written(), Kind.CONDITION, result.judgement().reason()))
            : step(path, s, result, (System.nanoTime() - start) / 1e6).withCertificate(options.certificates() == null ? null
                : kept(id(path, s.place()), result.judgement(), options.certificates()));
      }
    };
  }

  /** What a sentence says of the names in a step and is not decided may be an assumption: then nothing is refuted. */
  private static ClaimVerifier.Result beside(Claim.Step s, ClaimVerifier.Result result, List<Claim> claims, List<ClaimReport> before) {
    if (!result.judgement().isRefuted()) {
      return result;
    }
    var names = StepNames.names(s);
    for (int i = 0; i < before.size() && !s.setting().beside().isEmpty(); i++) {
      if ("UNDECIDED".equals(before.get(i).verdict()) && claims.get(i) instanceof Claim.Step said && s.setting().beside().contains(said.place())
          && restricted(said).stream().anyMatch(names::contains)) {
        return new ClaimVerifier.Result(Judgement.undecided("it does not hold in general; line " + before.get(i).line()
            + " says something of its names that was not decided, and may be an assumption"), null, result.notes());
      }
    }
    return result;
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

  private static ClaimVerifier.Result inTime(Claim.Step s, ClaimVerifier verifier, VerifyOptions options) {
    try (var deadline = new Deadline(options.timeout())) {
      var result = verifier.verify(s);
      return deadline.passed() && !result.judgement().isProved() && !result.judgement().isRefuted()
          ? ClaimVerifier.Result.of(Judgement.undecided("out of time: more than " + options.timeout().toMillis() / 1000.0
              + " s (a safety net, see --timeout)"))
          : result;
    }
  }

  /** The name under which the certificate is kept, or null where there is none. */
  private static String kept(String id, Judgement j, Certificates.Store store) {
    var certificate = j.isProved() && j.certifiable() != null ? Certificates.write(j.certifiable()) : null;
    return certificate == null ? null : store.keep(id, certificate);
  }

  private static String id(String path, org.gradus.claim.Place p) {
    return path + ":" + p.line() + ":" + p.column();
  }

  private static ClaimReport unclaimed(String path, Claim.Unclaimed u) {
    var p = u.place();
    var w = u.written();
    return new ClaimReport(id(path, p), p.line(), p.column(), p.endLine(), p.endColumn(), u.kind().json(), w.latex(),
        w.lhs(), w.relation(), w.rhs(), null, null, w.text(), null, null, List.of(), List.of(), null, null, null,
        u.reason(), null, false, List.of(), 0);
  }

  private static ClaimReport step(String path, Claim.Step s, ClaimVerifier.Result r, double millis) {
    var p = s.place();
    var w = s.written();
    var j = r.judgement();
    var expected = s.expectation() == null ? null : s.expectation().verdict();
    boolean met = expected != null && expected.equals(j.verdict());
    var notes = new ArrayList<>(s.notes());
    notes.addAll(r.notes());
    return new ClaimReport(id(path, p), p.line(), p.column(), p.endLine(), p.endColumn(),
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
