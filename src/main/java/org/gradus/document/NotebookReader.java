package org.gradus.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the Markdown cells of a notebook. The JSON parser says where the strings are; their escapes are undone here,
 * character by character, so that every character keeps its place in the file.
 */
final class NotebookReader {

  private record Cell(boolean markdown, MappedText source) {}

  private NotebookReader() {}

  /** What stands in the cells of all kinds. */
  static List<MappedText> sources(String json, MappedText file) throws DocumentException {
    return cells(json, file).stream().map(Cell::source).toList();
  }

  static void read(String json, MappedText file, BlockCollector out) throws DocumentException {
    var macros = new Macros(); // MathJax keeps macros from one cell to the next
    boolean first = true;
    for (var cell : cells(json, file)) {
      if (cell.markdown()) {
        out.newLine();
        new MarkdownReader(cell.source(), out, macros).read(first);
        first = false;
      } else {
        out.host(BlockCollector.HostKind.CODE, cell.source(), 0, cell.source().text().length());
      }
    }
  }

  private static List<Cell> cells(String json, MappedText file) throws DocumentException {
    var cells = new ArrayList<Cell>();
    boolean anyCells;
    try (var parser = new JsonFactory().createParser(json)) {
      anyCells = notebook(parser, json, file, cells);
      if (parser.nextToken() != null) {
        throw broken("there is more after the end of the notebook", parser);
      }
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new DocumentException("This notebook is not valid JSON: " + e.getOriginalMessage(),
          at == null ? 1 : Math.max(1, at.getLineNr()), at == null ? 1 : Math.max(1, at.getColumnNr()));
    } catch (IOException e) {
      throw new DocumentException("This notebook cannot be read: " + e.getMessage(), 1, 1);
    }
    if (!anyCells) {
      throw new DocumentException("This is JSON, but not a notebook: it has no \"cells\".", 1, 1);
    }
    return cells;
  }

  private static DocumentException broken(String what, JsonParser parser) {
    var at = parser.currentTokenLocation();
    return new DocumentException("This notebook cannot be read: " + what + ".", at.getLineNr(), at.getColumnNr());
  }

  private static boolean notebook(JsonParser parser, String json, MappedText file, ArrayList<Cell> cells)
      throws IOException, DocumentException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw broken("it does not begin with {", parser);
    }
    boolean found = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isCells = parser.currentName().equals("cells");
      var value = parser.nextToken();
      if (isCells && value == JsonToken.START_ARRAY) {
        found = true;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          cell(parser, json, file, cells);
        }
      } else {
        parser.skipChildren();
      }
    }
    return found;
  }

  private static void cell(JsonParser parser, String json, MappedText file, ArrayList<Cell> cells) throws IOException {
    boolean markdown = false;
    var source = file.builder();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var key = parser.currentName();
      var value = parser.nextToken();
      if (key.equals("cell_type")) {
        markdown = parser.getText().equals("markdown");
      } else if (key.equals("source") && value == JsonToken.VALUE_STRING) {
        unescape(json, parser, source);
      } else if (key.equals("source") && value == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          unescape(json, parser, source);
        }
      } else {
        parser.skipChildren();
      }
    }
    cells.add(new Cell(markdown, source.build()));
  }

  private static void unescape(String json, JsonParser parser, MappedText.Builder out) throws IOException {
    int i = (int) parser.currentTokenLocation().getCharOffset() + 1; // behind the quote
    parser.getText(); // the parser reads strings lazily: now it has seen the end
    while (i < json.length() && json.charAt(i) != '"') {
      char c = json.charAt(i);
      if (c != '\\') {
        out.append(c, i, i + 1);
        i++;
      } else if (json.charAt(i + 1) == 'u') {
        out.append((char) Integer.parseInt(json.substring(i + 2, i + 6), 16), i, i + 6);
        i += 6;
      } else {
        char plain = switch (json.charAt(i + 1)) {
          case 'n' -> '\n';
          case 't' -> '\t';
          case 'r' -> '\r';
          case 'b' -> '\b';
          case 'f' -> '\f';
          default -> json.charAt(i + 1);
        };
        out.append(plain, i, i + 2);
        i += 2;
      }
    }
  }
}
