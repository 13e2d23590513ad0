package org.gradus.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every step of a document is a test with a name of its own. The method is run once for each step, and once for each place
 * that cannot be read, which fails. It may have a parameter of type {@link Step}; a step that the method does not assert
 * itself is asserted after it, so that an empty method is enough:
 *
 * {@snippet class="org.gradus.junit.ExamplesTest" region="source"}
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(DerivationSourceExtension.class)
public @interface DerivationSource {

  /** Files (.md, .tex, .ipynb) or folders, from the folder in which the tests run: that of the project. */
  String[] value();

  /** The weakest verdict with which a step passes. */
  Accept accept() default Accept.TESTED;
}
