package org.gradus.report;

import java.io.IOException;
import java.util.List;
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

  /** Several reports as one. */
  static Report all(List<Report> reports) {
    return reports.size() == 1 ? reports.getFirst() : new Report() {
      @Override
      public void file(FileReport found, String source) throws IOException {
        for (var report : reports) {
          report.file(found, source);
        }
      }

      @Override
      public void close() throws IOException {
        for (var report : reports) {
          report.close();
        }
      }
    };
  }
}
