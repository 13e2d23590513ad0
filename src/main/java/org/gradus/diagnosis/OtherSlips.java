package org.gradus.diagnosis;

import java.util.List;

/** Entries that are found by what the step claims, or by the steps around it, not by an edit of one of its sides. */
public final class OtherSlips {

  private OtherSlips() {}

  static final Slip STRICT = new Slip("strict", "bound", "< stands for ≤",
      "At one point both sides are equal, so the inequality is not strict: σ'(z) ≤ 1/4, with equality at z = 0.",
      "< stands where ≤ belongs",
      new Slip.Example("<!-- gradus: let z real -->", "\\sigma'(z) < \\frac{1}{4}", "\\sigma'(z) \\le \\frac{1}{4}"));

  static final Slip DIRECTION = new Slip("direction", "bound", "the inequality points the wrong way",
      "Multiplying by a negative number, taking reciprocals of positive numbers, or a decreasing function turns an inequality round.",
      "< stands where > belongs",
      new Slip.Example("<!-- gradus: let x real -->", "e^{x} \\le 1 + x", "e^{x} \\ge 1 + x"));

  static final Slip BOUND = new Slip("bound", "bound", "the bound is not one",
      "There is a point at which the bound is exceeded. Look for the maximum: where the derivative is 0, and at the ends.",
      "a value is claimed never to be exceeded that is",
      new Slip.Example("", "|\\tanh''(x)| \\le \\frac{1}{2}", "|\\tanh''(x)| \\le 1"));

  static final Slip LIMIT_END = new Slip("limit-at-other-end", "limit", "the limit is the one at another place",
      "The value is that of the limit at the other end: σ(z) tends to 1 for z → ∞, and to 0 for z → −∞.",
      "lim_{x→−∞} stands where lim_{x→∞} belongs",
      new Slip.Example("", "\\lim_{x \\to -\\infty} \\tanh(x) = 1", "\\lim_{x \\to -\\infty} \\tanh(x) = -1"));

  static final Slip LIMIT = new Slip("limit", "limit", "the limit is another one",
      "Look at what grows fastest, above and below: exponentials beat powers, powers beat logarithms.",
      "a limit is given another value",
      new Slip.Example("", "\\lim_{x \\to \\infty} \\frac{2x}{x + 1} = 1", "\\lim_{x \\to \\infty} \\frac{2x}{x + 1} = 2"));

  static final Slip PRODUCT_RULE = new Slip("product-rule", "product", "half of the product rule",
      "(uv)′ is u′v + uv′: two terms, each with one factor differentiated. It is neither u′v′ nor one of the two alone.",
      "u′v or u′v′ stands where u′v + uv′ belongs",
      new Slip.Example("Let $f(x) = x \\sin(x)$.", "f'(x) = x\\cos(x)", "f'(x) = x\\cos(x) + \\sin(x)"));

  static final Slip QUOTIENT_RULE = new Slip("quotient-rule", "product", "the quotient rule is wrong",
      "(u/v)′ is (u′v − uv′)/v²: the derivative of the numerator comes first, there is a minus between, and the denominator is squared.",
      "(uv′ − u′v)/v², (u′v + uv′)/v², (u′v − uv′)/v or u′/v′ stands where (u′v − uv′)/v² belongs",
      new Slip.Example("Let $f(x) = \\frac{x}{e^x + 1}$.", "f'(x) = \\frac{x e^x - e^x - 1}{(e^x + 1)^2}",
          "f'(x) = \\frac{e^x + 1 - x e^x}{(e^x + 1)^2}"));

  static final Slip POWER_RULE = new Slip("power-rule", "exponent", "the power rule is wrong",
      "(x^n)′ is n·x^{n−1}: the exponent comes down as a factor, and is one less above. For n = −1: (1/x)′ = −1/x².",
      "n·x^n or n·x^{n+1} stands where n·x^{n−1} belongs",
      new Slip.Example("Let $f(x) = (x^2 + 1)^3$.", "f'(x) = 6x (x^2 + 1)^3", "f'(x) = 6x (x^2 + 1)^2"));

  static final Slip POWER_FACTOR = new Slip("power-rule-factor", "factor", "the exponent did not come down as a factor",
      "(x^n)′ is n·x^{n−1}: the exponent becomes one less, and stands in front as a factor, too.",
      "x^{n−1} stands where n·x^{n−1} belongs",
      new Slip.Example("Let $f(x) = (x^2 + 1)^3$.", "f'(x) = 2x (x^2 + 1)^2", "f'(x) = 6x (x^2 + 1)^2"));

  static final Slip EXPONENTIAL_RULE = new Slip("exponential-rule", "exponent", "the power rule was used on an exponential",
      "The variable stands in the exponent, not in the base: (e^x)′ is e^x, (a^x)′ is a^x·log a.",
      "x·e^{x−1} stands where e^x belongs",
      new Slip.Example("Let $f(x) = e^{3x}$.", "f'(x) = 3x e^{3x - 1}", "f'(x) = 3 e^{3x}"));

  static final Slip CHAIN_PLACE = new Slip("inner-derivative-inside", "chain", "the inner derivative was put into the outer one",
      "The derivative of g(u(x)) is g′(u(x))·u′(x): g′ is taken at u, not at u′.",
      "g′(u′) stands where g′(u)·u′ belongs",
      new Slip.Example("Let $f(x) = \\sin(x^2)$.", "f'(x) = \\cos(2x)", "f'(x) = 2x\\cos(x^2)"));

  static final Slip OUTER = new Slip("outer-not-differentiated", "chain", "the outer function was not differentiated",
      "The derivative of g(u(x)) is g′(u(x))·u′(x): the outer function is differentiated too.",
      "g(u)·u′ stands where g′(u)·u′ belongs",
      new Slip.Example("Let $f(x) = \\sin(x^2)$.", "f'(x) = 2x\\sin(x^2)", "f'(x) = 2x\\cos(x^2)"));

  static final Slip SWAPPED = new Slip("digits-swapped", "numeric", "two digits changed places",
      "Compare digit by digit with the calculator.", "0.5736 stands where 0.5376 belongs",
      new Slip.Example("", "2 \\cdot 0.2688 = 0.5736", "2 \\cdot 0.2688 = 0.5376"));

  static final Slip DIGIT = new Slip("wrong-digit", "numeric", "one digit is wrong",
      "Compare digit by digit with the calculator.", "0.0770 stands where 0.0700 belongs",
      new Slip.Example("", "\\frac{1}{8} = 0.145", "\\frac{1}{8} = 0.125"));

  static final Slip POINT = new Slip("decimal-point", "numeric", "the decimal point is in the wrong place",
      "A factor of 10, 100, … too much or too little: count the digits behind the point.", "0.15 stands where 0.015 belongs",
      new Slip.Example("", "0.3 \\cdot 0.05 = 0.15", "0.3 \\cdot 0.05 = 0.02"));

  static final Slip ROUNDING = new Slip("rounding", "numeric", "the last digits are wrong",
      "Rounded wrongly, cut off, or calculated on with numbers that had been rounded too far. Keep two more digits on the way than you show.",
      "the last digits differ from the value",
      new Slip.Example("", "\\frac{2}{3} = 0.6656", "\\frac{2}{3} = 0.6667"));

  public static final Slip VALUE = new Slip("value", "numeric", "the value is another one",
      "The calculation gives another number.", "a number is shown that is not the value",
      new Slip.Example("", "3 \\cdot 0.15 = 0.7012", "3 \\cdot 0.15 = 0.4500"));

  static final Slip QUOTIENT = new Slip("differs-by-factor", "factor", "the two sides differ by a factor",
      "No single slip explains the difference; but one side is a simple multiple of the other, so look for a factor that got lost or came in.",
      "A = f·B",
      new Slip.Example("<!-- gradus: let x real -->", "x^2 e^x = 3x", "x^2 e^x = \\frac{1}{3} x e^x \\cdot 3x"));

  static final Slip DIFFERENCE = new Slip("differs-by-term", "sum", "the two sides differ by a term",
      "No single slip explains the difference; but a simple term makes up for it, so look for a term that got lost or came in.",
      "A = B + c",
      new Slip.Example("<!-- gradus: let x, y real -->", "(x + y)(x + 2) = x^2 + 2x + 2y", "(x + y)(x + 2) = x^2 + 2x + 2y + xy"));

  static final Slip UNLIKE = new Slip("unlike", "other", "the two sides are different",
      "No slip that is known by name explains the difference. What is left when one side is taken from the other may tell what got lost.",
      "A stands where A + d belongs, d being nothing simple",
      new Slip.Example("Let $x$ be real.", "x^3 + \\sin(x) = x^3 + \\cos(3x) + 5 x^2", "x^3 + \\sin(x) = \\sin(x) + x^3"));

  static final Slip ASSUMPTION = new Slip("unstated-assumption", "assumption", "this needs an assumption that is not stated",
      "The step holds in the case that was meant, and not in general. State the assumption: y ∈ {0, 1}, x > 0, A symmetric.",
      "a step that holds under a usual assumption only",
      new Slip.Example("<!-- gradus: let y real -->", "y^2 = y", "y^2 = y \\cdot y"));

  public static final Slip PROPAGATED = new Slip("propagated", "propagated", "an error of an earlier line was carried on",
      "This line follows from a wrong one before it. Mend that line, then this one again.",
      "a line that would be right if an earlier, wrong one were",
      new Slip.Example("Let $f(x) = x^2$.\n\n$$f'(x) = 3x$$\n\nTherefore", "x f'(x) + 1 = 3x^2 + 1", "x f'(x) + 1 = 2x^2 + 1"));

  public static final Slip CANCELS = new Slip("second-error", "other", "a second error undoes the first",
      "The line before is wrong, and this step is wrong too, such that the result is right again. Both steps are to be mended.",
      "A = B and B = C are wrong, A = C is right",
      new Slip.Example("", "(x + y)^2 - x^2 = x + y^3 = 2 x y + y^2", "(x + y)^2 - x^2 = y^2 + 2xy = 2 x y + y^2"));

  static final Slip CONVEXITY = new Slip("convexity", "convexity", "the function is not convex",
      "A function of one variable is convex where its second derivative is nowhere negative. One point with a negative one is enough against it.",
      "a function is called convex that is not",
      new Slip.Example("", "", ""));

  static final Slip SOLUTION = new Slip("solution", "solution", "the solutions are other ones",
      "The two equations do not have the same solutions: put the value back into the equation.",
      "an equation is rewritten, and a solution is lost or gained",
      new Slip.Example("", "x - 2 = 0 \\iff x = 3", "x - 2 = 0 \\iff x = 2"));

  static final List<Slip> ALL = List.of(STRICT, DIRECTION, BOUND, LIMIT_END, LIMIT, PRODUCT_RULE, QUOTIENT_RULE, POWER_RULE, POWER_FACTOR,
      EXPONENTIAL_RULE, CHAIN_PLACE, OUTER, SWAPPED, DIGIT, POINT, ROUNDING, VALUE, QUOTIENT, DIFFERENCE, UNLIKE, ASSUMPTION, PROPAGATED,
      CANCELS, CONVEXITY, SOLUTION);
}
