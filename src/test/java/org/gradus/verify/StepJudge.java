package org.gradus.verify;

import java.util.List;
import org.gradus.claim.Claim;
import org.gradus.expr.Expr;
import org.gradus.tensor.Typing;

/** Judges single steps of a document as they are judged in it, and tells the shapes of their names; for tests outside the package. */
public final class StepJudge {

  private final ClaimVerifier verifier;
  private final String layout;

  /** @param layout of derivatives, as the document declares it; or null */
  public StepJudge(String layout) {
    this.layout = layout;
    verifier = ClaimVerifier.judging(layout);
  }

  /** The verdict on a step; what is likely wrong is not looked for. */
  public Judgement judge(Claim.Step step) {
    return verifier.verify(step).judgement();
  }

  /** The sides of a step with the size of every identity matrix, and what is known of the names in them; null where no sizes fit. */
  public Sized sized(Claim.Step s) {
    var found = Sizes.of(List.of(s.lhs(), s.rhs()), Assumed.of(s.setting()).relations(), s.setting().arrays(), ArrayJudge.layout(layout));
    return found.fits() && found.number() == null ? new Sized(found.sides().get(0), found.sides().get(1), found.typing()) : null;
  }

  /** A step with its shapes. */
  public record Sized(Expr lhs, Expr rhs, Typing typing) {}
}
