/** Grades submitted gradients: assignments, submissions, marks with reasons, and walls around submitted code. */
package org.gradus.grade;
