package org.gradus.claim;

/**
 * What a name without a meaning at its place is taken for: by a definition further on, or by what the document states with it.
 *
 * @param definition the meaning
 * @param words      why, to be listed among the conditions of what is proved with it
 */
record Supposition(Definition definition, String words) {}
