/**
 * What a document claims: the context at every place (symbols, domains, definitions, assumptions), and the claims
 * that its chains of relations make, resolved to explicit expressions.
 */
package org.gradus.claim;
