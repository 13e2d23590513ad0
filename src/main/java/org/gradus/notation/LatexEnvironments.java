package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;
import org.gradus.notation.Token.Kind;

/** Cases and matrices. */
final class LatexEnvironments {

  private final LatexParser p;

  LatexEnvironments(LatexParser p) {
    this.p = p;
  }

  /** The environment that starts here. */
  Term read() {
    var begin = p.next();
    var name = begin.text().substring("begin:".length());
    return switch (name) {
      case "cases", "dcases", "rcases" -> cases(begin);
      case "matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "array" -> matrix(begin, name);
      default -> {
        if (LatexCommands.DISPLAYS.contains(name)) {
          var body = p.list();
          end(begin);
          yield body;
        }
        throw new NotationException("gradus does not know the environment " + name, begin.start(), "write cases, matrix or aligned");
      }
    };
  }

  private void end(Token begin) {
    var name = begin.text().substring("begin:".length());
    if (!p.peek().isCommand("end:" + name)) {
      throw p.peek().kind() == Kind.END
          ? new NotationException("\\begin{" + name + "} is never ended", begin.start(), "add \\end{" + name + "}")
          : p.unexpected();
    }
    p.next();
  }

  private boolean atEnd() {
    return p.peek().kind() == Kind.COMMAND && p.peek().text().startsWith("end:") || p.peek().kind() == Kind.END;
  }

  private Term matrix(Token begin, String name) {
    return p.bracketed(() -> {
      var rows = new ArrayList<List<Term>>();
      while (!atEnd()) {
        var row = new ArrayList<Term>();
        do {
          row.add(p.sum());
        } while (acceptCommand("&"));
        rows.add(row);
        if (!acceptCommand("\\\\")) {
          break;
        }
      }
      end(begin);
      if (rows.isEmpty()) {
        throw new NotationException("this matrix is empty", begin.start(), null);
      }
      int width = rows.getFirst().size();
      if (rows.stream().anyMatch(r -> r.size() != width)) {
        throw new NotationException("the rows of this matrix have different lengths", begin.start(), null);
      }
      Term matrix = new Term.Matrix(rows, p.from(begin.start()));
      return name.equals("vmatrix") ? new Term.Group(Term.Fence.ABS, matrix, matrix.span()) : matrix;
    });
  }

  private boolean acceptCommand(String name) {
    if (p.peek().isCommand(name)) {
      p.next();
      return true;
    }
    return false;
  }

  private Term cases(Token begin) {
    return p.bracketed(() -> {
      var values = new ArrayList<Term>();
      var conditions = new ArrayList<Term>();
      while (!atEnd()) {
        values.add(p.sum());
        separators();
        conditions.add(condition());
        trailing();
        if (!acceptCommand("\\\\")) {
          break;
        }
      }
      end(begin);
      if (values.isEmpty()) {
        throw new NotationException("there are no cases here", begin.start(), null);
      }
      return new Term.Cases(values, conditions, p.from(begin.start()));
    });
  }

  private void separators() {
    while (p.peek().is(",") || p.peek().is(";") || p.peek().is(":") || p.peek().isCommand("&") || p.peek().isCommand("quad")) {
      p.next();
    }
  }

  private void trailing() {
    while (p.peek().is(",") || p.peek().is(";") || p.peek().is(".")) {
      p.next();
    }
  }

  /** The condition of a case, or null for "otherwise". */
  private Term condition() {
    boolean otherwise = false;
    while (p.peek().kind() == Kind.WORDS || p.peek().isCommand("&") || p.peek().isCommand("quad")
        || p.peek().kind() == Kind.NAME && Words.isOtherwise(p.peek().text())) {
      otherwise |= Words.isOtherwise(p.peek().text());
      p.next();
    }
    if (plainIf()) {
      p.at += 2;
    }
    if (p.peek().isCommand("\\\\") || atEnd() || p.peek().is(".")) {
      return null;
    }
    if (otherwise && (p.peek().kind() == Kind.END)) {
      return null;
    }
    var condition = p.statement();
    while (p.peek().kind() == Kind.WORDS || p.peek().is(",") && !p.peek(1).isCommand("\\\\")) {
      if (p.next().kind() == Kind.SYMBOL) {
        var more = p.statement();
        condition = new Term.Joined(false, List.of(condition, more), condition.span().to(more.span()));
      }
    }
    return condition;
  }

  /** {@code if z > 0} in bare letters. */
  private boolean plainIf() {
    return p.peek().kind() == Kind.NAME && p.peek().text().equals("i") && p.peek(1).kind() == Kind.NAME && p.peek(1).text().equals("f");
  }
}
