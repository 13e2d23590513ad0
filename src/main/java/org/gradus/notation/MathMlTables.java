package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;
import org.gradus.notation.MathMlReader.Atom;
import org.gradus.notation.MathMlSymbols.Role;

/** Environments: rows, cells, and how they are aligned. */
final class MathMlTables {

  private MathMlTables() {}

  /** The environment whose {@code \begin} has just been read. */
  static Atom environment(MathMlReader in) {
    var name = in.rawArgument();
    var columns = "";
    if (name.matches("array|alignat\\*?|alignedat|tabular|subarray")) {
      columns = in.rawArgument();
    }
    in.skipSpace();
    if (in.looking("[") && !name.matches(".*matrix|cases")) {
      int end = in.source.indexOf(']', in.at);
      in.at = end < 0 ? in.at : end + 1;
    }
    var table = name.equals("array") ? rows(in, "array:" + columns.replaceAll("[^lcr]", "")) : rows(in, name.replace("*", ""));
    if (in.lookingAtCommand("end")) {
      in.at += "\\end".length();
      in.rawArgument();
    }
    var fences = switch (name) {
      case "cases", "dcases" -> List.of("{", "");
      case "rcases" -> List.of("", "}");
      case "pmatrix" -> List.of("(", ")");
      case "bmatrix" -> List.of("[", "]");
      case "Bmatrix" -> List.of("{", "}");
      case "vmatrix" -> List.of("|", "|");
      case "Vmatrix" -> List.of("‖", "‖");
      default -> List.of("", "");
    };
    return new Atom(MathMlReader.mrow(MathMlCommands.fence(fences.get(0), "prefix") + table
        + MathMlCommands.fence(fences.get(1), "postfix")), Role.ORDINARY, false);
  }

  /** Rows up to the end of the environment, of the group or of the formula; one row with one cell is no table. */
  static String rows(MathMlReader in, String environment) {
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    while (true) {
      row.add(in.row());
      if (in.looking("&")) {
        in.at++;
        continue;
      }
      rows.add(row);
      int skip = in.looking("\\\\") ? 2 : in.lookingAtCommand("cr") ? 3 : in.lookingAtCommand("tabularnewline") ? 15 : 0;
      if (skip == 0) {
        if (in.lookingAtCommand("right")) {
          in.at += "\\right".length(); // without a \left: nothing to stretch
          row = new ArrayList<>();
          continue;
        }
        break;
      }
      in.at += skip;
      lineSpace(in);
      row = new ArrayList<>();
    }
    if (rows.size() > 1 && rows.getLast().equals(List.of(""))) {
      rows.removeLast();
    }
    return rows.size() == 1 && rows.getFirst().size() == 1 && !environment.contains("matrix") && !environment.contains("cases")
        ? rows.getFirst().getFirst() : table(rows, environment);
  }

  /** {@code \\*[2pt]}. */
  private static void lineSpace(MathMlReader in) {
    if (in.looking("*")) {
      in.at++;
    }
    int end = in.looking("[") ? in.source.indexOf(']', in.at) : -1;
    if (end > 0 && in.source.substring(in.at + 1, end).matches("\\s*-?[0-9.]+\\s*(pt|em|ex|mm|cm|in|mu|bp|pc)\\s*|\\\\[a-z]+")) {
      in.at = end + 1;
    }
  }

  private static String table(List<List<String>> rows, String environment) {
    boolean small = environment.contains("matrix") || environment.startsWith("array");
    boolean cases = environment.contains("cases");
    boolean aligned = !small && !cases;
    var out = new StringBuilder("<mtable").append(aligned ? " displaystyle=\"true\"" : "").append('>');
    for (var row : rows) {
      out.append("<mtr>");
      for (int i = 0; i < row.size(); i++) {
        var align = cases ? "left" : small ? column(environment, i)
            : row.size() == 1 && environment.matches("gather|gathered|multline|equation") ? "center"
            : i % 2 == 0 && !(row.size() == 1 && rows.stream().allMatch(r -> r.size() == 1)) ? "right" : "left";
        var padding = aligned ? (i % 2 == 0 && i > 0 ? "0.3em 0 0.3em 2em" : "0.3em 0") : cases ? "0.15em 0.6em 0.15em 0.2em" : "0.15em 0.4em";
        // Chromium aligns boxes, not text, and has its own words for it
        out.append("<mtd style=\"text-align:").append(align).append(";text-align:-webkit-").append(align).append(";padding:").append(padding).append("\">")
            // the relation behind & keeps its space on the left
            .append(aligned && i % 2 == 1 ? "<mrow></mrow>" : "").append(row.get(i)).append("</mtd>");
      }
      out.append("</mtr>");
    }
    return out.append("</mtable>").toString();
  }

  private static String column(String environment, int i) {
    int at = "array:".length() + i;
    return !environment.startsWith("array:") || at >= environment.length() ? "center" : switch (environment.charAt(at)) {
      case 'l' -> "left";
      case 'r' -> "right";
      default -> "center";
    };
  }

  /** The lines of {@code \substack}. */
  static String stacked(MathMlReader in) {
    in.skipSpace();
    if (!in.looking("{")) {
      return in.argument();
    }
    in.at++;
    var html = rows(in, "matrix");
    if (in.looking("}")) {
      in.at++;
    }
    return html;
  }
}
