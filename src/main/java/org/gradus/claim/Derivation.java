package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.Condition;
import org.gradus.notation.Relation;
import org.gradus.notation.Statement;

/** Follows the chains of a document: what each relation sign defines, assumes or claims. */
final class Derivation {

  private static final Set<String> BECAUSE = Set.of("since", "because", "as", "note that");
  /** 'Vector version:', at the beginning of a line. */
  private static final Pattern INTRODUCED = Pattern.compile("(?s)(?:.*\\n|)[\\s*_-]*\\p{Lu}[\\p{L} -]{2,40}[*_]*:[\\s*_]*$");
  private static final Pattern GIVING = Pattern.compile("(?is).*\\b(?:with|for|let|take|taking|using|set|setting|now|given)[\\s:,]*$");
  private static final Set<String> NAMING = Set.of("where", "let", "with", "here", "");

  private final Context context;
  private final List<Claim> claims;
  private final List<Expectations.Ordinal> ordinals = new ArrayList<>();
  private final Assumptions assumptions;

  /** The last member of the chain that the next display may continue. */
  private Side last;
  /** The first member of the last display. */
  private Expr subject;
  /** The name that the chain at hand is about, or null. */
  private String head;
  /** The equation that the lines below solve, or null. */
  private Equation condition;
  /** All equations of this part that are to hold together. */
  private final List<Equation> system = new ArrayList<>();

  /** Whether the formula at hand belongs to the solving of an equation. */
  private boolean touched;
  private final Map<String, Equation> tagged = new HashMap<>();
  private Expr.Limit lastLimit;
  private Kind listed;
  private Expr.Limit limit;
  private String words = "";
  private Cue cue = Cue.NONE;

  /** An equation, or several joined by and/or; the relation is null where it has no clear meaning. */
  record Equation(String latex, Expr relation) {}

  Derivation(Context context, List<Claim> claims) {
    this.context = context;
    this.claims = claims;
    this.assumptions = new Assumptions(context);
  }

  /** What the last display is about, in the names of the document; null if there is none. */
  Expr subject() {
    return subject;
  }

  boolean isSolving() {
    return condition != null;
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
    last = null;
    head = null;
    condition = null;
    system.clear();
    lastLimit = null;
    context.gradientVariable(null);
  }

  /** An equation that is to hold from here on, for the lines below to solve. */
  private void toSolve(Equation e) {
    condition = e;
    var relation = e == null || e.relation() == null ? null : byComponents(e.relation());
    if (relation != null && system.stream().noneMatch(o -> o.relation().equals(relation))) {
      system.add(new Equation(e.latex(), relation));
    }
  }

  /** A column that is 0 is 0 in every component; null for what else speaks of vectors. */
  private static Expr byComponents(Expr e) {
    if (e instanceof Expr.Rel r && r.op() == org.gradus.expr.RelOp.EQ && r.lhs() instanceof Expr.Matrix m && Exprs.isZero(r.rhs())) {
      return byComponents(Exprs.and(m.rows().stream().flatMap(List::stream)
          .map(c -> Exprs.rel(r.op(), c, Exprs.ZERO)).toList()));
    }
    return Trees.any(e, x -> x instanceof Expr.Matrix || x instanceof Expr.Call c && !c.function().scalar()
        || x instanceof Expr.Limit || x instanceof Expr.Diff) ? null : e;
  }

  /** Reads a definition that the words put behind its use; nothing is claimed by it yet. */
  void ahead(FormulaText text, Statement s) {
    int was = claims.size();
    aside(text, s);
    claims.subList(was, claims.size()).clear();
    ordinals.clear();
  }

  /** A statement beside the chain: the chain goes on as if it were not there. */
  private void aside(FormulaText text, Statement s) {
    var chainEnd = last;
    var about = subject;
    var name = head;
    var solved = condition;
    statement(text, s, false, false);
    last = chainEnd;
    subject = about;
    head = name;
    condition = solved;
  }

  /**
   * Reads a formula.
   *
   * @param words  the words before it
   * @param solve  a directive says that it is an equation to be solved
   * @param listed what the formula before was, if only a comma or 'and' stands between
   * @param limit  the limit that the sentence speaks of, or null
   * @param cue    what the words of its sentence make of it
   */
  void formula(FormulaText text, List<Statement> statements, String words, boolean solve, Kind listed, Expr.Limit limit, Cue cue) {
    ordinals.clear();
    touched = false;
    this.listed = listed;
    this.limit = limit;
    this.words = words;
    this.cue = cue;
    boolean solving = solve || Prose.SOLVING.matcher(words).matches();
    boolean connected = Prose.CONNECTING.matcher(words).matches();
    if (!connected && condition != null && !solving && words.contains(".")) {
      condition = null; // a new thought
    }
    if (!text.display() && !statements.isEmpty() && !statements.getFirst().continues()) {
      head = null;
    }
    boolean first = true;
    for (var s : statements) {
      if (isAbbreviation(s)) {
        aside(text, s);
        continue;
      }
      statement(text, s, solving && first, connected || !first);
      first = false;
      solving = solve;
    }
    if (!touched && statements.stream().anyMatch(s -> !s.relations().isEmpty())) {
      condition = null; // something else has been said
    }
  }

  /** {@code let exp(z) = num} in the middle of a chain, which goes on behind it. */
  private boolean isAbbreviation(Statement s) {
    return last != null && s.relations().size() == 1 && !s.continues()
        && s.words().stream().anyMatch(w -> w.matches("(?is).*\\blet\\b.*"))
        && s.members().getLast().term() instanceof org.gradus.notation.Term.Name n && n.text().length() > 1
        && !(s.members().getFirst().term() instanceof org.gradus.notation.Term.Name);
  }

  // ---- statements ----

  private void statement(FormulaText text, Statement s, boolean solving, boolean connected) {
    var local = new ArrayList<Assumption>();
    var quantified = new LinkedHashSet<String>();
    var because = new ArrayList<Condition>();
    for (var c : s.conditions()) {
      condition(text, c, local, quantified, because);
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
    boolean restricts = assumptions.isDomain(text, s) || text.display() && cue == Cue.ASSUMES && assumptions.isRequirement(text, s, cue);
    if (!s.relations().isEmpty() && !s.continues() && restricts && condition == null && quantified.isEmpty()) {
      assumptions.inline(text, s, "", cue == Cue.MOMENT ? Cue.CASE : cue, claims, false);
    } else {
      new Chain(text, s, members, scope, local, quantified, solving, connected).read();
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

  private void condition(FormulaText text, Condition c, List<Assumption> local, Set<String> quantified, List<Condition> because) {
    var s = c.statement();
    var word = c.keyword();
    if (word.startsWith("for all") || word.startsWith("for every") || word.startsWith("for any") || word.startsWith("for each")
        || c.text().contains("\\forall") || c.text().contains("∀")) {
      if (s != null) {
        for (var m : s.members()) {
          var side = m.isEmpty() ? null : Side.read(m, text, context);
          if (side != null && side.raw() != null) {
            Trees.freeSymbols(side.raw()).forEach(v -> quantified.add(v.name()));
          }
        }
      }
      if (s == null || s.relations().isEmpty() || s.relations().getFirst().kind() == Relation.Kind.IN) {
        return;
      }
    }
    if (s == null || s.relations().isEmpty()) {
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
    if (relation != null) {
      local.add(new Assumption(relation, null, Trees.freeSymbols(relation).stream().map(Expr.Sym::name).findFirst().orElse(null),
          relation + " (line " + text.start(c.span().start()).line() + ")"));
    }
  }

  // ---- chains ----

  /** One statement, read from left to right. */
  private final class Chain {
    final FormulaText text;
    final Statement statement;
    final List<Side> members;
    final Map<String, Set<Expr>> scope;
    final StepBuilder builder;
    final boolean solving;
    final boolean connected;
    boolean defining;

    Chain(FormulaText text, Statement statement, List<Side> members, Map<String, Set<Expr>> scope, List<Assumption> local,
        Set<String> quantified, boolean solving, boolean connected) {
      this.text = text;
      this.statement = statement;
      this.members = members;
      this.scope = scope;
      this.solving = solving;
      this.connected = connected;
      this.builder = new StepBuilder(context, text, scope, local, quantified);
    }

    void read() {
      int from = 0;
      Equation before = null;
      boolean arrows = false;
      for (int i = 0; i <= statement.relations().size(); i++) {
        boolean end = i == statement.relations().size();
        if (!end && !isArrow(statement.relations().get(i).kind())) {
          continue;
        }
        // members from .. i form one part
        var equation = equation(from, i);
        if (!arrows && end && i > from && from == 1 && members.get(0) == null && leadsOn()) {
          part(from, i, false); // an arrow that only leads on
          from = i + 1;
          continue;
        }
        if (!arrows && !end && i == 0 && members.get(0) == null && leadsOn()) {
          from = 1;
          continue;
        }
        if (!arrows) {
          part(from, i, !end);
          before = equation != null ? equation : refers() ? referred() : condition;
        } else {
          arrow(statement.relations().get(from - 1), before, equation, from, i);
          before = equation != null ? equation : before;
        }
        arrows = true;
        from = i + 1;
      }
      if (statement.relations().stream().anyMatch(r -> isArrow(r.kind())) && before != null) {
        toSolve(before);
      }
      if (isRoman(statement.tag()) && condition != null) {
        tagged.put(statement.tag().replaceAll("[()]", ""), condition);
      }
    }

    /** Whether the arrow at the beginning follows nothing that is being solved, and one statement stands behind it. */
    private boolean leadsOn() {
      return condition == null && !refers() && statement.relations().size() > 1
          && statement.relations().stream().skip(1).noneMatch(r -> isArrow(r.kind()))
          && statement.relations().get(1).kind() == Relation.Kind.EQ && members.size() > 2 && members.get(1) != null;
    }

    private static boolean isArrow(Relation.Kind kind) {
      return kind == Relation.Kind.IMPLIES || kind == Relation.Kind.IFF;
    }

    /** Members from..to as relations joined by and; null if there is none or it has no meaning. */
    private Equation equation(int from, int to) {
      var latex = members.get(from) == null ? "" : text.text(members.get(from).start(),
          members.get(to) == null ? statement.members().get(to).span().end() : members.get(to).end());
      if (from == to && members.get(from) != null && members.get(from).raw() != null
          && (members.get(from).raw() instanceof Expr.Logic || members.get(from).raw() instanceof Expr.Rel)) {
        return resolved(latex, members.get(from).exact());
      }
      var parts = new ArrayList<Expr>();
      for (int i = from; i < to; i++) {
        var op = org.gradus.notation.Elaborator.relOp(statement.relations().get(i).kind());
        var l = members.get(i);
        var r = members.get(i + 1);
        if (op == null || l == null || r == null || l.raw() == null || r.raw() == null) {
          return null;
        }
        if (op == org.gradus.expr.RelOp.APPROX) {
          continue; // the value of a solution, rounded, is no equation
        }
        parts.add(related(op, l.exact(), r.exact()));
      }
      return parts.isEmpty() ? null : resolved(latex, Exprs.and(parts));
    }

    /** {@code x = 2 or x = 3} is read as one relation whose right side is a choice. */
    private static Expr related(org.gradus.expr.RelOp op, Expr l, Expr r) {
      return r instanceof Expr.Logic choice && choice.op() == Expr.Logic.Op.OR
          ? Exprs.or(choice.args().stream().map(a -> a instanceof Expr.Rel ? a : Exprs.rel(op, l, a)).toList())
          : Exprs.rel(op, l, r);
    }

    private Equation resolved(String latex, Expr relation) {
      try {
        return new Equation(latex, new Resolver(context, scope, Map.of()).resolve(relation));
      } catch (UnresolvedException | IllegalArgumentException _) {
        return null;
      }
    }

    private static boolean isRoman(String tag) {
      return tag != null && tag.matches("\\(?[IVX]+\\)?");
    }

    /** {@code (I) − (II) ⇒ …}: the equations that the words before the arrow refer to, or null. */
    private Equation referred() {
      var parts = new ArrayList<Expr>();
      for (var m = Pattern.compile("\\b[IVX]+\\b").matcher(String.join(" ", statement.words())); m.find();) {
        var e = tagged.get(m.group());
        if (e == null || e.relation() == null) {
          return null;
        }
        parts.add(e.relation());
      }
      var written = text.text(0, statement.relations().getFirst().span().start());
      return parts.isEmpty() ? null
          : new Equation(written.replaceFirst("(?s)^.*\\\\\\\\", "").strip(), Exprs.and(parts));
    }

    private boolean refers() {
      return statement.words().stream().anyMatch(w -> w.matches(".*\\b[IVX]+\\b.*"));
    }

    private void arrow(Relation sign, Equation before, Equation after, int from, int to) {
      var member = members.get(from);
      if (member == null) {
        return; // an arrow to nothing
      }
      if (from == to && after == null) {
        if (last != null && condition == null && text.display() && statement.continues() && from == 1) {
          if (last.raw() != null && member.raw() != null) {
            firstUse(last, member);
          }
          add(builder.step(last, sign, member, false, true), sign); // an arrow in the place of an equals sign
          last = member;
        }
        return;
      }
      int end = members.get(to) == null ? member.end() : members.get(to).end();
      var written = text.text(member.start(), end);
      if (before == null) {
        add(builder.unclaimed(member.start(), end, null, sign.latex(), written, Kind.CONDITION, "an equation to be solved"), sign);
        toSolve(after);
        return;
      }
      add(builder.solution(before, after == null ? null : withoutName(before, after), sign, written, member.start(), end,
          sign.kind() == Relation.Kind.IFF ? Solution.Arrow.EQUIVALENT : Solution.Arrow.IMPLIES, false,
          to == from + 1 && members.get(to) != null ? new StepBuilder.Sides(member, statement.relations().get(from), members.get(to)) : null), sign);
      if (after != null) {
        toSolve(after);
      }
    }

    /** {@code u = v ⇒ u = v = w}: a new w names the common value, which nothing can contradict. */
    private Equation withoutName(Equation before, Equation after) {
      if (before.relation() == null || !(after.relation() instanceof Expr.Logic l) || l.op() != Expr.Logic.Op.AND
          || !(l.args().getLast() instanceof Expr.Rel r) || r.op() != org.gradus.expr.RelOp.EQ || !(r.rhs() instanceof Expr.Sym name)) {
        return after;
      }
      var rest = Exprs.and(l.args().subList(0, l.args().size() - 1));
      boolean known = Trees.freeSymbols(rest).contains(name) || Trees.freeSymbols(before.relation()).contains(name)
          || Trees.freeSymbols(r.lhs()).contains(name)
          || system.stream().anyMatch(e -> Trees.freeSymbols(e.relation()).contains(name));
      return known ? after : new Equation(after.latex(), rest);
    }

    private void add(Claim claim, Relation sign) {
      touched |= claim.kind() == Kind.SOLUTION || claim.kind() == Kind.CONDITION;
      ordinals.add(new Expectations.Ordinal(sign.span().start(), claims.size()));
      claims.add(claim);
    }

    // ---- one part: no arrows in it ----

    private void part(int from, int to, boolean arrowFollows) {
      if (from == to) {
        if (!choice(from)) {
          single(members.get(from));
        }
        return;
      }
      var first = members.get(from);
      Side left = first;
      if (first == null) {
        left = last;
      } else {
        head = null;
        if (first.raw() != null) {
          subject = text.display() ? first.exact() : subject;
        }
      }
      boolean anew = first != null;
      if (!arrowFollows && to == from + 1 && anew && members.get(to) != null && solves(from)) {
        return;
      }
      for (int i = from; i < to; i++) {
        var sign = statement.relations().get(i);
        var right = members.get(i + 1);
        if (right == null) {
          if (i + 1 < to) {
            add(builder.nothingBetween(left, sign, statement.relations().get(i + 1).span().end()), sign);
            left = null;
          }
          last = left;
          continue; // cut off here: goes on in the next display
        }
        if (left == null) {
          add(builder.unclaimed(sign.span().start(), right.end(), null, sign.latex(), right.latex(), Kind.NONE,
              "continues nothing: no formula stands before it"), sign);
        } else {
          boolean lastOne = i == to - 1;
          if (arrowFollows && isBound(left, sign, right)) {
            add(builder.unclaimed(anew && i == from ? left.start() : sign.span().start(), right.end(), left.latex(), sign.latex(),
                right.latex(), Kind.CONDITION, "an inequality to be solved, not one that always holds"), sign);
            last = right;
            left = right;
            continue;
          }
          add(relation(left, sign, right, anew && i == from, lastOne), sign);
        }
        last = right;
        left = right;
      }
    }

    /** {@code |1 − ηa| < 1 ⇔ …}: an inequality that only some values satisfy. */
    private boolean isBound(Side left, Relation sign, Side right) {
      var op = org.gradus.notation.Elaborator.relOp(sign.kind());
      if (op == null || op == org.gradus.expr.RelOp.EQ || op == org.gradus.expr.RelOp.APPROX || left.raw() == null || right.raw() == null) {
        return false;
      }
      try {
        var resolver = new Resolver(context, scope, Map.of());
        return Probe.fails(op, context.atAssumed(resolver.resolve(left.exact())), context.atAssumed(resolver.resolve(right.exact())));
      } catch (UnresolvedException | IllegalArgumentException _) {
        return false;
      }
    }

    /** {@code x = 2 or x = 3} below an equation that is being solved. */
    private boolean choice(int at) {
      var side = members.get(at);
      if (side == null || !(side.raw() instanceof Expr.Logic) || condition == null || condition.relation() == null || !connected) {
        return false;
      }
      var equation = equation(at, at);
      if (equation == null || !sharesNames(equation.relation(), condition.relation())) {
        return false;
      }
      var sign = new Relation("", Relation.Kind.EQ, new org.gradus.notation.Span(side.start(), side.start()));
      add(builder.solution(condition, equation, sign, side.latex(), side.start(), side.end(), Solution.Arrow.EQUIVALENT, true, null), sign);
      toSolve(equation);
      return true;
    }

    private void single(Side side) {
      if (side == null) {
        return;
      }
      boolean follows = last != null && text.display() && connected && side.raw() != null && statement.words().isEmpty();
      if (follows && !(side.raw() instanceof Expr.Sym)) {
        var sign = new Relation("=", Relation.Kind.EQ, new org.gradus.notation.Span(side.start(), side.start()));
        add(builder.step(last, sign, side, false, true), sign);
        last = side;
        return;
      }
      claims.add(StepBuilder.states(side) ? builder.unreadable(side) : side.error() != null
          ? builder.unclaimed(side.start(), side.end(), null, null, null, Kind.NONE, side.error())
          : builder.unclaimed(side.start(), side.end(), null, null, null, Kind.NONE, "an expression alone claims nothing"));
      if (text.display()) {
        last = side;
        subject = side.raw() == null ? subject : side.exact();
      }
    }

    /** A line below an equation that is being solved: the same solutions. */
    private boolean solves(int from) {
      if (condition == null || !connected || isRoman(statement.tag())) {
        return false; // (I), (II), … are the equations of a system
      }
      var sign = statement.relations().get(from);
      var left = members.get(from);
      var right = members.get(from + 1);
      if (left.raw() == null || right.raw() == null || sign.kind() != Relation.Kind.EQ) {
        return false;
      }
      if (condition.relation() == null) {
        add(builder.unclaimed(left.start(), right.end(), left.latex(), sign.latex(), right.latex(), Kind.CONDITION,
            "a line of solving an equation that has no clear meaning"), sign);
        last = right;
        return true;
      }
      var equation = unknown(left, right);
      if (equation == null) {
        equation = equation(from, from + 1);
        var target = Target.of(left.exact(), context);
        boolean defines = target != null && !context.isDefined(target.name()) && !context.isUsed(target.name());
        if (equation == null || defines || !sharesNames(equation.relation(), condition.relation())
            || !(equation.relation() instanceof Expr.Rel || equation.relation() instanceof Expr.Logic)
            || equation.relation() instanceof Expr.Rel r && Probe.look(r.lhs(), r.rhs()) == Probe.Sight.IDENTITY) {
          return false;
        }
        if (left.raw() instanceof Expr.Diff) {
          return false; // another quantity: a condition of its own
        }
      }
      add(builder.solution(condition, equation, sign, text.text(left.start(), right.end()), left.start(), right.end(),
          Solution.Arrow.EQUIVALENT, true, new StepBuilder.Sides(left, sign, right)), sign);
      toSolve(equation);
      last = right;
      return true;
    }

    /** {@code ŵ = …} below a condition on w names its solution; null if the left side is no such name. */
    private Equation unknown(Side left, Side right) {
      if (!(left.raw() instanceof Expr.Sym v) || context.isDefined(v.name())) {
        return null;
      }
      var names = Trees.freeSymbols(condition.relation());
      var base = v.name().replaceFirst("(?:hat|_star|_opt|_min|_max)$", "");
      for (var name : List.of(v.name(), base)) {
        if (names.contains(Exprs.sym(name))) {
if (!name.equals(v.name())) { // from here on the name stands for the solution
              context.define(v.name(), List.of(), false, right.exact(), text.start(left.start()).line(), false);
            }
            return resolved(text.text(left.start(), right.end()), related(org.gradus.expr.RelOp.EQ, Exprs.sym(name), right.exact()));
        }
      }
      return null;
    }

    private boolean sharesNames(Expr a, Expr b) {
      var names = Trees.freeSymbols(b);
      return Trees.freeSymbols(a).stream().anyMatch(names::contains);
    }

    // ---- one relation ----

    /** 'if z tends to infinity, ∂J/∂z = 1' speaks of the limit. */
    private Side atLimit(Side left, Side right) {
      if (limit == null || left.raw() == null || right.raw() == null || !Trees.any(left.raw(), x -> x.equals(limit.var())) || !Trees.freeSymbols(right.exact()).isEmpty()
          || Trees.freeSymbols(left.exact()).isEmpty()) {
        return left;
      }
      return left.with(Exprs.limit(left.raw(), limit.var(), limit.to(), limit.side()), "read as the limit that the sentence speaks of");
    }

    private Claim relation(Side left, Relation sign, Side right, boolean anew, boolean lastOne) {
      switch (sign.kind()) {
        case ASSIGN -> {
          return builder.unclaimed(left.start(), right.end(), left.latex(), sign.latex(), right.latex(), Kind.DEFINITION,
              "an update gives a new value; it is no equation");
        }
        case PROPTO, DISTRIBUTED -> {
          return builder.unclaimed(left.start(), right.end(), left.latex(), sign.latex(), right.latex(), Kind.NONE,
              "not a relation between values");
        }
        case EQ, DEFINE, APPROX, NE, LT, LE, GT, GE, IN, IMPLIES, IFF -> { }
      }
      if (sign.kind() == Relation.Kind.EQ && left.raw() != null && right.raw() != null) {
        var value = inverted(left);
        if (value != null) { // f⁻¹(x) = g says f(g) = x
          var reading = "f^{-1}(x) = g is read as f(g) = x";
          var x = ((Expr.Apply) left.raw()).args().getFirst();
          defining = false;
          return builder.step(left.with(Exprs.apply(value, 0, List.of(right.exact())), reading), sign,
              right.with(left.decimals().exact(x), reading), anew, false);
        }
      }
      if (left.raw() != null && right.raw() != null) {
        var operand = operand(left, sign, right);
        if (operand != null) {
          return operand;
        }
        var abbreviation = sign.kind() == Relation.Kind.EQ ? abbreviation(left, sign, right, anew) : null;
        if (abbreviation != null) {
          return abbreviation;
        }
        firstUse(left, right);
        var definition = definition(left, sign, right, anew);
        if (definition != null) {
          return definition;
        }
        if (sign.kind() == Relation.Kind.EQ && lastOne) {
          var c = asCondition(left, sign, right, anew);
          if (c != null) {
            return c;
          }
        }
      }
      defining = false;
      var step = builder.step(atLimit(left, right), sign, right, anew, false);
      if (step.kind() == Kind.NUMERIC && head != null && step.decimals() != null && step.decimals().claimed() != null) {
        var shown = Rounding.shown(right, sign.kind() == Relation.Kind.APPROX);
        show(shown);
      }
      return step;
    }

    /** The function whose inverse is applied on this side, or null. */
    private String inverted(Side side) {
      var name = side.raw() instanceof Expr.Apply a && a.args().size() == 1 && a.primes() == 0
          ? org.gradus.notation.Terms.inverted(a.name()) : null;
      var d = name == null ? null : context.definition(name);
      return d != null && d.isFunction() && d.parameters().size() == 1 ? name : null;
    }

    /** Remembers the shown value, unless it is plainly not the value of the name. */
    private void show(Rounding.Shown shown) {
      double exact;
      try {
        exact = Probe.closed(new Resolver(context, scope, Map.of()).resolve(Exprs.sym(head)));
      } catch (UnresolvedException | IllegalArgumentException _) {
        exact = Double.NaN;
      }
      // The digits may come from digits that were rounded before: a few units are no mistake.
      double off = Math.abs(exact - shown.value().doubleValue());
      double unit = 2 * shown.halfUnit().doubleValue();
      boolean plausible = off <= unit || off <= 10 * unit && off <= 0.01 * Math.abs(exact);
      if (Double.isNaN(exact) || plausible) {
        // wide enough for the exact value too: what is computed from it may use either
        var half = shown.halfUnit();
        if (plausible && off > half.doubleValue()) {
          half = half.times(org.gradus.expr.Rational.of((long) Math.ceil(off / half.doubleValue()) + 1));
        }
        context.show(new Context.Shown(head, shown.value(), half, shown.text(), Double.isNaN(exact) ? claims.size() : -1));
      }
    }

    private Claim defined(Side left, Relation sign, Side right, boolean anew, String why) {
      defining = true;
      return builder.unclaimed(anew ? left.start() : sign.span().start(), right.end(), left.latex(), sign.latex(), right.latex(),
          Kind.DEFINITION, why);
    }

    /** The relation as a definition, or null if it is none. */
    private Claim definition(Side left, Relation sign, Side right, boolean anew) {
      if (sign.kind() != Relation.Kind.EQ && sign.kind() != Relation.Kind.DEFINE && sign.kind() != Relation.Kind.APPROX) {
        return null;
      }
      if (!anew && !defining) {
        return null;
      }
      var target = left.speaksOfVectors() ? null : Target.of(left.exact(), context);
      if (left.exact() instanceof Expr.Call t && t.is("transpose") && t.arg() instanceof Expr.Sym y && anew
          && right.exact() instanceof Expr.Matrix m && isClosed(m) && !context.isDefined(y.name())) {
        context.define(y.name(), List.of(), false, transposed(m), text.start(left.start()).line(), false);
        return defined(left, sign, right, true, "gives " + y.name() + " its meaning");
      }
      if (target == null && anew && Target.isMomentOfName(left.exact()) && right.raw() != null
          && !Trees.any(right.exact(), x -> x instanceof Expr.Apply)) { // E[X] = μ
        int at = text.start(left.start()).line();
        context.assume(new Assumption(Exprs.rel(org.gradus.expr.RelOp.EQ, left.exact(), right.exact()), null, null,
            left.latex() + " = " + right.latex() + " (line " + at + ")"), Context.Lifetime.PART);
        return defined(left, sign, right, true, "holds for what follows");
      }
      if (target == null) {
        return defining && !anew ? named(left, sign, right) : null;
      }
      boolean given = false;
      if (anew && left.exact() instanceof Expr.Indexed one) {
        given = !text.display() && isClosed(right.exact()) && GIVING.matcher(words).matches(); // with V_t = 2, V_{t+1} = 3
        if (given || target.family() && !context.around().all(one, symbolicBody(right), text.latex(),
            text.display() && !context.isUsed(one.base()), cue)) {
          target = new Target(one.toString(), List.of(), false, null);
          if (one.sub().stream().anyMatch(i -> i instanceof Expr.Sym)) {
            context.doubt(List.of(one.base())); // nothing is said of the others
          }
        }
      }
      if (!anew && target.isTableFunction()) {
        return named(left, sign, right);
      }
      if (sign.kind() == Relation.Kind.APPROX && !text.display() && anew && cue != Cue.DEFINES && cue != Cue.PUTS && context.definition(target.name()) == null
          && target.parameters().isEmpty() && isClosed(right.exact()) && right.decimals().in(right.raw()).isEmpty()) {
        return builder.unclaimed(left.start(), right.end(), left.latex(), sign.latex(), right.latex(), Kind.NONE, "a place, not a value");
      }
      head = anew ? target.parameters().isEmpty() ? target.name() : null : head;
      if (isPrimed(target.name())) {
        return null;
      }
      int line = text.start(left.start()).line();
      var body = symbolicBody(right);
      if (Target.isUsualMeaning(target, body)) {
        context.lastArgument(target.name(), Target.usualArgument(target, body));
        return defined(left, sign, right, anew, "the usual meaning of " + target.name());
      }
      if (target.isTableFunction() && (target.means(body) || context.isDefined(target.name()) || context.lastArgument(target.name()) != null
          || mentions(body, target) || !Trees.freeSymbols(body).contains(target.parameters().getFirst()))) {
        return null;
      }
      var known = context.definition(target.name());
      boolean always = sign.kind() == Relation.Kind.DEFINE && anew;
      if (known == null || always && !known.body().equals(body)) {
        if (mentions(body, target)) {
          if (isRecursion(target, left, body)) {
            define(target, body, right, line, false);
            return defined(left, sign, right, anew, "gives " + left.latex() + " its meaning, by what comes before it");
          }
          if (target.parameters().isEmpty() && Probe.look(left.exact(), body) == Probe.Sight.IDENTITY) {
            return null; // x = max(0, x) − max(0, −x)
          }
          return target.parameters().isEmpty() ? defined(left, sign, right, anew, "an update, not an equation") : null;
        }
        if (!always && !given && target.parameters().isEmpty() && context.isUsed(target.name()) && isClosed(body)
            && !Decimals.isDecimal(right.latex()) && anew && listed != Kind.DEFINITION
            && !Prose.WHERE.matcher(words).matches()) {
          return assumed(left, sign, right, target, body);
        }
        if (anew && !always && isClosed(body) && !Trees.any(body, x -> x instanceof Expr.Matrix) && target.parameters().isEmpty() && (context.isDeclared(target.name())
            || cue == Cue.MOMENT && !isTitled() || cue == Cue.CASE || cue == Cue.ASSUMES)) {
          return assumed(left, sign, right, target, body);
        }
        var like = anew && target.parameters().isEmpty() && isClosed(body) && Rounding.shown(right, true) == null
            ? new Analogy(context).find(target.name(), body,
                right.decimals().in(right.raw()).stream().map(Decimals.Decimal::value).toList()) : null;
        if (like != null) {
          context.define(target.name(), List.of(), false, like.body(), line, false);
          defining = true;
          return builder.between(new Resolver(context, scope, Map.of()).resolve(like.body()), left, sign, right, anew,
              target.name() + " is read as " + like.body() + ", like " + like.like().name() + " in line " + like.like().line());
        }
        define(target, body, right, line, sign.kind() == Relation.Kind.APPROX);
        return defined(left, sign, right, anew, "gives " + left.latex() + " its meaning");
      }
      if (known.body().equals(body) && known.parameters().equals(target.parameters()) || sameMeaning(known, target, body)) {
        return defined(left, sign, right, anew, "repeats the definition of line " + known.line());
      }
      boolean closed = isClosedResolved(body);
      if (anew && (!closed || isClosedResolved(known.body())) && redefines()) {
        context.keepMeanings(target.name());
        define(target, body, right, line, false);
        return defined(left, sign, right, true, "gives " + left.latex() + " a new meaning");
      }
      if (anew && !text.display() && target.parameters().isEmpty() && isClosed(body) && isClosed(known.body()) && GIVING.matcher(words).matches()) {
        define(target, body, right, line, false); // with γ = 0.5: another value from here on
        return defined(left, sign, right, anew, "gives " + left.latex() + " a new value");
      }
      if (known.parameters().isEmpty() && !known.family() && !target.parameters().isEmpty() && !target.family()
          && !closed && !mentions(body, target) && !sameValue(known, target, body)) {
        define(target, body, right, line, false); // C(a) = … beside C = …: a function of its own
        return defined(left, sign, right, anew, "gives " + left.latex() + " its meaning");
      }
      boolean introduced = anew && !text.display() && INTRODUCED.matcher(words).matches();
      boolean elsewhere = (introduced || !context.isDefinedHere(target.name())) && !sameValue(known, target, body)
          && !Trees.any(body, x -> x instanceof Expr.Integral || x instanceof Expr.Limit);
      if (elsewhere && !text.display() && target.parameters().isEmpty() && (cue == Cue.MOMENT || cue == Cue.CASE || cue == Cue.ASSUMES)) {
        return assumed(left, sign, right, target, body); // 'it vanishes at a = y'
      }
      if ((elsewhere || listed == Kind.DEFINITION && anew) && !closed) {
        context.keepMeanings(target.name());
        define(target, body, right, line, false);
        return defined(left, sign, right, anew, "gives " + left.latex() + " a new meaning");
      }
      if (closed && target.parameters().isEmpty() && !isClosedResolved(known.body()) && !isFixed(known.body())) {
        return value(left, sign, right, anew, target, body);
      }
      return null;
    }

    /** 'The weighted inputs of the hidden layer:' names what is displayed. */
    private boolean isTitled() {
      return text.display() && words.strip().endsWith(":");
    }

    /** 'Let now', 'redefine': a name gets another meaning from here on. */
    private boolean redefines() {
      return Prose.REDEFINING.matcher(words).find() || statement.words().stream().anyMatch(w -> Prose.REDEFINING.matcher(w).find());
    }

    /** {@code h_t = w h_{t-1} + u x_t}: other members of the family, not the one that is defined. */
    private static boolean isRecursion(Target target, Side left, Expr body) {
      return target.family() && target.parameters().size() == 1
          && !Trees.any(body, x -> x.equals(left.exact()) || x instanceof Expr.Indexed i && Target.family(i).equals(target.name())
              && i.sub().stream().noneMatch(s -> s instanceof Expr.Add));
    }

    private static Expr transposed(Expr.Matrix m) {
      var rows = new ArrayList<List<Expr>>();
      for (int j = 0; j < m.rows().getFirst().size(); j++) {
        int column = j;
        rows.add(m.rows().stream().map(r -> r.get(column)).toList());
      }
      return Exprs.matrix(rows);
    }

    private boolean isPrimed(String name) {
      var base = name.replaceFirst("(?:_prime)+$", "");
      return !base.equals(name) && (Context.letter(base) != null || context.isDefined(base) || context.isFunction(base));
    }

    private Claim assumed(Side left, Relation sign, Side right, Target target, Expr body) {
      context.assume(new Assumption(Exprs.rel(org.gradus.expr.RelOp.EQ, Exprs.sym(target.name()), body), null, target.name(),
          target.name() + " = " + body + " (line " + text.start(left.start()).line() + ")"),
          text.display() ? Context.Lifetime.PART : Context.Lifetime.SENTENCE);
      return builder.unclaimed(left.start(), right.end(), left.latex(), sign.latex(), right.latex(), Kind.ASSUMPTION,
          "holds for what follows");
    }

    /** A value for a name that has a symbolic meaning: the numbers behind its names are not in the document. */
    private Claim value(Side left, Relation sign, Side right, boolean anew, Target target, Expr body) {
      var old = context.value(target.name());
      if (old == null) {
        context.value(target.name(), body);
        defining = true;
        return right.decimals().in(right.raw()).isEmpty() ? defined(left, sign, right, anew, "a value for " + target.name())
            : builder.step(left, sign, right, anew, false); // numbers put in for names
      }
      return builder.between(old, left, sign, right, anew, "two values for " + target.name());
    }

    /** {@code ∇(b^2 + …) = ∇ g(w, b)}: g is what the gradient is taken of; null if the relation says nothing of the kind. */
    private Claim operand(Side left, Relation sign, Side right) {
      Expr meaning = null;
      Expr name = null;
      if (left.raw() instanceof Expr.Diff l && right.raw() instanceof Expr.Diff r && l.by().equals(r.by()) && l.order() == r.order()) {
        meaning = l.body();
        name = r.body();
      } else if (left.raw() instanceof Expr.Call l && right.raw() instanceof Expr.Call r && l.is("grad") && r.is("grad")
          && l.args().get(1).equals(r.args().get(1))) {
        meaning = l.args().get(0);
        name = r.args().get(0);
      }
      var target = sign.kind() == Relation.Kind.EQ && name instanceof Expr.Apply ? Target.of(name, context) : null;
      if (target == null || context.isDefined(target.name()) || mentions(meaning, target) || isClosed(meaning)
          || meaning instanceof Expr.Apply) {
        return null;
      }
      context.define(target.name(), target.parameters(), false, left.decimals().exact(meaning), text.start(right.start()).line(), false);
      return builder.unclaimed(sign.span().start(), right.end(), left.latex(), sign.latex(), right.latex(), Kind.DEFINITION,
          "gives " + target.name() + " its meaning");
    }

    /** {@code let exp(z) = num}: a name for what stands on the left; null if the relation is not of this kind. */
    private Claim abbreviation(Side left, Relation sign, Side right, boolean anew) {
      boolean let = statement.words().stream().anyMatch(w -> w.matches("(?is).*\\b(?:let|call|denote)\\b.*"));
      if (!let || !anew || statement.relations().size() != 1 || !(right.raw() instanceof Expr.Sym name) || !isFresh(name)
          || Target.of(left.exact(), context) != null) {
        return null;
      }
      context.define(name.name(), List.of(), false, left.exact(), text.start(right.start()).line(), false);
      return defined(left, sign, right, anew, "a name for what stands before it");
    }

    private boolean isFresh(Expr.Sym name) {
      return !context.isKnown(name.name()) && isWord(name.name());
    }

    /** A name that nobody takes for a variable. */
    private static boolean isWord(String name) {
      return !org.gradus.notation.Terms.isLetter(name) && name.chars().allMatch(Character::isLetter);
    }

    /** {@code a/(b + c) = a/den}: a word that is met for the first time stands for what makes the two sides the same. */
    private void firstUse(Side left, Side right) {
      var fresh = Trees.freeSymbols(right.raw()).stream().filter(this::isFresh).toList();
      if (fresh.size() != 1 || Trees.size(left.raw(), 400) >= 400) {
        return;
      }
      for (var part : parts(left.raw())) {
        if (!(part instanceof Expr.Num) && !(part instanceof Expr.Sym)
            && Trees.substitute(right.raw(), fresh.getFirst(), part).equals(left.raw())) {
          context.define(fresh.getFirst().name(), List.of(), false, left.decimals().exact(part), text.start(right.start()).line(), false);
          return;
        }
      }
    }

    private static Set<Expr> parts(Expr e) {
      var found = new LinkedHashSet<Expr>();
      found.add(e);
      Trees.children(e).forEach(c -> found.addAll(parts(c)));
      return found;
    }

    /** {@code ŷ = σ(z) = a}: the fresh name at the end of a definition is another name for the same. */
    private Claim named(Side left, Relation sign, Side right) {
      var name = right.raw() instanceof Expr.Sym || right.raw() instanceof Expr.Indexed ? right.raw().toString() : "";
      if (!name.isEmpty() && !context.isKnown(name) && !(left.raw() instanceof Expr.Diff) && Context.letter(name) == null) {
        context.define(name, List.of(), false, left.exact(), text.start(right.start()).line(), false);
        return defined(left, sign, right, false, "another name for the same");
      }
      return null;
    }

    private void define(Target target, Expr body, Side right, int line, boolean approximately) {
      boolean data = Rounding.shown(right, false) != null && target.parameters().isEmpty();
      context.define(target.name(), target.parameters(), target.family(), body, line, data);
      if (data) {
        var shown = Rounding.shown(right, false);
        if (approximately) {
          context.show(new Context.Shown(target.name(), shown.value(), shown.halfUnit(), shown.text(), -1));
        } else {
          context.give(shown.text());
        }
      }
    }

    /** The right side, in which decimals that repeat the shown value of a name stand for that name. */
    private Expr symbolicBody(Side right) {
      var by = new HashMap<Expr, Expr>();
      for (var d : right.decimals().in(right.raw())) {
        var name = context.shownAs(d.text());
        name = name == null && head != null ? context.shownBeside(d.text(), head) : name;
        if (name != null && !name.equals(head)) {
          by.put(Exprs.sym(d.symbol()), Exprs.sym(name));
        }
      }
      return right.decimals().exact(Trees.substitute(right.raw(), by));
    }

    private boolean mentions(Expr body, Target target) {
      return Trees.any(body, x -> x instanceof Expr.Sym s && s.name().equals(target.name())
          || x instanceof Expr.Apply a && a.name().equals(target.name())
          || target.family() && x instanceof Expr.Indexed i && target.name().equals(Target.family(i)));
    }

    private static boolean isClosed(Expr e) {
      return Trees.freeSymbols(e).isEmpty() && !Trees.any(e, x -> x instanceof Expr.Indexed || x instanceof Expr.Apply);
    }

    private boolean isClosedResolved(Expr e) {
      try {
        return isClosed(new Resolver(context, scope, Map.of()).resolve(e));
      } catch (UnresolvedException | IllegalArgumentException _) {
        return false;
      }
    }

    private boolean isFixed(Expr e) {
      try {
        var value = new Resolver(context, scope, Map.of()).resolve(e);
        return !Trees.any(value, x -> x instanceof Expr.Indexed) && context.fixes(Trees.freeSymbols(value));
      } catch (UnresolvedException | IllegalArgumentException _) {
        return false;
      }
    }

    /** Whether the two may have the same value wherever they are defined. */
    private boolean sameValue(Definition known, Target target, Expr body) {
      try {
        var resolver = new Resolver(context, scope, Map.of());
        var value = known.parameters().size() == target.parameters().size() ? known.applied(target.parameters()) : known.body();
        return Probe.look(resolver.resolve(value), resolver.resolve(body)) == Probe.Sight.IDENTITY;
      } catch (UnresolvedException | IllegalArgumentException _) {
        return false;
      }
    }

    private boolean sameMeaning(Definition known, Target target, Expr body) {
      if (known.parameters().size() != target.parameters().size()) {
        return false;
      }
      try {
        var resolver = new Resolver(context, scope, Map.of());
        return resolver.resolve(known.applied(target.parameters())).equals(resolver.resolve(body));
      } catch (UnresolvedException | IllegalArgumentException _) {
        return false;
      }
    }

    /** An equation that only some points satisfy is one to be solved; null if this is none. */
    private Claim asCondition(Side left, Relation sign, Side right, boolean anew) {
      var equation = resolved(text.text(anew ? left.start() : right.start(), right.end()),
          Exprs.rel(org.gradus.expr.RelOp.EQ, left.exact(), right.exact()));
      if (equation == null && solving && (Exprs.isZero(left.raw()) || Exprs.isZero(right.raw()))) {
        condition = new Equation(text.text(left.start(), right.end()), null);
        return builder.unclaimed(anew ? left.start() : sign.span().start(), right.end(), left.latex(), sign.latex(), right.latex(),
            Kind.CONDITION, "an equation to be solved");
      }
      if (equation == null || !(equation.relation() instanceof Expr.Rel r) || Trees.any(left.raw(), x -> x instanceof Expr.Limit)) {
        return null;
      }
      boolean zero = Exprs.isZero(r.lhs()) || Exprs.isZero(r.rhs());
      boolean constant = isClosed(r.lhs()) != isClosed(r.rhs());
      boolean label = anew && Trees.any(left.raw(), x -> x instanceof Expr.Diff) || left.decimals().in(left.raw()).isEmpty()
          && Decimals.isDecimal(right.latex());
      var sight = Probe.look(context.atAssumed(r.lhs()), context.atAssumed(r.rhs()));
      boolean lone = anew && statement.relations().size() == 1 && !label;
      boolean isCondition = solving && (lone || constant) && sight != Probe.Sight.IDENTITY
          || constant && sight == Probe.Sight.SOME_POINTS && (zero || !label)
          || anew && !text.display() && sight == Probe.Sight.SOME_POINTS && Prose.WHEN.matcher(words).matches();
      if (!isCondition) {
        return null;
      }
      var others = system.stream().map(Equation::relation).filter(e -> !e.equals(equation.relation())).toList();
      var names = Trees.freeSymbols(equation.relation());
      boolean mayFollow = anew && others.size() > 1 && statement.relations().size() == 1
          && others.stream().flatMap(e -> Trees.freeSymbols(e).stream()).anyMatch(names::contains);
      toSolve(equation);
      if (mayFollow) {
        return builder.solution(new Equation("", Exprs.and(others)), equation, sign, text.text(left.start(), right.end()),
            left.start(), right.end(), Solution.Arrow.MAY_FOLLOW, true, null);
      }
      return builder.unclaimed(anew ? left.start() : sign.span().start(), right.end(), left.latex(), sign.latex(), right.latex(),
          Kind.CONDITION, "an equation to be solved, not an identity");
    }
  }
}
