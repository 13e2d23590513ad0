package org.gradus.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.claim.Claim;
import org.gradus.claim.ClaimExtractor;
import org.gradus.document.DocumentException;
import org.gradus.document.Documents;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.NotationException;
import org.gradus.verify.Assumed;
import org.gradus.verify.Requests;

/** Steps from files: documents, and lists of cases with one JSON object a line. */
final class Steps {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Steps() {}

  /** All scalar steps below the paths; which of them are proved is not asked here. */
  static List<Step> below(List<Path> paths) {
    var all = new LinkedHashMap<String, Step>();
    for (var path : paths) {
      for (var file : files(path)) {
        for (var step : file.toString().endsWith(".jsonl") ? cases(file) : document(file)) {
          all.putIfAbsent(step.toString(), step);
        }
      }
    }
    return List.copyOf(all.values());
  }

  private static List<Path> files(Path path) {
    try (Stream<Path> walk = Files.walk(path)) {
      return walk.filter(Files::isRegularFile).filter(f -> f.toString().matches(".*\\.(jsonl|md|tex|ipynb)")
          && !f.toString().matches(".*\\.(labels|defs)\\.jsonl")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Step> cases(Path file) {
    var steps = new ArrayList<Step>();
    try {
      for (var line : Files.readAllLines(file)) {
        if (!line.isBlank()) {
          try {
            one(JSON.readTree(line), steps);
          } catch (NotationException | IllegalArgumentException _) {
            // what cannot be read is no step
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return steps;
  }

  private static void one(JsonNode c, List<Step> into) {
    var origin = c.path("id").asText();
    var assumed = Assumed.parse(assumptions(c));
    if (c.has("function") && c.has("claimed")) {
      var by = (Expr.Sym) expr(c, "var");
      into.add(new Step(origin, RelOp.EQ, expr(c, "function"), expr(c, "claimed"), by, c.path("order").asInt(1), assumed));
    } else if (c.has("lhs") && c.has("rhs")) {
      var op = switch (c.path("op").asText("=")) {
        case "<" -> RelOp.LT;
        case "<=" -> RelOp.LE;
        case ">" -> RelOp.GT;
        case ">=" -> RelOp.GE;
        default -> RelOp.EQ;
      };
      into.add(new Step(origin, op, expr(c, "lhs"), expr(c, "rhs"), null, 0, assumed));
    } else if (c.path("kind").asText().equals("expressions")) {
      var lines = c.path("lines");
      for (int i = 0; i + 1 < lines.size(); i++) {
        into.add(new Step(origin + "." + i, RelOp.EQ, Requests.read(lines.get(i).asText()).expr(),
            Requests.read(lines.get(i + 1).asText()).expr(), null, 0, assumed));
      }
    }
  }

  private static Expr expr(JsonNode c, String field) {
    return Requests.read(c.path(field).asText()).expr();
  }

  private static List<String> assumptions(JsonNode c) {
    var list = new ArrayList<String>();
    c.path("assume").forEach(a -> list.add(a.asText()));
    c.path("vars").properties().forEach(e -> {
      var name = e.getKey();
      switch (e.getValue().asText()) {
        case "real" -> list.add(name + " real");
        case "positive" -> list.add(name + " > 0");
        case "nonzero" -> list.add(name + " != 0");
        case "nonnegative" -> list.add(name + " >= 0");
        case "posint" -> list.addAll(List.of(name + " integer", name + " >= 1"));
        case String set -> list.add(name + " in " + set.replace("inf", "oo"));
      }
    });
    return list;
  }

  private static List<Step> document(Path file) {
    try {
      var name = file.getFileName().toString();
      var steps = new ArrayList<Step>();
      for (var claim : ClaimExtractor.read(Documents.read(name, Files.readAllBytes(file))).claims()) {
        if (claim instanceof Claim.Step s && s.lhs() != null && s.rhs() != null && s.op() != null
            && s.op() != RelOp.APPROX && s.decimals() == null && s.solution() == null && s.property() == null) {
          add(s, name + ":" + s.place().line(), steps);
        }
      }
      return steps;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DocumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static void add(Claim.Step s, String origin, List<Step> into) {
    var assumed = Assumed.of(s.setting());
    if (!scalar(s.lhs()) || !scalar(s.rhs())) {
      return;
    }
    try {
      if (s.lhs() instanceof Expr.Diff d && d.by() instanceof Expr.Sym by && s.op() == RelOp.EQ) {
        into.add(new Step(origin, s.op(), Derivatives.carryOut(d.body()), Derivatives.carryOut(s.rhs()), by, d.order(), assumed));
      } else {
        into.add(new Step(origin, s.op(), Derivatives.carryOut(s.lhs()), Derivatives.carryOut(s.rhs()), null, 0, assumed));
      }
    } catch (Derivatives.NotDifferentiable _) {
      // no step to alter
    }
  }

  private static boolean scalar(Expr e) {
    return !hasArrays(e) && !Trees.any(e, x -> x instanceof Expr.Limit || x instanceof Expr.Integral || x instanceof Expr.Apply);
  }

  /** Whether a matrix, an operation on arrays, or a component stands there. */
  static boolean hasArrays(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Matrix || x instanceof Expr.Indexed || x instanceof Expr.Call c && !c.function().scalar());
  }
}
