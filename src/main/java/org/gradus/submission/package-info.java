/** What crosses the wall between the grader and submitted code. Knows nothing of the rest of gradus. */
package org.gradus.submission;
