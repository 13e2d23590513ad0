package org.gradus.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradus.certificate.Checker;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Rejected;
import org.gradus.expr.Expr;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks certificates again, with the checker alone. */
@Command(name = "check-certificate",
    description = "Checks proofs that 'verify --certificates' wrote, with a separate small checker.",
    footer = {"", "  gradus check-certificate proofs"})
final class CheckCertificateCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Certificates, or folders with certificates.")
  List<Path> files;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
  boolean help;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
  ExpressionOptions.Format format = ExpressionOptions.Format.text;

  CheckCertificateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    int code = ExitCode.OK;
    for (var file : found()) {
      try {
        var certificate = CertificateFiles.read(file);
        try {
          accepted(file, Checker.check(certificate));
        } catch (Rejected e) {
          rejected(file, e.getMessage());
          code = ExitCode.worse(code, ExitCode.REFUTED);
        }
      } catch (Inputs.Unreadable e) {
        console.say(e.getMessage());
        code = ExitCode.UNREADABLE;
      }
    }
    console.out().flush();
    return code;
  }

  private List<Path> found() throws IOException {
    var all = new ArrayList<Path>();
    for (var path : files) {
      if (Files.isDirectory(path)) {
        try (var inside = Files.list(path)) {
          inside.filter(f -> f.toString().endsWith(".json")).sorted().forEach(all::add);
        }
      } else {
        all.add(path);
      }
    }
    return all;
  }

  private void accepted(Path file, Checker.Checked checked) throws IOException {
    var conditions = checked.conditions().stream().map(Expr::toString).toList();
    if (format == ExpressionOptions.Format.json) {
      line(file, "accepted", text(checked.claim()), conditions, null);
    } else {
      console.out().println("ACCEPTED  " + file + ": " + text(checked.claim())
          + (conditions.isEmpty() ? "" : "  where " + String.join(", ", conditions)));
    }
  }

  private void rejected(Path file, String reason) throws IOException {
    if (format == ExpressionOptions.Format.json) {
      line(file, "rejected", null, List.of(), reason);
    } else {
      console.out().println("REJECTED  " + file + ": " + reason);
    }
  }

  private void line(Path file, String result, String claim, List<String> conditions, String reason) throws IOException {
    var map = new LinkedHashMap<String, Object>();
    map.put("file", file.toString().replace('\\', '/'));
    map.put("result", result);
    map.put("claim", claim);
    map.put("conditions", conditions);
    map.put("reason", reason);
    console.out().println(CertificateFiles.line(map));
  }

  private static String text(Claim claim) {
    var said = switch (claim) {
      case Claim.Relation r -> r.lhs() + " " + r.op().plain() + " " + r.rhs();
      case Claim.Derivative d -> "D(" + d.function() + "," + d.by() + (d.order() == 1 ? "" : "," + d.order())
          + ") = " + d.claimed();
      case Claim.Limit l -> l.body() + " tends to " + l.value() + " as " + l.by() + " tends to " + l.to()
          + (l.side() > 0 ? " from above" : l.side() < 0 ? " from below" : "");
      case Claim.NoLimit l -> l.body() + " has no limit as " + l.by() + " tends to " + l.to()
          + (l.side() > 0 ? " from above" : l.side() < 0 ? " from below" : "");
      case Claim.Limits l -> l.lhs() + " = " + l.rhs();
      case Claim.Shape s -> s.function() + " is " + s.form() + " in " + s.by();
      case Claim.Inflection i -> i.function() + " has an inflection at " + i.by() + " = " + i.at();
      case Claim.Chain c -> c.lhs() + " = " + c.rhs() + ", if " + String.join(", ", c.through());
      case Claim.All a -> String.join("  and  ", a.parts().stream().map(CheckCertificateCommand::text).toList());
      case Claim.Implication i -> i.before() + "  implies  " + i.after();
      case Claim.Equations e -> e.before() + "  has the same solutions as  " + e.after();
      case Claim.ArrayLimit l -> l.of().lhs() + " tends to " + l.of().rhs() + " as " + l.by() + " tends to " + l.to()
          + (l.side() > 0 ? " from above" : l.side() < 0 ? " from below" : "") + ", for all sizes";
      case Claim.ArrayEquations e -> e.before().lhs() + " = " + e.before().rhs() + "  has the same solutions as  " + e.lhs() + " = " + e.rhs()
          + "  wherever both are defined, for all sizes";
      case Claim.Sums s -> s.lhs() + " = " + s.rhs() + ", for all sizes";
      case Claim.Bound b -> b.of().lhs() + " " + b.op().plain() + " " + b.of().rhs() + ", for all sizes";
      case Claim.Network w -> w.lhs() + " = " + w.rhs() + ", in every network with " + (w.output().equals(w.hidden()) ? "" : "hidden ") + "activation "
          + w.hidden() + (w.output().equals(w.hidden()) ? "" : ", output " + w.output()) + " and cost " + w.cost();
      case Claim.Value v -> v.lhs() + " = " + v.rhs() + " within " + v.tolerance() + (v.rounded().isEmpty() ? ""
          : " for a choice of " + String.join(", ", v.rounded().keySet()));
    };
    return claim.assumptions().isEmpty() ? said
        : said + "  given " + String.join(", ", claim.assumptions().stream().map(Expr::toString).toList());
  }
}
