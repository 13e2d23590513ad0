package org.gradus.claim;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradus.document.Block;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexReader;
import org.gradus.notation.Relation;
import org.gradus.notation.Statement;
import org.gradus.notation.Term;

/** What a sentence says behind a formula and assumes for it: <i>for x &gt; 0</i>, <i>where p = σ(z)</i>, <i>if y = 1</i>. */
final class WordsAhead {

  static final Sought AHEAD = Sought.of(
      "(?is).*\\b(?:for|when|whenever|if|provided|given|with|where|unless|since|because|except(?: for| at)?)\\s*$");
  /** Words that tie what follows them to the display above. */
  static final Sought BEHIND = Sought.of("(?s)\\s*[,;(]?\\s*(?:for(?: all| every| each| any)?|when|whenever|if|provided(?: that)?|given(?: that)?|with|where|here|unless|"
      + "since|because|as|using(?: that)?|by|except(?: for| at)?)\\b[^.;:$]{0,40}");
  private static final Sought BECAUSE = Sought.of("(?is).*\\b(?:since|because|as|by|using)\\b[^.;:$]*");

  private final Context context;
  private final List<Block> blocks;
  private final Derivation derivation;
  private final boolean macros;

  WordsAhead(Context context, List<Block> blocks, Derivation derivation, boolean macros) {
    this.context = context;
    this.blocks = blocks;
    this.derivation = derivation;
    this.macros = macros;
  }

  // ---- what a formula within a sentence says by the words around it ----

  /** Assumptions later in the sentence hold in all of it. */
  void read(int index, Sought introducing) {
    var words = "";
    var earlier = new HashSet<>(context.hypotheses().behind());
    for (int i = index + 1; i < blocks.size() && i < index + 40; i++) {
      switch (blocks.get(i)) {
        case Block.Prose p -> {
          if (Prose.firstSentenceEnd(introducing == BEHIND ? p.text().stripLeading() : p.text()) >= 0 || p.text().indexOf(';') >= 0) {
            return;
          }
          words = p.text();
        }
        case Block.Formula f when !f.display() -> {
          if (ShapeWords.isDeclaration(f, context)) {
            break; // its words are read beforehand
          }
          if (introducing.matcher(words).matches() || introducing == BEHIND && i > index + 1 && Prose.LISTING.matcher(words).matches()) {
            var text = FormulaText.of(f, macros);
            for (var s : LatexReader.readDisplay(f.latex(), context)) {
              var cue = BECAUSE.matcher(words).matches() ? Cue.MOMENT : Cue.of(words, ClaimExtractor.wordsBehind(blocks, i));
              if (isLaterDefinition(text, s)) {
                if (cue == Cue.DEFINES || cue == Cue.PUTS || cue == Cue.NONE || cue == Cue.CASE && isOfArguments(s)) {
                  derivation.ahead(text, s);
                }
              } else if (isOtherCase(text, s, earlier)) {
                return;
              } else {
                var here = context.around();
                context.around(Members.around(blocks, i));
                var relation = new Assumptions(context).relation(text, s);
                earlier.removeIf(a -> a.relation() != null && a.relation().equals(relation));
                new Assumptions(context).inline(text, s, words, cue, null, true);
                context.around(here);
              }
            }
          }
        }
        case Block.Formula _, Block.Heading _, Block.Directive _, Block.Enumerator _ -> {
          return;
        }
      }
    }
  }

  /** 'For x < 0 it is −1, for x > 0 …': the sentence goes on to another case than the one the formula was given for. */
  private boolean isOtherCase(FormulaText text, Statement s, Set<Assumption> earlier) {
    var relation = new Assumptions(context).relation(text, s);
    if (relation != null) {
      context.hypotheses().endBehind(earlier, a -> Exclusion.of(a.relation(), relation));
    }
    return relation != null && context.hypotheses().ofSentence().stream().anyMatch(a -> Exclusion.of(a.relation(), relation));
  }

  /** {@code with CE(p) = −log p} behind its use. */
  private boolean isLaterDefinition(FormulaText text, Statement s) {
    if (s.relations().size() != 1 || s.members().getFirst().term() == null || !gives(s.relations().getFirst())) {
      return false;
    }
    var side = Side.read(s.members().getFirst(), text, context);
    var target = side.raw() == null ? null : Target.of(side.raw(), context);
    return target != null && !target.isTableFunction()
        && (context.isDefined(target.name()) ? !context.isDefinedHere(target.name()) : !context.isUsed(target.name()) || isComputed(text, s));
  }

  /** {@code x > 0} and {@code x ∈ (0, 1)} restrict the name, new as it may be. */
  private static boolean gives(Relation r) {
    return switch (r.kind()) {
      case EQ, DEFINE, ASSIGN -> true;
      default -> false;
    };
  }

  /** {@code for L(a, y) = …}: a formula for a function is no case. */
  private static boolean isOfArguments(Statement s) {
    return s.members().getFirst().term() instanceof Term.Call
        || s.members().getLast().term() instanceof Term.Call;
  }

  /** {@code where a = σ(z)} behind what was said of a: a formula with variables, not the value in a case. */
  private boolean isComputed(FormulaText text, Statement s) {
    var right = Side.read(s.members().getLast(), text, context);
    return right.raw() != null && !(right.raw() instanceof Expr.Sym) && !(right.raw() instanceof Expr.Indexed)
        && !Trees.freeSymbols(right.raw()).isEmpty();
  }
}
