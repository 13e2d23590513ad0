/** What JShell is given to know of gradus: how results are shown. */
package org.gradus.shell;
