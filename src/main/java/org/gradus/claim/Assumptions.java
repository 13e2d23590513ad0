package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Elaborator;
import org.gradus.notation.NotationException;
import org.gradus.notation.Relation;
import org.gradus.notation.Statement;
import org.gradus.notation.Term;
import org.gradus.notation.Terms;

/** Formulas that restrict where others hold: {@code for γ = 0}, {@code 0 < p < 1}, {@code y ∈ {0,1}}. */
final class Assumptions {

  /** 'The target is', 'with bias': what names data of a calculation. */
  private static final Sought DATUM = Sought.of(
      "(?iU)\\b(?:target|label|input|weight|bias|learning[ -]rate|step[ -]size|desired output|true (?:output|value|label))(?: value)?(?: is| was)?[\\s:*_]{0,9}$");
  /** What makes a case of them. */
  private static final Sought CASED = Sought.of("(?iU)\\b(?:for|if|when\\w*|while|case\\w*|suppos\\w*|assum\\w*|now|then|once|instead|unless|say)\\b");
  /** What the words before an array call data. */
  private static final Sought OF_DATA = Sought.of("(?i)\\b(?:data\\w*|samples|observations|training set|labels|targets|daten)\\b[^.;:!?$]{0,30}$");

  /** 'For the error', 'für den Fehler': what the formula is about, and no case. */
  private static final Sought OF_A_THING = Sought.of("(?iU)\\b(?:for|für)\\s+(?:the|our|this|die|das|den|unsere?n?)\\s+(?!(?:case|choice|special|value|point|limit|setting|values|fall|wert|wahl|spezialfall)\\b)\\p{L}[\\w-]*(?:\\s+(?!with\\b|where\\b|when\\b|mit\\b)[\\p{L}-]+){0,3}\\s*$");

  /** The beginning of a sentence that names a case, even below an equation that has been solved. */
  private static final Pattern CASE_BEGINS = Pattern.compile(
      "(?s)(?:.*[.!?\\n]|)\\s*(?:For|Für|(?:Now )?[Ll]et|Let now|Assume|Suppose|(?:Es )?[Ss]ei(?:en)?(?: nun)?)\\s*");

  /** {@code P(m = 1) = p}: the equation in it is an event, not a value. */
  private static final Pattern EVENT = Pattern.compile(
      "^\\s*(?:\\\\(?:mathbb|mathrm|operatorname|mathsf|text)\\s*\\{?\\s*)?\\\\?(?:P|Pr|Prob)\\s*}?\\s*(?:\\\\left|\\\\[bB]igl?)?\\s*[(\\[][^=()]*=[^=()]*[)\\]]\\s*=");

  private final Context context;

  Assumptions(Context context) {
    this.context = context;
  }

  /** Whether an inline statement is an assumption, by the words before it and the names in it. */
  boolean isInline(FormulaText text, Statement s, String words, Cue cue, Derivation derivation, Kind listed) {
    if (s.relations().isEmpty() || s.members().stream().anyMatch(m -> m.term() == null)) {
      return false;
    }
    if (isDomain(text, s) || isExcluded(cue) && !isEvident(text, s)) {
      return true;
    }
    boolean listedOnly = isOrder(s) && Prose.LISTING.matcher(words).matches() && !words.isBlank()
        && !(listed == Kind.ASSUMPTION && words.contains("and"));
    if ((!listedOnly || isOrder(s) && boundsOne(s.members().stream().map(m -> Side.read(m, text, context)).toList())) && isRequirement(text, s, cue) && !derivation.isSolving()) { // 'for x ≥ 0, ln(1 + x) ≤ x' is a claim
      return true;
    }
    if (s.relations().size() > 1 && isOfMoment(cue) && areValues(text, s)) {
      return true; // 'fails for x = z = 1'
    }
    if (s.relations().size() != 1 || s.relations().getFirst().kind() != Relation.Kind.EQ
        || derivation.isSolving() && !CASE_BEGINS.matcher(words).matches()) {
      return false;
    }
    var left = Side.read(s.members().getFirst(), text, context);
    var right = Side.read(s.members().getLast(), text, context);
    if (!(left.raw() instanceof Expr.Sym v) || right.raw() == null) {
      return false;
    }
    if (!context.isDefined(v.name()) && Literals.isOfOwnEntries(v.name(), right.exact())) {
      return false; // w = (w_1, w_2) names the entries, whatever the words
    }
    boolean formula = Trees.any(right.exact(), x -> x instanceof Expr.Big)
        || listed == Kind.DEFINITION && !isClosed(right.exact()) && !(right.raw() instanceof Expr.Sym) && !(right.raw() instanceof Expr.Indexed);
    if (formula && (listed == Kind.ASSUMPTION || listed == Kind.DEFINITION) && Prose.LISTING.matcher(words).matches() && !context.isKnown(v.name())) {
      return false; // 'for j = 1, …, m and f = Σ_j v_j h_j' gives f a meaning
    }
    if (Literals.of(right.exact()) != null && (OF_DATA.matcher(words).find() || listed == Kind.DEFINITION && Prose.LISTING.matcher(words).matches())) {
      return false; // 'we fit it to the data X = …, y = …'
    }
    if (cue == Cue.CASE && !context.isKnown(v.name()) && OF_A_THING.matcher(words).find() && !Trees.freeSymbols(right.exact()).isEmpty() && !(right.raw() instanceof Expr.Sym)) {
      return false; // 'for the error E = ½(y − t)²' gives E a meaning
    }
    if (!context.isDefined(v.name()) && (Prose.IN_CASE.matcher(words).matches() || isOfMoment(cue))) {
      return true; // 'when j = y'
    }
    if (Prose.NEAR.matcher(words).matches()) {
      return isClosed(right.exact());
    }
    if (listed == Kind.DEFINITION || Prose.WHERE.matcher(words).matches() && !context.isDefined(v.name())) {
      return false; // one of a list of given values
    }
    if (isNumber(right.exact()) && context.definition(v.name()) instanceof Definition d && isNumber(d.body())) {
      return false; // 'for c = 5' after 'let c = 2' is another value
    }
    if (context.isDefined(v.name())) {
      boolean again = isClosed(context.definition(v.name()).body()) && Prose.REDEFINING.matcher(words).find();
      return listed == Kind.ASSUMPTION && isClosed(right.exact()) || !again && Prose.CASE.matcher(words).matches() && isClosed(right.exact());
    }
    if (!context.isUsed(v.name()) && GIVEN.matcher(words).find() && Trees.any(right.exact(), x -> x instanceof Expr.Matrix)) {
      return false; // 'the input is x = (1, 2)ᵀ' gives x its meaning
    }
    if (!context.isUsed(v.name()) && isNumber(right.exact()) && DATUM.matcher(words).find() && !CASED.matcher(words).find()) {
      return false; // 'the target is t = 1', like 'the input is x = 0.5'
    }
    return isClosed(right.exact()) && (context.isUsed(v.name()) || cue == Cue.ASSUMES
        || (cue == Cue.NONE || cue == Cue.PUTS) && right.decimals().in(right.raw()).isEmpty());
  }

  /** 'The input is', 'with the target', 'let'. */
  private static final Pattern GIVEN = Pattern.compile("(?iU)\\b\\p{L}{2,}\\W*$");

  /** {@code x = z = 1} and {@code x = z = s}: names without a meaning, and the value of all. */
  private boolean areValues(FormulaText text, Statement s) {
    if (s.relations().stream().anyMatch(r -> r.kind() != Relation.Kind.EQ)) {
      return false;
    }
    var sides = s.members().stream().map(m -> Side.read(m, text, context)).toList();
    return sides.getLast().raw() != null && (isClosed(sides.getLast().exact()) || isOpenName(sides.getLast()))
        && sides.subList(0, sides.size() - 1).stream().allMatch(this::isOpenName);
  }

  private boolean isOpenName(Side m) {
    return m.raw() instanceof Expr.Sym v && !context.isDefined(v.name());
  }

  /** With no padding, ⌊27/2⌋ + 1 = 14: arithmetic and identities are claims, whatever the sentence denies. */
  private boolean isEvident(FormulaText text, Statement s) {
    if (s.relations().stream().anyMatch(r -> r.kind() != Relation.Kind.EQ)) {
      return false;
    }
    var sides = s.members().stream().map(m -> Side.read(m, text, context)).toList();
    if (sides.getFirst().raw() == null || sides.getLast().raw() == null || sides.getFirst().raw() instanceof Expr.Sym) {
      return false;
    }
    var left = sides.getFirst().exact();
    var right = sides.getLast().exact();
    return isClosed(left) && isClosed(right) || Probe.look(left, right) == Probe.Sight.IDENTITY;
  }

  /** Whether the words take nothing from the formula but what is left out. */
  private static boolean isExcluded(Cue cue) {
    return cue == Cue.EXCLUDES || cue == Cue.DENIES;
  }

  private static boolean isOfMoment(Cue cue) {
    return cue == Cue.MOMENT || cue == Cue.CASE;
  }

  /**
   * Whether a relation restricts its names instead of saying something that could be checked: by the words before it, or
   * because it gives a sum, a component, a vector or a matrix of which nothing is defined its value.
   */
  boolean isRequirement(FormulaText text, Statement s, Cue cue) {
    if (s.relations().isEmpty() || s.members().stream().anyMatch(m -> m.term() == null)) {
      return false;
    }
    var sides = s.members().stream().map(m -> Side.read(m, text, context)).toList();
    if (sides.stream().anyMatch(m -> m.raw() == null || Trees.any(m.raw(), x -> x instanceof Expr.Diff || x instanceof Expr.Limit || x instanceof Expr.Integral))) {
      return false;
    }
    boolean supposed = cue == Cue.ASSUMES || cue == Cue.CASE || cue == Cue.MOMENT || cue == Cue.DEFINES || cue == Cue.PUTS;
    boolean order = s.relations().stream().allMatch(r -> switch (r.kind()) {
      case LT, LE, GT, GE, NE -> true;
      default -> false;
    });
    if (order) {
      return supposed || cue != Cue.CONCLUDES && boundsOne(sides);
    }
    if (s.relations().stream().anyMatch(r -> r.kind() != Relation.Kind.EQ) || !isFree(sides)) {
      return false;
    }
    var left = sides.getFirst().raw();
    var right = sides.getLast().raw();
    if (sides.stream().allMatch(m -> isClosed(m.raw()))) {
      return false; // ‖(3, 4)‖ = 5 restricts nothing
    }
    if (s.relations().size() > 1) { // ‖u‖ = ‖v‖ = 1
      return isClosed(right) && cue != Cue.CONCLUDES
          && sides.subList(0, sides.size() - 1).stream().allMatch(m -> m.raw() instanceof Expr.Big || m.raw() instanceof Expr.Call c && !c.function().scalar());
    }
    if (isSymmetry(left, right) || isSymmetry(right, left)) {
      return cue != Cue.CONCLUDES;
    }
    boolean value = isClosed(right) || isIdentity(right);
    boolean whole = left instanceof Expr.Big || left instanceof Expr.Call c && !c.function().scalar() || right instanceof Expr.Sym && isIdentity(right);
    return value && whole && cue != Cue.CONCLUDES
        || (cue == Cue.ASSUMES || cue == Cue.DEFINES || cue == Cue.PUTS) && !(left instanceof Expr.Sym) && Target.of(left, context) == null
            && !Trees.freeSymbols(sides.getFirst().exact()).isEmpty();
  }

  /** 0 < α_t < 1: numbers around a component of which nothing is defined. */
  private boolean boundsOne(List<Side> sides) {
    var open = sides.stream().filter(m -> m.raw() == null || !isClosed(m.raw())).toList();
    return open.size() == 1 && open.getFirst().raw() instanceof Expr.Indexed && isFree(sides);
  }

  /** Whether nothing in it is defined. */
  private boolean isFree(List<Side> sides) {
    return sides.stream().noneMatch(m -> Trees.freeSymbols(m.raw()).stream().anyMatch(v -> context.isDefined(v.name()) || Wholes.entries(v.name(), context) != null
            || context.hypotheses().fixes(Set.of(v)))
        || Trees.any(m.raw(), x -> x instanceof Expr.Indexed i && (context.isDefined(i.base()) || context.isDefined(Target.family(i)) || context.unrolling().governs(i, context.scope()))
            || x instanceof Expr.Apply));
  }

  static boolean isNumber(Expr e) {
    return e instanceof Expr.Num || e instanceof Expr.Mul m && m.args().stream().allMatch(Expr.Num.class::isInstance);
  }

  private static boolean isIdentity(Expr e) {
    return e instanceof Expr.Sym v && v.name().matches("I(?:_[A-Za-z0-9]+)?");
  }

  private static boolean isSymmetry(Expr name, Expr other) {
    return name instanceof Expr.Sym && other instanceof Expr.Call c && c.is("transpose") && c.arg().equals(name);
  }

  private static boolean isClosed(Expr e) {
    return Trees.freeSymbols(e).isEmpty() && !Trees.any(e, x -> x instanceof Expr.Indexed || x instanceof Expr.Apply);
  }

  /** Whether the statement says where a variable lies: an inequality or membership of a bare name without a definition. */
  boolean isDomain(FormulaText text, Statement s) {
    if (s.relations().isEmpty() || s.members().stream().anyMatch(m -> m.term() == null && !m.isEmpty())) {
      return false;
    }
    boolean membership = s.relations().getFirst().kind() == Relation.Kind.IN;
    int bare = 0;
    for (int i = 0; i < s.members().size(); i++) {
      if (membership && i > 0) {
        break;
      }
      if (s.members().get(i).isEmpty()) {
        return false;
      }
      var side = Side.read(s.members().get(i), text, context);
      if (side.raw() instanceof Expr.Sym v && side.decimals().of(v) == null) {
        if (context.isDefined(v.name()) || context.isPrimed(v.name())) {
          return false;
        }
        bare++;
      } else if (membership && side.raw() instanceof Expr.Indexed x && !context.isDefined(x.toString()) && !context.isDefined(Target.family(x))) {
        bare++;
      } else if (side.raw() == null || !isClosed(side.exact())) {
        return false;
      }
    }
    boolean order = isOrder(s) || s.relations().stream().allMatch(r -> r.kind() == Relation.Kind.IN);
    return bare > 0 && order;
  }

  /** 'for |w| < 1', 'if y wᵀx ≤ 0': a condition, whatever stands in it. */
  private static boolean isOrder(Statement s) {
    return s.relations().stream().allMatch(r -> switch (r.kind()) {
      case LT, LE, GT, GE, NE -> true;
      default -> false;
    });
  }

  /** Takes the statement as an assumption; where {@code claims} is given, it is listed there. */
  void inline(FormulaText text, Statement s, String words, Cue cue, List<Claim> claims, boolean ahead) {
    if (isExcluded(cue)) {
      exclude(text, s, cue, ahead);
      unclaimed(text, s, claims, cue == Cue.EXCLUDES ? "what is left out, not what is assumed" : "the words do not assume it");
      return;
    }
    if (EVENT.matcher(text.text(s.span())).find()) {
      unclaimed(text, s, claims, "says how probable something is");
      return;
    }
    if (s.relations().isEmpty() || s.members().stream().anyMatch(m -> m.term() == null)) {
      if (!ahead && s.members().stream().anyMatch(m -> m.error() != null)) {
        context.doubt(namesIn(s));
      }
      return;
    }
    boolean domain = isDomain(text, s);
    boolean near = Prose.NEAR.matcher(words).matches();
    var line = text.start(s.span().start()).line();
    var relation = relation(text, s);
    if (ahead && !domain && !isRequirement(text, s, cue) && !(s.relations().size() == 1 && relation instanceof Expr.Rel r && r.op() == RelOp.EQ
        && r.lhs() instanceof Expr.Sym v && isClosed(r.rhs()) && (context.isUsed(v.name()) || isOfMoment(cue)))) {
      return;
    }
    boolean one = relation != null && !context.around().all(relation, text.latex());
    if ((relation == null || one) && !ahead && !near) {
      context.doubt(namesIn(s));
    }
    if (relation != null && !one && !near) {
      var name = nameIn(relation);
      var lifetime = lifetime(words, cue, domain, isRequirement(text, s, cue), ahead);
      if (!(isRightBehind(claims) && alternative(relation, name, words, line))) {
        if (relation instanceof Expr.Logic all && all.op() == Expr.Logic.Op.AND && isEqualities(all)) {
          equalities(all).forEach(r -> context.assume(new Assumption(r, null, nameIn(r), r + " (line " + line + ")"), lifetime));
        } else {
          context.assume(new Assumption(relation, null, name, relation + " (line " + line + ")"), lifetime);
        }
      }
      if (ahead) {
        context.hypotheses().behind(relation);
      }
      symmetric(relation, cue, line, lifetime);
      if (!ahead) {
        context.use(relation);
      }
    }
    unclaimed(text, s, claims, near ? "a place, not a claim" : domain ? "says where a variable lies" : "holds for what is said with it");
  }

  private static String nameIn(Expr relation) {
    return relation instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym v ? v.name() : Trees.freeSymbols(relation).stream().map(Expr.Sym::name).findFirst().orElse(null);
  }

  /** Σp = Σq = 1 says of each that it is 1. */
  private static List<Expr> equalities(Expr.Logic all) {
    var last = ((Expr.Rel) all.args().getLast()).rhs();
    return !isClosed(last) ? all.args() : all.args().stream().map(r -> Exprs.rel(RelOp.EQ, ((Expr.Rel) r).lhs(), last)).toList();
  }

  private static boolean isEqualities(Expr.Logic all) {
    return all.args().stream().allMatch(r -> r instanceof Expr.Rel e && e.op() == RelOp.EQ);
  }

  /** Whether what was said last was assumed, too: not in '$T = 1$ gives $p = 0.73$; $T = 2$ gives …'. */
  private static boolean isRightBehind(List<Claim> claims) {
    return claims == null || claims.isEmpty() || claims.getLast() instanceof Claim.Unclaimed u && u.kind() != Kind.DEFINITION;
  }

  /** {@code x = 1 or x = -1}: one of the two holds, and of two values for one name so too. */
  private boolean alternative(Expr relation, String name, String words, int line) {
    var last = context.hypotheses().lastAssumed();
    boolean other = last != null && last.relation() != null && !last.relation().equals(relation);
    boolean or = Prose.OR.matcher(words).matches();
    boolean values = Prose.LISTING.matcher(words).matches() && isValueOf(relation, name) && other && isValueOf(last.relation(), name);
    if (!other || !or && !values) {
      return false;
    }
    var choice = Exprs.or(List.of(last.relation(), relation));
    context.hypotheses().replaceLast(new Assumption(choice, null, name, choice + " (line " + line + ")"));
    return true;
  }

  private static boolean isValueOf(Expr relation, String name) {
    return relation instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym v && v.name().equals(name) && isClosed(r.rhs());
  }

  /** Whether the formula is another value for a name that was given one right before: then it has neither for good. */
  boolean isOtherValue(FormulaText text, Statement s, String words) {
    if (!Prose.OR.matcher(words).matches() || s.relations().size() != 1 || s.members().getFirst().term() == null) {
      return false;
    }
    var left = Side.read(s.members().getFirst(), text, context).raw();
    var known = left instanceof Expr.Sym v ? context.definition(v.name()) : null;
    if (known == null || !isClosed(known.body()) || !known.parameters().isEmpty()) {
      return false;
    }
    context.undefine(known.name());
    var relation = Exprs.rel(RelOp.EQ, left, known.body());
    context.assume(new Assumption(relation, null, known.name(), relation + " (line " + known.line() + ")"), Lifetime.PART);
    return true;
  }

  private static Lifetime lifetime(String words, Cue cue, boolean domain, boolean required, boolean ahead) {
    if (cue == Cue.MOMENT || ahead) {
      return Lifetime.SENTENCE;
    }
    if (domain || required) {
      return cue == Cue.CASE ? Lifetime.PART : Lifetime.SCOPE;
    }
    return Prose.LASTING.matcher(words).matches() || cue == Cue.ASSUMES || cue == Cue.NONE || cue == Cue.PUTS ? Lifetime.PART
        : Lifetime.SENTENCE;
  }

  /** A matrix that is its own transpose is symmetric: for good, or where the words make a case of it. */
  private void symmetric(Expr relation, Cue cue, int line, Lifetime lifetime) {
    var name = symmetricIn(relation);
    if (name == null) {
      return;
    }
    var said = new Assumption(null, "symmetric", name, name + " symmetric (line " + line + ")");
    if (cue == Cue.MOMENT || cue == Cue.CASE) {
      context.assume(said, lifetime);
    } else {
      context.stated().fact(context.ranks().part(), line, said);
    }
  }

  /** The matrix of {@code A = Aᵀ}; null if the relation is another one. */
  static String symmetricIn(Expr relation) {
    return relation instanceof Expr.Rel r && r.op() == RelOp.EQ && (isSymmetry(r.lhs(), r.rhs()) || isSymmetry(r.rhs(), r.lhs()))
        ? (r.lhs() instanceof Expr.Sym v ? v : (Expr.Sym) r.rhs()).name() : null;
  }

  /** What is left out is not met in its sentence; of what is denied nothing is known. */
  private void exclude(FormulaText text, Statement s, Cue cue, boolean ahead) {
    var relation = cue == Cue.EXCLUDES ? relation(text, s) : null;
    if (relation instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym v) {
      var other = Exprs.rel(RelOp.NE, r.lhs(), r.rhs());
      context.assume(new Assumption(other, null, v.name(), other + " (line " + text.start(s.span().start()).line() + ")"),
          Lifetime.SENTENCE);
    } else if (!ahead && (isDomain(text, s) || isRequirement(text, s, Cue.NONE))) {
      context.doubt(namesIn(s));
    }
    s.members().forEach(m -> {
      var side = m.term() == null ? null : Side.read(m, text, context);
      if (side != null && side.raw() != null && !ahead) {
        context.use(side.exact());
      }
    });
  }

  /** Lists the relations of a statement that claims nothing. */
  void unclaimed(FormulaText text, Statement s, List<Claim> claims, String why) {
    if (claims == null) {
      return;
    }
    for (int i = 0; i < s.relations().size(); i++) {
      int start = i == 0 ? s.members().getFirst().span().start() : s.relations().get(i).span().start();
      int end = s.members().get(i + 1).span().end();
      claims.add(new Claim.Unclaimed(text.place(start, end), new Written(text.text(start, end),
          text.text(s.members().get(i).span()), s.relations().get(i).latex(), text.text(s.members().get(i + 1).span()), null),
          Kind.ASSUMPTION, why));
    }
  }

  /** The names in a statement, as far as it reads. */
  private static Set<String> namesIn(Statement s) {
    var names = new HashSet<String>();
    s.members().stream().filter(m -> m.term() != null).forEach(m -> names(m.term(), names));
    return names;
  }

  private static void names(Term term, Set<String> into) {
    if (term instanceof Term.Name n) {
      into.add(n.text());
    }
    Terms.children(term).forEach(t -> names(t, into));
  }

  /** The whole statement as a relation between expressions, definitions substituted; null if it has no such meaning. */
  Expr relation(FormulaText text, Statement s) {
    try {
      var parts = new ArrayList<Expr>();
      for (int i = 0; i < s.relations().size(); i++) {
        parts.add(one(text, s, i));
      }
      if (parts.contains(null)) {
        return null;
      }
      var all = parts.size() == 1 ? parts.getFirst() : Exprs.and(parts);
      return new Resolver(context, Map.of(), Map.of()).resolve(all);
    } catch (NotationException | UnresolvedException | IllegalArgumentException _) {
      return null;
    }
  }

  private Expr one(FormulaText text, Statement s, int i) {
    var r = s.relations().get(i);
    var left = s.members().get(i);
    var right = s.members().get(i + 1);
    if (left.term() == null || right.term() == null) {
      return null;
    }
    if (r.kind() == Relation.Kind.IN) {
      return Elaborator.elaborate(new Term.Chain(List.of(left.term(), right.term()), List.of(r),
          left.span().to(right.span())), context).expr();
    }
    var op = Elaborator.relOp(r.kind());
    var l = Side.read(left, text, context);
    var h = Side.read(right, text, context);
    if (op == null || l.raw() == null || h.raw() == null) {
      return null;
    }
    boolean given = op == RelOp.EQ && l.raw() instanceof Expr.Sym;
    return Exprs.rel(op, l.exact(), given ? new FlatLists(context).given(h, ((Expr.Sym) l.raw()).name(), h.exact()) : h.exact());
  }
}
