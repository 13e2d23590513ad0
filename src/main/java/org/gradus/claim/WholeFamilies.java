package org.gradus.claim;

import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;

/** {@code x_1, …, x_n ∈ \\{0, 1\\}}, {@code p_1, …, p_K ≥ 0}: what is said of all members of a family by naming the first and the last. */
final class WholeFamilies {

  private static final String NAME = "(?:\\\\[A-Za-z]{1,12}|[A-Za-z])";
  private static final Sought LISTED = Sought.of("^\\s*(?<first>" + NAME + ")\\s*_\\s*\\{?\\s*1\\s*\\}?\\s*,(?:\\s*(?<second>" + NAME + ")\\s*_\\s*\\{?\\s*2\\s*\\}?\\s*,)?"
      + "\\s*(?:\\\\(?:dots|ldots|cdots|dotsc)(?![a-zA-Z])|…|\\.\\.\\.)\\s*,\\s*(?<last>" + NAME + ")\\s*_\\s*(?:\\{\\s*[A-Za-z]\\s*\\}|[A-Za-z])\\s*"
      + "(?<rest>(?:\\\\in(?![a-z])|∈|\\\\geq?(?![a-z])|\\\\leq?(?![a-z])|[<>≥≤])[^=]{1,60})$");
  /** Vectors and matrices, and families of real numbers, are declared elsewhere. */
  private static final Sought OF_SHAPE = Sought.of("\\\\mathbb|\\\\R(?![a-zA-Z])|ℝ|\\^");

  private final Context context;

  WholeFamilies(Context context) {
    this.context = context;
  }

  /** Takes what the formula says of a family; false if it is no formula of this kind. */
  boolean read(FormulaText text, Cue cue) {
    var m = LISTED.matcher(text.latex());
    if (text.display() || cue == Cue.DENIES || cue == Cue.EXCLUDES || !m.find() || OF_SHAPE.matcher(m.group("rest")).find() || !m.group("first").equals(m.group("last"))
        || m.group("second") != null && !m.group("second").equals(m.group("first"))) {
      return false;
    }
    var name = m.group("first").replace("\\", "");
    if (context.isDefined(name) || context.isDefined(name + Target.FAMILY)) {
      return false;
    }
    context.spelling().expectFamily(name);
    try {
      var said = LatexReader.parse(m.group("first") + "_i " + m.group("rest").strip().replaceFirst("[.,;]$", ""), context);
      if (!(said instanceof Expr.Rel || said instanceof Expr.Logic) || !Trees.any(said, x -> x instanceof Expr.Indexed v && v.base().equals(name))) {
        return false;
      }
      context.assume(new Assumption(said, null, name, said + " (line " + text.start(0).line() + ")"), cue == Cue.MOMENT ? Lifetime.SENTENCE : cue == Cue.CASE ? Lifetime.PART : Lifetime.SCOPE);
      context.use(said);
      return true;
    } catch (NotationException | IllegalArgumentException _) {
      return false;
    }
  }
}
