package org.gradus.report;

import java.io.IOException;
import org.gradus.verify.FileReport;

/** A report while it is written: the documents one after the other, then the end. */
public interface Report extends AutoCloseable {

  /**
   * Adds what was found in one document.
   *
   * @param report what was found
   * @param source the document's text, by which places in it are shown
   * @throws IOException if the output fails
   */
  void file(FileReport report, String source) throws IOException;

  /**
   * Ends the report. The output is flushed and stays open.
   *
   * @throws IOException if the output fails
   */
  @Override
  void close() throws IOException;
}
