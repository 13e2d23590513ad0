/**
 * Gradients and derivations as tests of JUnit Jupiter. Failure messages are the diagnosis. Only this package needs JUnit,
 * which is the project's own: gradus brings none along.
 */
package org.gradus.junit;
