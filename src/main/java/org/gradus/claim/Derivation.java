package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.Condition;
import org.gradus.notation.Relation;
import org.gradus.notation.Statement;
import org.gradus.notation.Term;

/** Follows the chains of a document: what each relation sign defines, assumes or claims. */
final class Derivation {

  private static final Set<String> BECAUSE = Set.of("since", "because", "as", "note that");
  private static final Set<String> NAMING = Set.of("where", "let", "with", "here", "");

  private static final Sought ALL_REALS = Sought.of("(?:\\\\in(?![a-z])|∈)\\s*(?:\\\\mathbb\\s*\\{?\\s*R\\s*\\}?|\\\\R(?![a-zA-Z])|ℝ)(?!\\s*[\\^_])");

  private final Context context;
  private final List<Claim> claims;
  private final List<Expectations.Ordinal> ordinals = new ArrayList<>();
  private final Assumptions assumptions;

  private final Trail trail = new Trail();
  private Expr.Limit lastLimit;
  private Wording wording = new Wording("", Cue.NONE, null, Way.NONE, null, false, "");

  Derivation(Context context, List<Claim> claims) {
    this.context = context;
    this.claims = claims;
    this.assumptions = new Assumptions(context);
  }

  /** What the last display is about, in the names of the document; null if there is none. */
  Expr subject() {
    return trail.subject;
  }

  /** How firmly values are tied to the equation that is being solved. */
  Solution.Tie tie(Way way, boolean displayed) {
    return trail.condition.relation() == null ? Solution.Tie.PERHAPS : way.tie(trail.condition.relation(), displayed, true);
  }

  boolean isSolving() {
    return trail.condition != null;
  }

  List<Expectations.Ordinal> ordinals() {
    return ordinals;
  }

  /** The last limit taken in a display, or null. */
  Expr.Limit lastLimit() {
    return lastLimit;
  }

  /** A new part begins: no chain and no solving goes on. */
  void breakOff() {
    trail.breakOff();
    lastLimit = null;
    context.gradientVariable(null);
  }

  /** Reads a definition that the words put behind its use; nothing is claimed by it yet. */
  void ahead(FormulaText text, Statement s) {
    int was = claims.size();
    aside(text, s);
    claims.subList(was, claims.size()).clear();
    ordinals.clear();
  }

  /** The names in formulas that claim nothing are in use. */
  void mention(FormulaText text, List<Statement> statements) {
    for (var s : statements) {
      for (var m : s.members()) {
        var side = m.isEmpty() ? null : Side.read(m, text, context);
        if (side != null && side.raw() != null) {
          context.use(side.exact());
        }
      }
    }
  }

  /** A statement beside the chain. */
  private void aside(FormulaText text, Statement s) {
    trail.aside(() -> statement(text, s, false, false));
  }

  /**
   * Reads a formula.
   *
   * @param solve a directive says that it is an equation to be solved
   */
  void formula(FormulaText text, List<Statement> statements, boolean solve, Wording wording) {
    ordinals.clear();
    this.wording = wording;
    var words = wording.before();
    trail.newFormula(!text.display() && wording.isBeside());
    boolean solving = solve || Prose.SOLVING.matcher(words).matches();
    boolean connected = Prose.CONNECTING.matcher(words).matches();
    if (!text.display() && !statements.isEmpty() && statements.getFirst().continues() && !connected && Prose.QUANTITY.matcher(words).matches()) {
      trail.last = null; // 'the gradient = …': what the words name, not the formula before
    }
    if (!connected && trail.condition != null && !solving && words.contains(".")) {
      trail.condition = null; // a new thought
    }
    if (!text.display() && !statements.isEmpty() && !statements.getFirst().continues()) {
      trail.head = null;
    }
    boolean first = true;
    int end = 0;
    var all = text.display() ? restricted(text, statements) : statements;
    for (int i = 0; i < all.size(); i++) {
      var s = all.get(i);
      if (text.display() && (i > 0 && IndexRanges.isList(s, text) || IndexRanges.is(s, all.subList(0, i), text, context))) {
        assumptions.unclaimed(text, s, claims, "says what an index runs over");
        continue;
      }
      if (isAbbreviation(s)) {
        aside(text, s);
        continue;
      }
      trail.sideBySide = !first && !text.latex().substring(end, Math.max(end, s.span().start())).contains("\\\\");
      end = s.span().end();
      statement(text, s, solving && first, connected || !first);
      this.wording = wording.inside();
      first = false;
      solving = solve;
    }
    if (!trail.touched && statements.stream().anyMatch(s -> !s.relations().isEmpty())) {
      trail.condition = null; // something else has been said
    }
  }

  /** {@code √(w²) = w, \\quad w ≥ 0}: what stands behind in the same row says where the names lie. */
  private List<Statement> restricted(FormulaText text, List<Statement> statements) {
    var all = new ArrayList<Statement>();
    for (int i = 0; i < statements.size(); i++) {
      var s = statements.get(i);
      var conditions = new ArrayList<>(s.conditions());
      for (var t : statements.subList(i + 1, statements.size())) {
        boolean row = !text.latex().substring(s.span().start(), t.span().end()).contains("\\\\");
        if (row && !s.relations().isEmpty() && t.conditions().isEmpty() && t.words().isEmpty() && assumptions.isDomain(text, t) && !isGiven(t, statements)) {
          conditions.add(new Condition("", t, text.latex().substring(t.span().start(), t.span().end()), t.span()));
        }
      }
      all.add(conditions.size() == s.conditions().size() ? s
          : new Statement(s.members(), s.relations(), s.words(), conditions, s.tag(), s.span(), s.open()));
    }
    return all;
  }

  /** Whether a statement beside it says what the name is: {@code p = σ(z), \\quad 0 < p < 1}. */
  private static boolean isGiven(Statement domain, List<Statement> statements) {
    return domain.members().stream().anyMatch(m -> m.term() instanceof Term.Name n && statements.stream().anyMatch(
        s -> s.relations().size() > 0 && s.relations().getFirst().kind() == Relation.Kind.EQ && s.members().getFirst().term() instanceof Term.Name g && g.text().equals(n.text())));
  }

  /** {@code let exp(z) = num} in the middle of a chain, which goes on behind it. */
  private boolean isAbbreviation(Statement s) {
    return trail.last != null && s.relations().size() == 1 && !s.continues()
        && s.words().stream().anyMatch(w -> w.matches("(?is).*\\blet\\b.*"))
        && s.members().getLast().term() instanceof Term.Name n && n.text().length() > 1
        && !(s.members().getFirst().term() instanceof Term.Name);
  }

  // ---- statements ----

  private void statement(FormulaText text, Statement s, boolean solving, boolean connected) {
    var local = new ArrayList<Assumption>();
    var quantified = new LinkedHashSet<String>();
    var beside = new StepBuilder.Beside(quantified, new ArrayList<>(), new HashMap<>());
    var because = new ArrayList<Condition>();
    for (var c : s.conditions()) {
      condition(text, c, local, beside, because);
    }
    var members = new ArrayList<Side>();
    for (var m : s.members()) {
      var side = m.isEmpty() ? null : Side.read(m, text, context);
      members.add(side);
      if (side != null && side.raw() != null && side.latex().matches("(?s).*(?:\\\\nabla|\\\\(?:big)?triangledown|∇).*")) {
        findGradient(side.raw());
      }
    }
    var scope = new HashMap<String, Set<Expr>>();
    for (var m : members) {
      if (m != null) {
        m.arguments().forEach((f, args) -> scope.computeIfAbsent(f, _ -> new LinkedHashSet<>()).addAll(args));
      }
    }
    boolean restricts = assumptions.isDomain(text, s)
        || text.display() && wording.cue() == Cue.ASSUMES && assumptions.isRequirement(text, s, wording.cue());
    int was = claims.size();
    if (!s.relations().isEmpty() && !s.continues() && restricts && trail.condition == null && quantified.isEmpty()) {
      assumptions.inline(text, s, "", wording.cue() == Cue.MOMENT ? Cue.CASE : wording.cue(), claims, false);
    } else {
      new Chain(new Reading(text, s, members, scope, wording, context, trail, new StepBuilder(context, text, scope, local, beside),
          solving, connected), claims, ordinals).read();
    }
    if (claims.size() == was + 1 && claims.getLast().kind() == Kind.DEFINITION && members.getFirst() != null && members.getFirst().raw() != null) {
      lasting(members.getFirst().raw(), local);
    }
    for (var m : members) {
      if (m != null && m.raw() != null) {
        context.use(m.exact());
        findLimit(m.exact());
        if (m.speaksOfVectors()) {
          context.useAsVectors(m.vectors(text.latex().substring(m.start(), m.end())));
        }
      }
    }
    for (var c : because) {
      aside(text, c.statement());
    }
  }

  /** {@code H_δ(r) = …, \\quad (δ > 0)}: what is said of a parameter beside a definition holds where the definition does. */
  private void lasting(Expr defined, List<Assumption> local) {
    var arguments = defined instanceof Expr.Apply f ? f.args() : defined instanceof Expr.Call c ? c.args() : List.<Expr>of();
    for (var a : local) {
      var region = Region.of(a.relation());
      if (region != null && a.name() != null && !arguments.isEmpty() && arguments.stream().noneMatch(x -> Trees.freeSymbols(x).contains(Exprs.sym(a.name())))) {
        context.assume(a, Lifetime.SCOPE);
      }
    }
  }

  private void findGradient(Expr e) {
    if (e instanceof Expr.Diff d) {
      context.gradientVariable(d.by());
    } else {
      Trees.children(e).forEach(this::findGradient);
    }
  }

  private void findLimit(Expr e) {
    if (e instanceof Expr.Limit l) {
      lastLimit = l;
    }
    Trees.children(e).forEach(this::findLimit);
  }

  private void condition(FormulaText text, Condition c, List<Assumption> local, StepBuilder.Beside beside, List<Condition> because) {
    var s = c.statement();
    var word = c.keyword();
    boolean all = word.startsWith("for all") || word.startsWith("for every") || word.startsWith("for any") || word.startsWith("for each")
        || c.text().contains("\\forall") || c.text().contains("∀");
    if (all || s == null) {
      restrict(text, c, local, beside, all);
      return;
    }
    if (s.relations().isEmpty()) {
      if (!word.isEmpty() && !NAMING.contains(word) && !BECAUSE.contains(word)) {
        restrict(text, c, local, beside, false);
      }
      return;
    }
    if (BECAUSE.contains(word)) {
      because.add(c);
      return;
    }
    var first = s.members().getFirst();
    if (NAMING.contains(word) && s.relations().getFirst().kind() == Relation.Kind.EQ && first.term() != null) {
      var side = Side.read(first, text, context);
      boolean fresh = side.raw() instanceof Expr.Sym v && !context.isDefined(v.name())
          || side.raw() instanceof Expr.Apply a && !context.isDefined(a.name());
      if (fresh) {
        aside(text, s);
        return;
      }
    }
    if (NAMING.contains(word) && !assumptions.isDomain(text, s)) {
      because.add(c); // a second statement that is to be checked
      return;
    }
    var relation = assumptions.relation(text, s);
    if (relation == null) {
      restrict(text, c, local, beside, false);
      return;
    }
    local.add(new Assumption(relation, null, Trees.freeSymbols(relation).stream().map(Expr.Sym::name).findFirst().orElse(null),
        relation + " (line " + text.start(c.span().start()).line() + ")"));
    var matrix = Assumptions.symmetricIn(relation);
    if (matrix != null) {
      local.add(new Assumption(null, "symmetric", matrix, matrix + " symmetric (line " + text.start(c.span().start()).line() + ")"));
    }
  }

  /** @param all whether it says 'for all' */
  private void restrict(FormulaText text, Condition c, List<Assumption> local, StepBuilder.Beside beside, boolean all) {
    int line = text.start(c.span().start()).line();
    var said = new Restrictions(context).of(c.text(), line);
    if (all) {
      var kind = ALL_REALS.matcher(c.text()).find() ? Introductions.Said.QUANTIFIED : Introductions.Said.RESTRICTED;
      said.names().forEach(n -> context.anew(new Introductions.Introduction(n, kind)));
      beside.quantified().addAll(said.names());
    }
    local.addAll(said.facts());
    beside.perhaps().addAll(said.perhaps());
    said.unread().forEach(n -> beside.unread().put(n, line));
  }
}
