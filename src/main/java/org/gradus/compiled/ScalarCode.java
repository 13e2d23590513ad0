package org.gradus.compiled;

import static java.lang.constant.ConstantDescs.CD_double;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.gradus.compiled.Graph.Node;
import org.hipparchus.util.FastMath;

/** Nodes as instructions on doubles; truth values are ints. */
final class ScalarCode {

  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc FAST_MATH = FastMath.class.describeConstable().orElseThrow();
  private static final ClassDesc SPECIAL = Op.Special.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc ONE = MethodTypeDesc.of(CD_double, CD_double);
  private static final MethodTypeDesc TWO = MethodTypeDesc.of(CD_double, CD_double, CD_double);

  private final CodeBuilder b;
  private final Map<Node, Integer> place = new HashMap<>();
  private int next;

  /** Values go to the locals from {@code first} on. */
  ScalarCode(CodeBuilder b, int first) {
    this.b = b;
    next = first;
  }

  void load(Node n) {
    if (n.op() == Op.CONST) {
      b.loadConstant(n.value());
    } else if (n.op().isCondition()) {
      b.iload(place.get(n));
    } else {
      b.dload(place.get(n));
    }
  }

  /** Computes the node and keeps it; {@code input} puts an input on the stack. */
  void emit(Node n, Runnable input) {
    if (n.op() == Op.CONST) {
      return;
    }
    if (n.op() == Op.VAR) {
      input.run();
    } else {
      compute(n);
    }
    place.put(n, next);
    if (n.op().isCondition()) {
      b.istore(next++);
    } else {
      b.dstore(next);
      next += 2;
    }
  }

  private void compute(Node n) {
    switch (n.op()) {
      case LT, LE, EQ -> compare(n);
      case AND, OR -> {
        truth(n.a());
        truth(n.b());
        if (n.op() == Op.AND) {
          b.iand();
        } else {
          b.ior();
        }
      }
      case SELECT -> select(n);
      default -> {
        load(n.a());
        if (n.op().arity() == 2) {
          load(n.b());
        }
        arithmetic(n.op());
      }
    }
  }

  private void truth(Node n) {
    if (n.op() == Op.CONST) {
      b.loadConstant(n.value() != 0 ? 1 : 0);
    } else {
      load(n);
    }
  }

  private void compare(Node n) {
    load(n.a());
    load(n.b());
    Label yes = b.newLabel();
    Label end = b.newLabel();
    switch (n.op()) {
      // NaN must give 'greater', which is false
      case LT -> b.dcmpg().iflt(yes);
      case LE -> b.dcmpg().ifle(yes);
      default -> b.dcmpg().ifeq(yes);
    }
    b.iconst_0().goto_(end).labelBinding(yes).iconst_1().labelBinding(end);
  }

  private void select(Node n) {
    Label no = b.newLabel();
    Label end = b.newLabel();
    truth(n.a());
    b.ifeq(no);
    load(n.b());
    b.goto_(end).labelBinding(no);
    load(n.c());
    b.labelBinding(end);
  }

  private void arithmetic(Op op) {
    switch (op) {
      case ADD -> b.dadd();
      case SUB -> b.dsub();
      case MUL -> b.dmul();
      case DIV -> b.ddiv();
      case NEG -> b.dneg();
      case ASINH, ACOSH, ATANH -> b.invokestatic(FAST_MATH, name(op), ONE);
      case LOGGAMMA -> b.invokestatic(SPECIAL, "logGamma", ONE);
      case ERF, ERFC, GAMMA, DIGAMMA, TRIGAMMA -> b.invokestatic(SPECIAL, name(op), ONE);
      case MIN, MAX, POW, ATAN2 -> b.invokestatic(MATH, name(op), TWO);
      case ABS, SQRT, EXP, EXPM1, LOG, LOG1P, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, CBRT, FLOOR, CEIL ->
          b.invokestatic(MATH, name(op), ONE);
      case CONST, VAR, LT, LE, EQ, AND, OR, SELECT, SIGMOID, SOFTPLUS, FMA, TWO_TO ->
          throw new IllegalStateException(op + " is not an instruction");
    }
  }

  private static String name(Op op) {
    return op.name().toLowerCase(Locale.ROOT);
  }
}
