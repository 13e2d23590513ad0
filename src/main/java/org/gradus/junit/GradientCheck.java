package org.gradus.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A gradient in code is the gradient of a formula. The method is run once for each of some points of the domain, the same
 * in every run, and has a parameter of type {@link GradientPoint}, to which it hands the gradient:
 *
 * {@snippet class="org.gradus.junit.ExamplesTest" region="check"}
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(GradientCheckExtension.class)
public @interface GradientCheck {

  /** The function, in plain text, or in LaTeX between dollar signs. */
  String of();

  /** By what it is differentiated, in the order of the gradient's components. */
  String[] by();

  /** What holds of its variables: {@code "y in {0,1}"}, {@code "w in (-1,1)"}. What is not said is real. */
  String[] let() default {};

  /** The number of points. */
  int points() default 12;
}
