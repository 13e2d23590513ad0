package org.gradus.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gradus.document.Problem;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;
import org.gradus.notation.PlainReader;

/** Claims stated by the {@code claim} directive: {@code claim convex c_2 in w}, {@code claim saturates sigma(z) at oo}. */
final class StatedClaims {

  private static final Sought SHAPE = Sought.of("(?i)(strongly convex|convex|concave|non-?convex|not convex|quasi-?convex|monotone|(?:strictly )?increasing|"
      + "(?:strictly )?decreasing|bounded|lipschitz|smooth)\\s+(.+?)(?:\\s+(?:by|with)\\s+(.+?))?(?:\\s+in\\s+(.+))?");
  private static final Sought PLACE = Sought.of("(?i)(minimum|maximum|inflection)\\s+(?:of\\s+)?(.+?)\\s+at\\s+(?:([^=]+)=)?(.+)");
  private static final Sought AT_FIRST = Sought.of("(?i)(minimum|maximum|inflection)\\s+at\\s+(.+?)\\s+of\\s+(.+)");
  private static final Sought TENDS = Sought.of("(?i)(.+?)\\s*(?:tends to|approaches|goes to|converges to|->|→|\\\\to)\\s*(.+?)\\s+(?:as|when)\\s+(\\S+?)\\s*"
      + "(?:tends to|approaches|goes to|->|→|\\\\to)\\s*(.+)");
  private static final Sought NO_LIMIT = Sought.of("(?i)(.+?)\\s+has no limit\\s+(?:as|when)\\s+(\\S+?)\\s*(?:tends to|approaches|->|→|\\\\to)\\s*(.+)");
  private static final Sought SATURATES = Sought.of("(?i)saturates\\s+(.+?)\\s+at\\s+(\\S+)");

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
    var text = AT_FIRST.matcher(s.text()).replaceFirst("$1 of $3 at $2");
    var shape = SHAPE.matcher(text);
    var located = PLACE.matcher(text);
    var saturates = SATURATES.matcher(text);
    var tends = TENDS.matcher(text.replace("$", ""));
    var none = NO_LIMIT.matcher(text.replace("$", ""));
    try {
      if (shape.matches()) {
        var body = parse(shape.group(2));
        claims.add(property(context, place, written, form(shape.group(1)), body, variables(body, shape.group(4)),
            shape.group(3) == null ? null : parse(shape.group(3))));
      } else if (located.matches()) {
        var body = parse(located.group(2));
        claims.add(property(context, place, written, form(located.group(1)), body, variables(body, located.group(3)),
            parse(located.group(4))));
      } else if (saturates.matches()) {
        claims.add(saturation(place, written, parse(saturates.group(1)), parse(saturates.group(2))));
      } else if (tends.matches()) {
        claims.add(new LimitWords(context, claims).stated(place, written, parse(tends.group(1)), tends.group(3), tends.group(4), parse(tends.group(2))));
      } else if (none.matches()) {
        claims.add(new LimitWords(context, claims).stated(place, written, parse(none.group(1)), none.group(2), none.group(3), Exprs.sym(LimitWords.NONE)));
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

  private static Property.Form form(String words) {
    return switch (words.toLowerCase(Locale.ROOT).replace("-", "").replace(" ", "_")) {
      case "nonconvex", "not_convex" -> Property.Form.NOT_CONVEX;
      case String w -> Property.Form.valueOf(w.toUpperCase(Locale.ROOT));
    };
  }

  /** The variables named, or the only one. */
  private List<Expr> variables(Expr body, String named) {
    var all = new ArrayList<Expr>();
    if (named != null) {
      for (var v : named.split(",")) {
        all.add(parse(v));
      }
      return all;
    }
    all.addAll(Trees.freeSymbols(new Resolver(context, Map.of(), Map.of()).resolve(body)));
    if (all.size() != 1) {
      throw new IllegalArgumentException("in which variable? Write for example: convex F in x");
    }
    return all;
  }

  /** A claim about the shape of a function; the variables stay variables even if the document gives them a value. */
  static Claim property(Context context, Place place, Written written, Property.Form form, Expr body, List<Expr> variables,
      Expr value) {
    Expr resolved = null;
    Expr at = null;
    String unreadable = null;
    try {
      at = value == null ? null : new Resolver(context, Map.of(), Map.of()).resolve(value);
      resolved = body;
      // A derivative by the variable holds it fixed: the same rule gives the function of the variable.
      for (var v : variables) {
        var ofEntries = v instanceof Expr.Sym z ? ofEntries(context, body, z) : null;
        var d = ofEntries != null ? ofEntries : new Resolver(context, Map.of(), Map.of()).resolve(Exprs.diff(body, v, 2));
        resolved = ofEntries != null ? ofEntries : d instanceof Expr.Diff x ? x.body() : body;
      }
      resolved = resolved.equals(body) ? new Resolver(context, Map.of(), Map.of()).resolve(body) : resolved;
    } catch (UnresolvedException e) {
      unreadable = e.getMessage();
      resolved = null;
    }
    return new Claim.Step(place, written, kind(form), null, resolved, null, null, List.of(),
        new Setting(context.assumptions().stream().filter(a -> !isValue(a.relation(), variables)).toList(),
            context.domainsOf(_ -> true), context.declared(), context.doubted(), context.arrays(), context.perhaps(null), context.variables(), context.beside(), List.of()).saying(context.chances().inForce()), unreadable, null, null,
        unreadable == null ? new Property(form, resolved, variables, at) : null, null, false, List.of());
  }

  /** A function that is written with the entries of its vector, or null. */
  private static Expr ofEntries(Context context, Expr body, Expr.Sym vector) {
    try {
      var whole = new Resolver(context, Map.of(), Map.of()).holding(Set.of(vector.name())).resolve(body);
      return !Trees.freeSymbols(whole).contains(vector) && Wholes.isOfEntries(whole, vector.name()) ? whole : null;
    } catch (UnresolvedException _) {
      return null;
    }
  }

  /** Whether it says nothing but which values one of the variables has: for the claim it stays a variable. */
  private static boolean isValue(Expr relation, List<Expr> variables) {
    return relation instanceof Expr.Rel r && r.op() == RelOp.EQ
        && variables.stream().anyMatch(v -> v.equals(r.lhs()) || Set.of(v).equals(Trees.freeSymbols(r)));
  }

  private static Kind kind(Property.Form form) {
    return switch (form) {
      case CONVEX, CONCAVE, NOT_CONVEX, QUASICONVEX, STRONGLY_CONVEX, INFLECTION, MINIMUM, MAXIMUM -> Kind.CONVEXITY;
      case INCREASING, DECREASING, STRICTLY_INCREASING, STRICTLY_DECREASING, MONOTONE, BOUNDED, LIPSCHITZ, SMOOTH -> Kind.BOUND;
    };
  }

  private Claim saturation(Place place, Written written, Expr body, Expr to) {
    var variables = List.copyOf(Trees.freeSymbols(body));
    if (variables.size() != 1) {
      throw new IllegalArgumentException("by which variable? Write it with one variable, such as sigma(z)");
    }
    var z = variables.getFirst();
    var limit = Exprs.limit(Exprs.diff(body, z, 1), z, to, 0);
    return step(place, written, Kind.LIMIT, RelOp.EQ, new Resolver(context, Map.of(), Map.of()).resolve(limit), Exprs.ZERO);
  }

  private void relation(Place place, Written written, Directives.Stated s) {
    if (!(parse(s.text()) instanceof Expr.Rel r)) {
      throw new IllegalArgumentException("write a relation, or one of convex, concave, nonconvex, quasiconvex, increasing, "
          + "decreasing, monotone, bounded, Lipschitz, smooth, strongly convex F in x; minimum, maximum, inflection of F at x = a; saturates F at oo; "
          + "F tends to v as x -> oo; F has no limit as x -> oo");
    }
    var resolver = new Resolver(context, Map.of(), Map.of());
    claims.add(step(place, written, r.op() == RelOp.EQ ? Kind.EQUALITY : Kind.BOUND, r.op(), resolver.resolve(r.lhs()),
        resolver.resolve(r.rhs())));
  }

  private Claim step(Place place, Written written, Kind kind, RelOp op, Expr lhs, Expr rhs) {
    return new Claim.Step(place, written, kind, op, lhs, rhs, null, List.of(),
        context.setting(context.assumptions(), context.declared()), null, null, null, null,
        null, false, List.of());
  }
}
