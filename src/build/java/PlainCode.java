import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Goes over compiled classes and writes out, as ordinary methods, what javac leaves to be made when the program runs:
 * which case of a switch over patterns a value belongs to, and the equality and hash of records. The JVM makes these
 * anew in every process, and its cache of classes does not hold them; dozens of them cost more than a proof.
 *
 * <p>Part of the build: {@code java src/build/java/PlainCode.java target/classes}. Classes that are done are left alone,
 * so is whatever this does not know.
 */
final class PlainCode {

  private static final String SWITCHES = "java/lang/runtime/SwitchBootstraps";
  private static final String RECORDS = "java/lang/runtime/ObjectMethods";

  private PlainCode() {}

  /** A method that takes the place of a call site: its name, its type, and what is in it. */
  private record Written(String name, MethodTypeDesc type, Site site) {}

  /** What a call site does. */
  private sealed interface Site {}

  /** Which of the labels, from a given one on, a value belongs to; {@code null} is -1. */
  private record Switch(List<LoadableConstantEntry> labels, boolean enums) implements Site {}

  /** Equality or hash of a record, by its fields. */
  private record OfRecord(boolean equality, List<DirectMethodHandleDesc> getters) implements Site {}

  /**
   * Rewrites the classes of a folder.
   *
   * @param args the folder, and the class path of what is in it
   */
  public static void main(String[] args) throws IOException {
    var paths = new ArrayList<URL>();
    for (var path : args[1].split(File.pathSeparator)) {
      paths.add(Path.of(path).toUri().toURL());
    }
    try (var types = new URLClassLoader(paths.toArray(URL[]::new));
        var files = Files.walk(Path.of(args[0]))) {
      var context = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
          ClassHierarchyResolver.ofResourceParsing(types).cached()));
      for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        rewrite(context, file);
      }
    }
  }

  private static void rewrite(ClassFile context, Path file) throws IOException {
    var model = context.parse(file);
    var written = new LinkedHashMap<Integer, Written>();
    model.methods().forEach(m -> m.code().ifPresent(code -> code.forEach(e -> note(model, e, written))));
    if (written.isEmpty()) {
      return;
    }
    var self = model.thisClass().asSymbol();
    boolean inInterface = model.flags().has(AccessFlag.INTERFACE);
    var transform = ClassTransform.transformingMethodBodies((CodeBuilder code, CodeElement element) -> {
      if (element instanceof InvokeDynamicInstruction site && written.containsKey(site.invokedynamic().index())) {
        var target = written.get(site.invokedynamic().index());
        code.invokestatic(self, target.name(), target.type(), inInterface);
      } else {
        code.with(element);
      }
    }).andThen(ClassTransform.endHandler((ClassBuilder builder) -> written.values().forEach(w -> write(builder, w))));
    Files.write(file, context.transformClass(model, transform));
  }

  private static void note(ClassModel model, CodeElement element, Map<Integer, Written> written) {
    if (!(element instanceof InvokeDynamicInstruction site) || written.containsKey(site.invokedynamic().index())) {
      return;
    }
    var bootstrap = site.invokedynamic().bootstrap();
    var reference = bootstrap.bootstrapMethod().reference();
    var owner = reference.owner().asInternalName();
    Site found = switch (owner) {
      case SWITCHES -> ofSwitch(site, reference.name().stringValue(), bootstrap.arguments());
      case RECORDS -> ofRecord(site, bootstrap.arguments());
      default -> null;
    };
    if (found != null) {
      var name = "plain$" + site.name().stringValue() + "$" + written.size();
      written.put(site.invokedynamic().index(), new Written(name, site.typeSymbol(), found));
    }
  }

  private static Site ofSwitch(InvokeDynamicInstruction site, String kind, List<LoadableConstantEntry> labels) {
    boolean enums = kind.equals("enumSwitch");
    boolean known = labels.stream().allMatch(l -> l instanceof ClassEntry || l instanceof StringEntry);
    boolean reference = !site.typeSymbol().parameterType(0).isPrimitive();
    return known && reference && (enums || kind.equals("typeSwitch")) ? new Switch(labels, enums) : null;
  }

  private static Site ofRecord(InvokeDynamicInstruction site, List<LoadableConstantEntry> arguments) {
    var name = site.name().stringValue();
    if (!name.equals("equals") && !name.equals("hashCode")) {
      return null;
    }
    var getters = new ArrayList<DirectMethodHandleDesc>();
    for (var argument : arguments.subList(2, arguments.size())) {
      if (!(argument.constantValue() instanceof DirectMethodHandleDesc getter)
          || getter.kind() != DirectMethodHandleDesc.Kind.GETTER) {
        return null;
      }
      getters.add(getter);
    }
    return new OfRecord(name.equals("equals"), getters);
  }

  private static void write(ClassBuilder builder, Written method) {
    builder.withMethodBody(method.name(), method.type(),
        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC, code -> {
          switch (method.site()) {
            case Switch s -> write(code, s, method.type().parameterType(0));
            case OfRecord r when r.equality() -> writeEquals(code, r, method.type().parameterType(0));
            case OfRecord r -> writeHash(code, r);
          }
        });
  }

  private static void write(CodeBuilder code, Switch site, ClassDesc selector) {
    int n = site.labels().size();
    var labels = new ArrayList<Label>();
    var cases = new ArrayList<SwitchCase>();
    for (int i = 0; i <= n; i++) {
      labels.add(code.newLabel());
      cases.add(SwitchCase.of(i, labels.get(i)));
    }
    var present = code.newLabel();
    code.aload(0).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
    code.iload(1).tableswitch(labels.getLast(), cases);
    for (int i = 0; i < n; i++) {
      code.labelBinding(labels.get(i));
      var next = labels.get(i + 1);
      switch (site.labels().get(i)) {
        case ClassEntry type -> code.aload(0).instanceOf(type).ifeq(next);
        case StringEntry text when site.enums() ->
            code.aload(0).getstatic(selector, text.stringValue(), selector).if_acmpne(next);
        case StringEntry text -> code.ldc(text).aload(0)
            .invokevirtual(ConstantDescs.CD_Object, "equals", MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object))
            .ifeq(next);
        default -> throw new AssertionError();
      }
      code.loadConstant(i).ireturn();
    }
    code.labelBinding(labels.getLast()).loadConstant(n).ireturn();
  }

  private static void writeEquals(CodeBuilder code, OfRecord site, ClassDesc self) {
    var different = code.newLabel();
    var other = code.newLabel();
    code.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn().labelBinding(other);
    code.aload(1).instanceOf(self).ifeq(different);
    code.aload(1).checkcast(self).astore(2);
    for (var getter : site.getters()) {
      var type = getter.invocationType().returnType();
      code.aload(0).getfield(self, getter.methodName(), type);
      code.aload(2).getfield(self, getter.methodName(), type);
      switch (type.descriptorString()) {
        case "I", "Z", "B", "S", "C" -> code.if_icmpne(different);
        case "J" -> code.lcmp().ifne(different);
        case "D", "F" -> code.invokestatic(boxed(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type)).ifne(different);
        default -> code.invokestatic(ClassDesc.of("java.util.Objects"), "equals",
            MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object)).ifeq(different);
      }
    }
    code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
  }

  private static void writeHash(CodeBuilder code, OfRecord site) {
    code.iconst_0();
    for (var getter : site.getters()) {
      var type = getter.invocationType().returnType();
      code.bipush(31).imul().aload(0).getfield(getter.owner(), getter.methodName(), type);
      if (type.isPrimitive()) {
        code.invokestatic(boxed(type), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, type));
      } else {
        code.invokestatic(ClassDesc.of("java.util.Objects"), "hashCode",
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object));
      }
      code.iadd();
    }
    code.ireturn();
  }

  private static ClassDesc boxed(ClassDesc primitive) {
    return switch (primitive.descriptorString()) {
      case "I" -> ConstantDescs.CD_Integer;
      case "J" -> ConstantDescs.CD_Long;
      case "D" -> ConstantDescs.CD_Double;
      case "F" -> ConstantDescs.CD_Float;
      case "Z" -> ConstantDescs.CD_Boolean;
      case "B" -> ConstantDescs.CD_Byte;
      case "S" -> ConstantDescs.CD_Short;
      default -> ConstantDescs.CD_Character;
    };
  }
}
