package org.gradus.report;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.FileReport;
import org.gradus.verify.Problem;

/**
 * JUnit XML: a suite for each document, a case for each step. A step that does not hold is a failure, one that is not
 * decided is skipped with its reason, and what could not be read is an error. Formulas that claim nothing are no cases.
 */
final class JUnitReport implements Report {

  private final Writer out;
  private final boolean timings;
  private final XMLStreamWriter xml;

  JUnitReport(Writer out, boolean timings) throws IOException {
    this.out = out;
    this.timings = timings;
    try {
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      line(0);
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", "gradus");
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void file(FileReport raw, String source) throws IOException {
    var report = Visible.report(raw);
    var cases = report.claims().stream().filter(c -> c.verdict() != null || c.expected() != null).toList();
    try {
      line(1);
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", report.file());
      xml.writeAttribute("tests", Integer.toString(cases.size() + report.problems().size()));
      xml.writeAttribute("failures", Long.toString(cases.stream().filter(Wording::isFault).count()));
      xml.writeAttribute("errors", Integer.toString(report.problems().size()));
      xml.writeAttribute("skipped", Long.toString(cases.stream().filter(Wording::isOpen).count()));
      if (timings) {
        xml.writeAttribute("time", seconds(cases.stream().mapToDouble(ClaimReport::millis).sum()));
      }
      for (var claim : cases) {
        step(report.file(), claim);
      }
      for (var problem : report.problems()) {
        problem(report.file(), problem);
      }
      line(1);
      xml.writeEndElement();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private void step(String file, ClaimReport claim) throws XMLStreamException, IOException {
    line(2);
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", file);
    xml.writeAttribute("name", claim.line() + ":" + claim.column() + " " + Text.shorten(Wording.written(claim), 120));
    if (timings) {
      xml.writeAttribute("time", seconds(claim.millis()));
    }
    if (Wording.isFault(claim)) {
      var type = claim.diagnosis() == null ? claim.kind() : claim.diagnosis().kind();
      outcome("failure", type, Wording.headline(claim), body(file, claim));
    } else if (Wording.isOpen(claim)) {
      xml.writeStartElement("skipped");
      xml.writeCharacters(body(file, claim));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static String body(String file, ClaimReport claim) {
    return file + ":" + claim.line() + ":" + claim.column() + "\n" + Wording.written(claim) + "\n"
        + String.join("\n", Wording.sentences(claim)) + "\n";
  }

  private void problem(String file, Problem problem) throws XMLStreamException, IOException {
    line(2);
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", file);
    xml.writeAttribute("name", problem.line() + ":" + problem.column() + " reading");
    outcome("error", "problem", problem.message(),
        file + ":" + problem.line() + ":" + problem.column() + "\n" + problem.message() + "\n");
    xml.writeEndElement();
  }

  private void outcome(String element, String type, String message, String body) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("type", type);
    xml.writeAttribute("message", message);
    xml.writeCharacters(body);
    xml.writeEndElement();
  }

  private static String seconds(double millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000);
  }

  private void line(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  @Override
  public void close() throws IOException {
    try {
      line(0);
      xml.writeEndElement();
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.flush();
      out.flush();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }
}
