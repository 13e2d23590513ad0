package org.gradus.claim;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gradus.document.Block;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Statement;

/** Formulas within a sentence that the words make something other than a claim: assumptions, definitions, names, mentions. */
final class InlineFormulas {

  /** 'H = max(0, 1 − z), for $z < 1$ the derivative is': a case of what follows, not of what stands before it. */
  private static final Sought LEADING = Sought.of("(?iU)\\s*(?:,\\s*)?(?!the (?:rest|other))(?:(?:we|one|the|its|this|it|das|die|der|ist|wir)\\b)[^.;:!?$]{0,60}");

  /**
   * The words around a formula.
   *
   * @param before   since the last formula
   * @param sentence since the sentence began, with the formulas in it left out
   * @param cue      what they make of the formula
   * @param listed   what the formula before was, if this one goes on with its list; null otherwise
   * @param solving  whether an equation is being solved
   */
  record Words(String before, String sentence, Cue cue, Kind listed, boolean solving) {

    /** The words that lead to the formula: those of its list, 'let $x = 1$ and', or only those before it. */
    String leading() {
      return listed == Kind.ASSUMPTION ? sentence : before;
    }
  }

  private final Context context;
  private final List<Claim> claims;
  private final Derivation derivation;
  private final List<Block> blocks;
  private final Words words;

  InlineFormulas(Context context, List<Claim> claims, Derivation derivation, List<Block> blocks, Words words) {
    this.context = context;
    this.claims = claims;
    this.derivation = derivation;
    this.blocks = blocks;
    this.words = words;
  }

  /** Whether the words before or behind make the inline formula something other than a claim. */
  boolean read(FormulaText text, List<Statement> statements, int index) {
    if (statements.size() == 1 && statements.getFirst().relations().isEmpty() && statements.getFirst().members().size() == 1) {
      if (statements.getFirst().members().getFirst().isEmpty()) {
        claims.add(text.unclaimed(Kind.NONE, "words, no formula"));
        return true;
      }
      var side = Side.read(statements.getFirst().members().getFirst(), text, context);
      if (StepBuilder.states(side) || side.raw() instanceof Expr.Logic && words.solving()) {
        return false;
      }
      var choice = Conjunctions.asMembership(statements.getFirst());
      if (choice != null && (words.cue() == Cue.DEFINES || words.cue() == Cue.ASSUMES || words.cue() == Cue.CASE || words.cue() == Cue.PUTS)) {
        new Assumptions(context).inline(text, choice, words.before(), words.cue(), claims, false);
        return true;
      }
      if (side.raw() instanceof Expr.Sym s && isNaming(index)) {
        return name(text, s);
      }
      if (side.raw() instanceof Expr.Sym s && (Prose.ANY.matcher(words.before()).find() || index + 1 < blocks.size()
          && blocks.get(index + 1) instanceof Block.Prose p && Prose.IS_ANY.matcher(p.text()).find())) {
        context.anew(s.name());
        if (Prose.LET.matcher(words.before()).find() && context.isDefined(s.name())) {
          context.undefine(s.name());
        }
      }
      probability(text, side);
      if (side.raw() != null && Prose.OPTIMISES.matcher(words.before()).find()) {
        Trees.freeSymbols(side.raw()).stream().filter(this::hasNumber).forEach(this::unknownAgain);
      }
      new Quantities(context).read(side.raw(), words.before(), ClaimExtractor.wordsBehind(blocks, index), text.start(0).line());
      if (side.raw() != null) {
        context.use(side.exact());
      }
      claims.add(text.unclaimed(Kind.NONE, side.error() != null ? side.error() : "an expression alone claims nothing"));
      return true;
    }
    boolean all = !statements.isEmpty();
    var assumptions = new Assumptions(context);
    boolean other = statements.size() == 1 && assumptions.isOtherValue(text, statements.getFirst(), words.before());
    for (var s : statements) {
      all &= other || assumptions.isInline(text, s, words.before(), words.cue(), derivation, words.listed());
    }
    if (!all) {
      return false;
    }
    boolean leads = words.cue() == Cue.CASE && index + 2 < blocks.size() && LEADING.matcher(ClaimExtractor.wordsBehind(blocks, index)).matches();
    for (var s : statements) {
      var relation = leads ? assumptions.relation(text, s) : null;
      assumptions.inline(text, s, words.leading(), words.cue(), claims, false);
      if (relation != null) {
        context.hypotheses().ofNext(relation);
      }
    }
    return true;
  }

  /** Whether a name has a number from before. */
  private boolean hasNumber(Expr.Sym s) {
    var computed = context.values().of(s.name());
    return computed != null && !isArray(computed) || context.definition(s.name()) instanceof Definition d && Reading.isClosed(d.body()) && !isArray(d.body())
        || context.hypotheses().fixes(Set.of(s));
  }

  private static boolean isArray(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Matrix);
  }

  /** 'Minimise x² + 3y²': what x was in the problem before, it is no more. */
  private void unknownAgain(Expr.Sym s) {
    context.anew(s.name());
    context.values().forget(s.name());
    if (context.isDefined(s.name())) {
      context.undefine(s.name());
    }
  }

  private boolean isNaming(int index) {
    if (Prose.NAMING.matcher(words.sentence().isBlank() ? words.before() : words.sentence()).matches()) {
      return true;
    }
    return Prose.WRITE_FOR.matcher(words.before()).matches() && index + 1 < blocks.size()
        && blocks.get(index + 1) instanceof Block.Prose p && Prose.FOR_THIS.matcher(p.text()).matches();
  }

  /** 'Call this δ': the name of what the last display is about. */
  private boolean name(FormulaText text, Expr.Sym s) {
    var meant = derivation.subject();
    if (meant == null) {
      claims.add(text.unclaimed(Kind.NONE, "a name for something that is not clear"));
      return true;
    }
    context.define(s.name(), List.of(), false, meant, text.start(0).line(), false);
    claims.add(text.unclaimed(Kind.DEFINITION, "a name for " + meant));
    return true;
  }

  /** 'probability p' says that p lies between 0 and 1. */
  private void probability(FormulaText text, Side side) {
    if (side.raw() instanceof Expr.Sym s && words.before().toLowerCase(Locale.ROOT).matches("(?s).*\\bprobability\\s*$")
        && !context.isDefined(s.name())) {
      var inside = Exprs.and(List.of(Exprs.rel(RelOp.GE, s, Exprs.ZERO), Exprs.rel(RelOp.LE, s, Exprs.ONE)));
      context.assume(new Assumption(inside, null, s.name(), "probability " + s.name() + " (line " + text.start(0).line() + ")"),
          Lifetime.SCOPE);
    }
  }
}
