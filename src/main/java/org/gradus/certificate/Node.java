package org.gradus.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;

/** One object of a certificate: read strictly, so that a word out of place is not passed over. */
final class Node {

  private final Map<?, ?> fields;

  Node(Object value) {
    if (!(value instanceof Map<?, ?> m)) {
      throw new Rejected("an object is expected, not " + shortened(value));
    }
    fields = m;
  }

  private static String shortened(Object o) {
    var text = String.valueOf(o);
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  /** Throws {@link Rejected} unless these are the fields, all of them. */
  Node only(String... names) {
    if (!fields.keySet().equals(Set.of(names))) {
      throw new Rejected("the fields " + fields.keySet() + " should be " + Set.of(names));
    }
    return this;
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  private Object get(String name) {
    var value = fields.get(name);
    if (value == null) {
      throw new Rejected("the field '" + name + "' is missing");
    }
    return value;
  }

  String text(String name) {
    if (!(get(name) instanceof String s)) {
      throw new Rejected("the field '" + name + "' is not a text");
    }
    return s;
  }

  int number(String name) {
    if (!(get(name) instanceof Integer n)) {
      throw new Rejected("the field '" + name + "' is not a small whole number");
    }
    return n;
  }

  Rational rational(String name) {
    return Sexpr.rational(text(name));
  }

  Expr expr(String name) {
    return Sexpr.read(text(name));
  }

  Expr.Rel relation(String name) {
    if (!(expr(name) instanceof Expr.Rel r)) {
      throw new Rejected("the field '" + name + "' is not a relation");
    }
    return r;
  }

  Node node(String name) {
    return new Node(get(name));
  }

  private List<?> list(String name) {
    if (!(get(name) instanceof List<?> l)) {
      throw new Rejected("the field '" + name + "' is not a list");
    }
    return l;
  }

  List<Node> nodes(String name) {
    var all = new ArrayList<Node>();
    list(name).forEach(x -> all.add(new Node(x)));
    return all;
  }

  List<String> texts(String name) {
    var all = new ArrayList<String>();
    for (var x : list(name)) {
      if (!(x instanceof String s)) {
        throw new Rejected("the field '" + name + "' is not a list of texts");
      }
      all.add(s);
    }
    return all;
  }

  Map<?, ?> fields() {
    return fields;
  }
}
