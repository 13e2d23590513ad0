/**
 * Reads Markdown, LaTeX and notebooks: finds the formulas, the words between them and the directives, each with its
 * exact place in the physical file.
 */
package org.gradus.document;
