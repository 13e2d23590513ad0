/** How results are shown by a Java kernel of Jupyter. Only this package needs the kernel, which starts gradus and not the reverse. */
package org.gradus.notebook;
