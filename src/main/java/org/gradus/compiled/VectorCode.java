package org.gradus.compiled;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.gradus.compiled.Graph.Node;

/** Nodes as calls of the Vector API; truth values are masks. */
final class VectorCode {

  private static final ClassDesc V = Vectors.DOUBLES;
  private static final MethodTypeDesc LOAD =
      MethodTypeDesc.of(V, Vectors.SPECIES, CD_double.arrayType(), CD_int);
  private static final MethodTypeDesc BROADCAST = MethodTypeDesc.of(V, Vectors.SPECIES, CD_double);
  private static final MethodTypeDesc FMA = MethodTypeDesc.of(V, Vectors.VECTOR, Vectors.VECTOR);
  private static final MethodTypeDesc AS_LONGS = MethodTypeDesc.of(Vectors.LONGS);
  private static final MethodTypeDesc SHIFT = MethodTypeDesc.of(Vectors.LONGS, Vectors.BINARY, CD_long);
  private static final MethodTypeDesc SHORT_UNARY = MethodTypeDesc.of(V);
  private static final MethodTypeDesc SHORT_BINARY = MethodTypeDesc.of(V, Vectors.VECTOR);
  private static final MethodTypeDesc COMPARE = MethodTypeDesc.of(Vectors.MASK, Vectors.COMPARISON, Vectors.VECTOR);
  private static final MethodTypeDesc CONNECT = MethodTypeDesc.of(Vectors.MASK, Vectors.MASK);
  private static final MethodTypeDesc BLEND = MethodTypeDesc.of(V, Vectors.VECTOR, Vectors.MASK);

  private final CodeBuilder b;
  private final Map<Node, Integer> place = new HashMap<>();
  private int next;

  VectorCode(CodeBuilder b, int first) {
    this.b = b;
    next = first;
  }

  void load(Node n) {
    if (n.op() == Op.CONST) {
      // HotSpot takes what does not change out of the loop
      species();
      b.loadConstant(n.value()).invokestatic(V, "broadcast", BROADCAST);
    } else {
      b.aload(place.get(n));
    }
  }

  private void species() {
    b.getstatic(V, "SPECIES_PREFERRED", Vectors.SPECIES);
  }

  /** Computes the node and keeps it; {@code input} puts a row and a place on the stack. */
  void emit(Node n, Runnable input) {
    if (n.op() == Op.CONST) {
      return;
    }
    if (n.op() == Op.VAR) {
      species();
      input.run();
      b.invokestatic(V, "fromArray", LOAD);
    } else {
      compute(n);
    }
    place.put(n, next);
    b.astore(next++);
  }

  private void compute(Node n) {
    switch (n.op()) {
      case LT, LE, EQ -> {
        load(n.a());
        b.getstatic(Vectors.OPERATORS, n.op().name(), Vectors.COMPARISON);
        load(n.b());
        b.invokevirtual(V, "compare", COMPARE);
      }
      case AND, OR -> {
        load(n.a());
        load(n.b());
        b.invokevirtual(Vectors.MASK, name(n.op()), CONNECT);
      }
      case SELECT -> {
        load(n.c());
        load(n.b());
        load(n.a());
        b.invokevirtual(V, "blend", BLEND);
      }
      case ADD, SUB, MUL, DIV, MIN, MAX -> {
        load(n.a());
        load(n.b());
        b.invokevirtual(V, name(n.op()), SHORT_BINARY);
      }
      case NEG, ABS, SQRT -> {
        load(n.a());
        b.invokevirtual(V, name(n.op()), SHORT_UNARY);
      }
      case FMA -> {
        load(n.a());
        load(n.b());
        load(n.c());
        b.invokevirtual(V, "fma", FMA);
      }
      case TWO_TO -> {
        load(n.a());
        b.invokevirtual(V, "reinterpretAsLongs", AS_LONGS);
        b.getstatic(Vectors.OPERATORS, "LSHL", Vectors.BINARY).loadConstant(52L)
            .invokevirtual(Vectors.LONGS, "lanewise", SHIFT)
            .invokevirtual(Vectors.LONGS, "reinterpretAsDoubles", SHORT_UNARY);
      }
      default -> throw new IllegalStateException(n.op() + " has no lanes");
    }
  }

  private static String name(Op op) {
    return op.name().toLowerCase(Locale.ROOT);
  }
}
