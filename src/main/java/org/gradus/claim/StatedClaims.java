package org.gradus.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gradus.document.Problem;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;
import org.gradus.notation.PlainReader;

/** Claims stated by the {@code claim} directive: {@code claim convex c_2 in w}, {@code claim saturates sigma(z) at oo}. */
final class StatedClaims {

  private static final Pattern CONVEX = Pattern.compile("(?i)(convex|concave|non-?convex|not convex)\\s+(.+?)\\s+in\\s+(.+)");
  private static final Pattern SATURATES = Pattern.compile("(?i)saturates\\s+(.+?)\\s+at\\s+(\\S+)");

  private final Context context;
  private final List<Claim> claims;
  private final List<Problem> problems;

  StatedClaims(Context context, List<Claim> claims, List<Problem> problems) {
    this.context = context;
    this.claims = claims;
    this.problems = problems;
  }

  void read(Directives.Stated s) {
    var place = new Place(s.position().line(), s.position().column(), s.position().line(), s.position().column() + s.text().length());
    var written = new Written(s.text(), null, null, null, "claim " + s.text());
    var convex = CONVEX.matcher(s.text());
    var saturates = SATURATES.matcher(s.text());
    try {
      if (convex.matches()) {
        var variables = new ArrayList<Expr>();
        for (var v : convex.group(3).split(",")) {
          variables.add(parse(v));
        }
        var word = convex.group(1).toLowerCase(java.util.Locale.ROOT);
        claims.add(convexity(context, place, written, parse(convex.group(2)), variables,
            word.equals("convex") ? Convexity.Form.CONVEX : word.equals("concave") ? Convexity.Form.CONCAVE
                : Convexity.Form.NOT_CONVEX));
      } else if (saturates.matches()) {
        claims.add(saturation(place, written, parse(saturates.group(1)), parse(saturates.group(2))));
      } else {
        relation(place, written, s);
      }
    } catch (NotationException | UnresolvedException | IllegalArgumentException e) {
      problems.add(new Problem(s.position(), "claim " + s.text() + ": " + e.getMessage()));
    }
  }

  private Expr parse(String text) {
    var t = text.strip().replace("$", "");
    return t.indexOf('\\') >= 0 ? LatexReader.parse(t, context) : PlainReader.parse(t, context);
  }

  /** A claim of convexity; the variables stay variables even if the document gives them a value. */
  static Claim convexity(Context context, Place place, Written written, Expr body, List<Expr> variables, Convexity.Form form) {
    Expr resolved = null;
    String unreadable = null;
    try {
      resolved = body;
      // A derivative by the variable holds it fixed: the same rule gives the function of the variable.
      for (var v : variables) {
        var d = new Resolver(context, Map.of(), Map.of()).resolve(Exprs.diff(body, v, 2));
        resolved = d instanceof Expr.Diff x ? x.body() : body;
      }
      resolved = resolved.equals(body) ? new Resolver(context, Map.of(), Map.of()).resolve(body) : resolved;
    } catch (UnresolvedException e) {
      unreadable = e.getMessage();
      resolved = null;
    }
    return new Claim.Step(place, written, Kind.CONVEXITY, null, resolved, null, null, List.of(),
        new Setting(context.assumptions().stream().filter(a -> !(a.relation() instanceof Expr.Rel r && r.op() == RelOp.EQ)).toList(),
            context.domainsOf(_ -> true), context.declared(), java.util.Set.of(), context.arrays()), unreadable, null, null,
        unreadable == null ? new Convexity(resolved, variables, form) : null, null, false, List.of());
  }

  private Claim saturation(Place place, Written written, Expr body, Expr to) {
    var variables = List.copyOf(org.gradus.expr.Trees.freeSymbols(body));
    if (variables.size() != 1) {
      throw new IllegalArgumentException("by which variable? Write it with one variable, such as sigma(z)");
    }
    var z = variables.getFirst();
    var limit = Exprs.limit(Exprs.diff(body, z, 1), z, to, 0);
    return step(place, written, Kind.LIMIT, RelOp.EQ, new Resolver(context, Map.of(), Map.of()).resolve(limit), Exprs.ZERO);
  }

  private void relation(Place place, Written written, Directives.Stated s) {
    if (!(parse(s.text()) instanceof Expr.Rel r)) {
      throw new IllegalArgumentException("write a relation, convex F in x, or saturates F at oo");
    }
    var resolver = new Resolver(context, Map.of(), Map.of());
    claims.add(step(place, written, r.op() == RelOp.EQ ? Kind.EQUALITY : Kind.BOUND, r.op(), resolver.resolve(r.lhs()),
        resolver.resolve(r.rhs())));
  }

  private Claim step(Place place, Written written, Kind kind, RelOp op, Expr lhs, Expr rhs) {
    return new Claim.Step(place, written, kind, op, lhs, rhs, null, List.of(),
        new Setting(context.assumptions(), context.domainsOf(_ -> true), context.declared(), java.util.Set.of(), context.arrays()), null, null, null, null,
        null, false, List.of());
  }
}
