package org.gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.proof.Kernel;
import org.junit.jupiter.api.Test;

/** Sides held against the values of a false claim, against the look at the whole claim with them. */
final class GlanceTest {

  private static final Tensors TENSORS = new Tensors(new Kernel(null));

  private static Glance glance(Expr lhs, Expr rhs) {
    return TENSORS.glance(lhs, rhs, RandomArrays.TYPING, List.of(), _ -> true);
  }

  @Property(tries = 60)
  void what_it_speaks_against_is_not_equal(@ForAll long seed) {
    var random = new RandomArrays(seed);
    var a = random.number(3);
    var glance = glance(a, random.number(3));
    Assume.that(glance != null);
    for (int i = 0; i < 4; i++) {
      var c = random.number(2);
      if (glance.differs(c, false)) {
        assertThat(TENSORS.mayBeEqual(a, c, RandomArrays.TYPING, List.of(), true)).as("%s = %s", a, c).isFalse();
      }
    }
  }

  @Property(tries = 60)
  void it_never_speaks_against_what_is_true_and_sees_what_is_far_off(@ForAll long seed) {
    var random = new RandomArrays(seed);
    var a = random.number(3);
    var glance = glance(a, Exprs.add(a, Exprs.ONE));
    Assume.that(glance != null);
    assertThat(glance.differs(a, false)).isFalse();
    assertThat(glance.differs(Exprs.add(a, Exprs.ONE), true)).isFalse();
    assertThat(glance.differs(Exprs.add(Exprs.mul(Exprs.TWO, a), Exprs.num(7)), false)).isTrue();
  }

  @Property(tries = 60)
  void what_was_asked_before_does_not_change_the_answer(@ForAll long seed) {
    var random = new RandomArrays(seed);
    var a = random.number(3);
    var b = random.number(3);
    var glance = glance(a, b);
    Assume.that(glance != null);
    var asked = new ArrayList<Expr>();
    for (int i = 0; i < 4; i++) {
      var c = random.number(2);
      asked.addAll(List.of(c, Exprs.mul(b, c), Exprs.add(b, Exprs.call("exp", c)), Exprs.pow(Exprs.add(a, c), 2)));
    }
    for (var c : asked) {
      boolean left = c.hashCode() % 2 == 0;
      assertThat(glance.differs(c, left)).as("%s in %s = %s", c, a, b).isEqualTo(glance(a, b).differs(c, left));
    }
  }

  @Test
  void a_component_between_the_whole_numbers_is_a_number_of_its_own() {
    Expr i = Exprs.sym("i");
    Expr t = Exprs.sym("t");
    var xi = Exprs.indexed("x", List.of(i), List.of());
    var between = Exprs.indexed("x", List.of(Exprs.add(i, t)), List.of());
    var glance = TENSORS.glance(Exprs.mul(Exprs.TWO, xi), Exprs.mul(t, xi), RandomArrays.TYPING, List.of(), _ -> true);
    assertThat(glance.differs(Exprs.mul(Exprs.TWO, between), false)).isTrue();
    assertThat(glance.differs(Exprs.add(Exprs.sub(between, between), Exprs.mul(Exprs.TWO, xi)), false)).isFalse();
  }

  @Test
  void an_index_that_comes_in_is_one_and_a_vector_or_a_family_is_left_to_others() {
    var typing = RandomArrays.TYPING;
    Expr i = Exprs.sym("i");
    Expr k = Exprs.sym("k");
    var xi = Exprs.indexed("x", List.of(i), List.of());
    var glance = TENSORS.glance(Exprs.diff(Exprs.call("normsq", Exprs.sym("x")), xi, 1), xi, typing, List.of(), _ -> true);
    assertThat(glance.differs(Exprs.mul(Exprs.TWO, xi), false)).isFalse();
    assertThat(glance.differs(Exprs.mul(Exprs.TWO, Exprs.indexed("x", List.of(k), List.of())), false)).isTrue();
    assertThat(glance.knows(Exprs.mul(Exprs.TWO, xi))).isTrue();
    assertThat(glance.knows(Exprs.indexed("y", List.of(i), List.of()))).isFalse();
    var others = TENSORS.glance(Exprs.call("normsq", Exprs.sym("x")), Exprs.ONE, typing, List.of(), n -> !n.equals("y"));
    assertThat(others.differs(Exprs.call("normsq", Exprs.sym("y")), false)).isFalse();
  }
}
