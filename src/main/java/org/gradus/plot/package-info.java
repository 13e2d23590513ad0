/**
 * Pictures of functions. The only package that knows XChart.
 */
package org.gradus.plot;
