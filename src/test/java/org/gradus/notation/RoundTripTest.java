package org.gradus.notation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gradus.expr.Expr;

/** What is written is read back as it was. */
class RoundTripTest {

  private static final Names NAMES = new Names() {
    @Override
    public boolean isIndexed(String base) {
      return base.equals("x") || base.equals("w");
    }

    @Override
    public boolean isVariable(String name) {
      return name.equals("w_1") || name.equals("T") || name.equals("d") || name.equals("x") || name.equals("z");
    }
  };

  @Provide
  Arbitrary<Expr> expressions() {
    return Expressions.any();
  }

  @Property(tries = 2000)
  void plainText(@ForAll("expressions") Expr e) {
    assertThat(PlainReader.parse(e.toString(), NAMES)).as(e.toString()).isEqualTo(e);
  }

  @Property(tries = 2000)
  void latex(@ForAll("expressions") Expr e) {
    var latex = LatexWriter.write(e);
    assertThat(LatexReader.parse(latex, NAMES)).as(latex).isEqualTo(e);
  }
}
