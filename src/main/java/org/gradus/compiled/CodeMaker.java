package org.gradus.compiled;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;
import java.util.List;
import org.gradus.compiled.Graph.Node;

/**
 * Makes a class of a program with {@code java.lang.classfile}: straight-line code, every node a local variable, once for
 * one point and once as the body of a loop; with lanes, that loop goes over vectors and leaves the rest to the other one.
 */
final class CodeMaker {

  /** HotSpot never compiles a longer method; a program beyond it is interpreted node by node instead. */
  static final int MAX_METHOD_BYTES = 8_000;

  private static final int MAX_NODES = 4_000;

  /** Beyond some 450, HotSpot leaves calls of the Vector API as they are, and every vector becomes an object. */
  private static final int MAX_LANE_NODES = 320;

  private static final ClassDesc BASE = Kernel.class.describeConstable().orElseThrow();
  private static final ClassDesc ROW = CD_double.arrayType();
  private static final ClassDesc ROWS = ROW.arrayType();
  private static final ClassDesc SELF = ClassDesc.of("org.gradus.compiled.Made");
  private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_void, ROWS, ROWS, CD_int, CD_int);

  // locals of run: this, in, out, i, to, bound, then rows and values
  private static final int IN = 1;
  private static final int OUT = 2;
  private static final int I = 3;
  private static final int TO = 4;
  private static final int BOUND = 5;
  private static final int FREE = 6;

  private final List<Node> roots;
  private final List<Node> order;
  private final List<Node> laneRoots;

  private CodeMaker(List<Node> roots, List<Node> laneRoots) {
    this.roots = roots;
    this.laneRoots = laneRoots;
    order = Expansion.reachable(roots);
  }

  /**
   * Code for the roots.
   *
   * @param lanes the same for vectors; null for none
   */
  static Kernel make(List<Node> roots, List<Node> lanes) {
    if (lanes != null && Expansion.reachable(lanes).size() > MAX_LANE_NODES) {
      return make(roots, null);
    }
    var maker = new CodeMaker(roots, lanes);
    if (maker.order.size() > MAX_NODES) {
      return new Interpreter(roots);
    }
    var bytes = maker.classBytes();
    if (longestMethod(bytes) > MAX_METHOD_BYTES) {
      return lanes == null ? new Interpreter(roots) : make(roots, null);
    }
    try {
      return (Kernel) MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass()
          .getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("generated code cannot be loaded", e);
    }
  }

  private static int longestMethod(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .mapToInt(m -> m.findAttribute(Attributes.code()).map(c -> c.codeLength()).orElse(0))
        .max().orElse(0);
  }

  private byte[] classBytes() {
    return ClassFile.of().build(SELF, c -> {
      c.withSuperclass(BASE).withFlags(Modifier.FINAL);
      c.withMethodBody("<init>", MethodTypeDesc.of(CD_void), 0,
          b -> b.aload(0).invokespecial(BASE, "<init>", MethodTypeDesc.of(CD_void)).return_());
      c.withMethodBody("outputs", MethodTypeDesc.of(CD_int), Modifier.PUBLIC, b -> b.loadConstant(roots.size()).ireturn());
      c.withMethodBody("at", MethodTypeDesc.of(CD_void, ROW, ROW), Modifier.PUBLIC, this::onePoint);
      c.withMethodBody("run", RUN, Modifier.PUBLIC, b -> {
        if (laneRoots != null) {
          vectorLoop(b);
        } else {
          scalarLoop(b);
        }
      });
      if (laneRoots != null) {
        c.withMethodBody("rest", RUN, Modifier.PRIVATE | Modifier.FINAL, this::scalarLoop);
      }
    });
  }

  private void onePoint(CodeBuilder b) {
    var values = new ScalarCode(b, 3);
    for (var n : order) {
      values.emit(n, () -> b.aload(1).loadConstant(n.input()).daload());
    }
    for (int k = 0; k < roots.size(); k++) {
      b.aload(2).loadConstant(k);
      values.load(roots.get(k));
      b.dastore();
    }
    b.return_();
  }

  private int[] loadRows(CodeBuilder b, int inputs) {
    var place = new int[inputs + roots.size()];
    int next = FREE;
    for (var n : order) {
      if (n.op() == Op.VAR) {
        b.aload(IN).loadConstant(n.input()).aaload().astore(next);
        place[n.input()] = next++;
      }
    }
    for (int k = 0; k < roots.size(); k++) {
      b.aload(OUT).loadConstant(k).aaload().astore(next);
      place[inputs + k] = next++;
    }
    return place;
  }

  private int inputs() {
    return order.stream().mapToInt(n -> n.input() + 1).max().orElse(0);
  }

  private void scalarLoop(CodeBuilder b) {
    int inputs = inputs();
    var rows = loadRows(b, inputs);
    Label top = b.newLabel();
    Label end = b.newLabel();
    b.labelBinding(top).iload(I).iload(TO).if_icmpge(end);
    var values = new ScalarCode(b, FREE + rows.length);
    for (var n : order) {
      values.emit(n, () -> b.aload(rows[n.input()]).iload(I).daload());
    }
    for (int k = 0; k < roots.size(); k++) {
      b.aload(rows[inputs + k]).iload(I);
      values.load(roots.get(k));
      b.dastore();
    }
    b.iinc(I, 1).goto_(top).labelBinding(end).return_();
  }

  private void vectorLoop(CodeBuilder b) {
    int inputs = inputs();
    var rows = loadRows(b, inputs);
    int lanes = Vectors.lanes();
    Label top = b.newLabel();
    Label end = b.newLabel();
    // the last i at which a whole vector starts
    b.iload(TO).loadConstant(lanes).isub().istore(BOUND);
    b.labelBinding(top).iload(I).iload(BOUND).if_icmpgt(end);
    var values = new VectorCode(b, FREE + rows.length);
    for (var n : Expansion.reachable(laneRoots)) {
      values.emit(n, () -> b.aload(rows[n.input()]).iload(I));
    }
    for (int k = 0; k < roots.size(); k++) {
      values.load(laneRoots.get(k));
      b.aload(rows[inputs + k]).iload(I)
          .invokevirtual(Vectors.DOUBLES, "intoArray", MethodTypeDesc.of(CD_void, ROW, CD_int));
    }
    b.iinc(I, lanes).goto_(top).labelBinding(end);
    b.aload(0).aload(IN).aload(OUT).iload(I).iload(TO).invokespecial(SELF, "rest", RUN).return_();
  }
}
