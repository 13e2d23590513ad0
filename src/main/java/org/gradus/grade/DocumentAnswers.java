package org.gradus.grade;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradus.document.Block;
import org.gradus.document.DocumentException;
import org.gradus.document.Documents;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.DocumentVerifier;
import org.gradus.verify.Reference;
import org.gradus.verify.VerifyOptions;

/**
 * The answers in a document. An item begins with a heading (or a lettered part below one) that names it, or with a
 * directive {@code answer 3b}; its answer is the last member of its last displayed formula, with a directive of the
 * next formula.
 */
final class DocumentAnswers {

  /** A student declares nothing for the grader: only {@code answer} directives count. */
  private static final Pattern DIRECTIVE = Pattern.compile("gradus(?=\\s*:(?!\\s*answer\\b))");

  private static final Pattern ANSWER = Pattern.compile("answer\\s+(.+)", Pattern.DOTALL);
  private static final int MAX_MEMBERS = 64;

  private final Assignment assignment;

  DocumentAnswers(Assignment assignment) {
    this.assignment = assignment;
  }

  private record Part(Item item, long from, long to, boolean directive) {}

  /** A place in the file, to be compared: a notebook may be one line. */
  private static long place(int line, int column) {
    return (long) line << 32 | column;
  }

  Map<String, Submission.Answer> read(String name, byte[] content, List<String> problems) {
    var text = DIRECTIVE.matcher(new String(content, StandardCharsets.UTF_8)).replaceAll("ignore");
    var answers = new LinkedHashMap<String, Submission.Answer>();
    List<Part> parts;
    try {
      parts = parts(Documents.read(name, text.getBytes(StandardCharsets.UTF_8)).blocks());
    } catch (DocumentException e) {
      problems.add(name + ":" + e.line() + ": " + e.getMessage());
      return answers;
    }
    if (parts.isEmpty()) {
      return answers;
    }
    var head = head(name, text);
    int shift = head.chars().allMatch(c -> c != '\n') ? 0 : 1;
    var report = DocumentVerifier.verify(name, (head + text).getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(true, VerifyOptions.DEFAULT_TIMEOUT));
    report.problems().forEach(p -> problems.add(name + ":" + (p.line() - shift) + ": " + p.message()));
    for (var part : parts) {
      var claims = report.claims().stream()
          .filter(c -> place(c.line() - shift, c.column()) >= part.from() && place(c.line() - shift, c.column()) < part.to()).toList();
      var answer = answer(claims, part, shift);
      if (answer != null && (part.directive() || !answers.containsKey(part.item().id()))) {
        answers.put(part.item().id(), answer);
      }
    }
    return answers;
  }

  /** The assignment's domains, put before the document so that lines keep their numbers. */
  private String head(String name, String text) {
    if (assignment.assume().isEmpty() || name.endsWith(".ipynb")) {
      return "";
    }
    var directives = Reference.directives(assignment.assume());
    return name.endsWith(".tex") ? "% gradus: " + directives + "\n"
        : text.startsWith("---") ? "" : "<!-- gradus: " + directives + " -->";
  }

  private List<Part> parts(List<Block> blocks) {
    var parts = new ArrayList<Part>();
    var heading = "";
    for (var block : blocks) {
      var start = block.positions().start(0);
      long at = place(start.line(), start.column());
      Item item = null;
      boolean directive = false;
      switch (block) {
        case Block.Heading h -> {
          heading = h.text();
          item = Ids.named(heading, assignment.items());
          close(parts, at);
        }
        case Block.Enumerator e -> {
          item = Ids.named(heading + " " + e.label(), assignment.items());
          if (item != null && !parts.isEmpty() && parts.getLast().to() == Long.MAX_VALUE && parts.getLast().item().equals(item)) {
            item = null;
          }
        }
        case Block.Directive d -> {
          Matcher m = ANSWER.matcher(d.text().strip());
          if (m.matches()) {
            item = assignment.items().stream().filter(i -> Ids.normal(i.id()).equals(Ids.normal(m.group(1)))).findFirst().orElse(null);
            directive = true;
          }
        }
        case Block.Formula _, Block.Prose _ -> { }
      }
      if (item != null) {
        close(parts, at);
        parts.add(new Part(item, at, Long.MAX_VALUE, directive));
      }
    }
    return parts;
  }

  private static void close(List<Part> parts, long at) {
    if (!parts.isEmpty() && parts.getLast().to() == Long.MAX_VALUE) {
      var p = parts.removeLast();
      parts.add(new Part(p.item(), p.from(), at, p.directive()));
    }
  }

  /** Whether a formula only says what a name in the answer before it stands for: {@code s − y, where s = σ(z)}. */
  private static boolean explains(ClaimReport c, ClaimReport answer) {
    var written = answer.rhsLatex() != null ? answer.rhsLatex() : answer.latex();
    return "definition".equals(c.kind()) && c.lhsLatex() != null && c.rhsLatex() != null && written != null && name(c).matcher(written).find();
  }

  /** Where the name that is defined stands alone. */
  private static Pattern name(ClaimReport definition) {
    return Pattern.compile("(?<![a-zA-Z\\\\])" + Pattern.quote(definition.lhsLatex().strip()) + "(?![a-zA-Z_({])");
  }

  private static Submission.Answer answer(List<ClaimReport> claims, Part part, int shift) {
    ClaimReport chosen = null;
    var meanings = new LinkedHashMap<Pattern, String>();
    for (var c : claims) {
      if (c.rhsLatex() == null && !(c.relation() == null && c.latex() != null)) {
        continue;
      }
      if (part.directive() && chosen != null && c.line() > chosen.endLine() + 1) {
        break; // the directive is about the next formula alone
      }
      if (chosen != null && explains(c, chosen)) {
        meanings.put(name(c), "\\left(" + c.rhsLatex() + "\\right)");
        continue;
      }
      meanings.clear();
      chosen = c;
    }
    if (chosen == null || claims.size() > MAX_MEMBERS * 16) {
      return null;
    }
    var readings = new ArrayList<String>();
    readings.add("$" + (chosen.rhsLatex() != null ? chosen.rhsLatex() : chosen.latex()).strip() + "$");
    if (chosen.rhs() != null) {
      readings.add(chosen.rhs());
    }
    if (!meanings.isEmpty()) {
      var meant = readings.getFirst();
      for (var m : meanings.entrySet()) {
        meant = m.getKey().matcher(meant).replaceAll(Matcher.quoteReplacement(m.getValue()));
      }
      readings.add(meant);
    }
    var steps = claims.stream().filter(c -> c.verdict() != null || isEquation(c)).map(c -> new Submission.Step(c.line() - shift, c.verdict(),
        c.diagnosis() != null ? c.diagnosis().message() : c.reason(), isEquation(c) ? new Submission.Side(c.lhsLatex(), c.lhs()) : null,
        isEquation(c) ? new Submission.Side(c.rhsLatex(), c.rhs()) : null)).toList();
    return new Submission.Formula(readings, chosen.line() - shift, steps);
  }

  private static boolean isEquation(ClaimReport c) {
    return c.lhsLatex() != null && c.rhsLatex() != null && c.relation() != null && c.relation().contains("=");
  }
}
