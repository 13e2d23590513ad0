package org.gradus.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradus.document.Position;
import org.gradus.document.Problem;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.notation.Elaborated;
import org.gradus.notation.Elaborator;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;
import org.gradus.notation.PlainReader;

/** What a single question, outside a document, declares of vectors and matrices; it reads formulas in this light. */
public final class Declared {

  private static final Sought ARRAY = Sought.of("(?is).*(?:\\s(?:in|∈|\\\\in)\\s+(?:R|ℝ|\\\\mathbb\\s*\\{?R}?|\\\\R)\\s*\\^.*"
      + "|[\\s,](?:symmetric|invertible|orthogonal|positive (?:semi-?)?definite|full (?:column |row )?rank|one-hot))");
  private static final Sought MEMBER = Sought.of("(?s)(\\p{L}\\w*)_\\{?[i-nrst]}?\\s.*");
  private static final Sought LAYOUT = Sought.of("(?i)layout (numerator|denominator)");
  private static final Sought LET = Sought.of("(?s).*\\s(?:in|∈|\\\\in)\\s.*|.*\\s(?:real|integers?|scalars?|constants?|functions?|smooth)");

  private final Context context = new Context();
  private final String layout;

  private Declared(String layout) {
    this.layout = layout;
  }

  /** Whether one of the entries declares a vector or a matrix. */
  public static boolean concerns(List<String> entries) {
    return entries.stream().anyMatch(e -> ARRAY.matcher(e.strip()).matches());
  }

  /**
   * Takes entries as a {@code let} or {@code assume} directive does: {@code X in R^(n x d)}, {@code A symmetric},
   * {@code y one-hot}, {@code x > 0}, {@code sum_k y_k = 1}; also {@code layout numerator}. Throws
   * {@link NotationException} for anything else.
   */
  public static Declared of(List<String> entries) {
    String layout = null;
    for (var e : entries) {
      var m = LAYOUT.matcher(e.strip());
      layout = m.matches() ? m.group(1) : layout;
    }
    var declared = new Declared(layout);
    var shapes = new ArrayList<String>(); // before the facts that speak of their entries
    var facts = new ArrayList<String>();
    for (var e : entries) {
      if (!LAYOUT.matcher(e.strip()).matches()) {
        (ARRAY.matcher(e.strip()).matches() ? shapes : facts).add(e.strip());
      }
    }
    for (var e : shapes) {
      var m = MEMBER.matcher(e);
      if (m.matches()) {
        declared.context.spelling().expectFamily(m.group(1));
      }
    }
    shapes.forEach(declared::let);
    facts.forEach(f -> declared.carryOut(LET.matcher(f).matches() ? "let " + f : "assume " + f, f));
    return declared;
  }

  private void let(String entry) {
    carryOut("let " + entry, entry);
  }

  private void carryOut(String directive, String entry) {
    var problems = new ArrayList<Problem>();
    new Directives(context, problems).read(directive, new Position(1, 1));
    if (!problems.isEmpty()) {
      throw new NotationException("'" + entry + "' is not understood", 0,
          "write X in R^(n x d), w in R^d, A symmetric, y one-hot, x > 0, y in {0,1}");
    }
  }

  /** Reads plain text, or LaTeX between dollar signs. Throws {@link NotationException}. */
  public Elaborated read(String text) {
    var t = text.strip();
    boolean latex = t.length() > 1 && t.startsWith("$") && t.endsWith("$");
    return Elaborator.elaborate(latex ? LatexReader.read(t.substring(1, t.length() - 1), context) : PlainReader.read(t, context), context);
  }

  /** The claim that the relation holds between two expressions read here. */
  public Claim.Step step(RelOp op, Expr lhs, Expr rhs) {
    return new Claim.Step(null, new Written(null, null, null, null, null), Kind.EQUALITY, op, lhs, rhs, null, List.of(), setting(), null,
        null, null, null, null, false, List.of());
  }

  /** What is declared and assumed. */
  public Setting setting() {
    return context.setting(context.assumptions(), Set.copyOf(context.declared()));
  }

  /** How derivatives by vectors and matrices are laid out; null where that is left open. */
  public String layout() {
    return layout;
  }
}
