package org.gradus.claim;

/** How long an assumption holds. */
enum Lifetime { SENTENCE, PART, SCOPE, DOCUMENT }
