package org.gradus.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.expr.Exprs.call;
import static org.gradus.expr.Exprs.div;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.neg;
import static org.gradus.expr.Exprs.pow;
import static org.gradus.expr.Exprs.sub;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("puts others in the place of the JVM's outputs, and looks at all its threads")
class QuietTest {

  private static final Expr X = Exprs.sym("x");
  private static final Expr Y = Exprs.sym("y");

  private final Symbolic symja = new Symbolic(Duration.ofMinutes(5));

  @Test
  void saysNothingAndLeavesNoThread() {
    var out = System.out;
    var err = System.err;
    var seen = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(seen, true));
      System.setErr(new PrintStream(seen, true));
      symja.limit(mul(X, call("sigmoid", X)), X, neg(Exprs.INFINITY), 0);
      symja.simplify(div(Exprs.ONE, Exprs.ZERO));
      symja.factor(sub(pow(X, 4), pow(Y, 4)));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(seen.toString()).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet().stream().filter(t -> !t.isDaemon()).map(Thread::getName))
        .noneMatch(n -> n.startsWith("pool-"));
  }
}
