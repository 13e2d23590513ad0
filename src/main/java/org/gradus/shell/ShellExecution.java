package org.gradus.shell;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Runs what is typed into JShell in this JVM, and trims what comes out. JShell finds it by its name. */
public final class ShellExecution implements ExecutionControlProvider {

  /** The name, for {@code --execution}. */
  public static final String NAME = "gradus";

  /** What gradus throws for what it cannot read or find: the message says all, and the way through gradus is no help. */
  private static final Set<String> MISUSE = Set.of(IllegalArgumentException.class.getName(), ArithmeticException.class.getName());

  private static StackTraceElement[] typed(StackTraceElement[] trace) {
    return Arrays.stream(trace).filter(at -> !at.getClassName().startsWith("org.gradus.")).toArray(StackTraceElement[]::new);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
    return new LocalExecutionControl(Thread.currentThread().getContextClassLoader()) {
      @Override
      public String invoke(String type, String method) throws RunException, EngineTerminationException, InternalException {
        try {
          return super.invoke(type, method);
        } catch (UserException e) {
          throw MISUSE.contains(e.causeExceptionClass()) ? new UserException(e.getMessage(), e.causeExceptionClass(), typed(e.getStackTrace())) : e;
        }
      }

      @Override
      protected String invoke(Method snippet) throws Exception {
        return Trimmed.of(super.invoke(snippet));
      }

      @Override
      public String varValue(String type, String variable) throws RunException, EngineTerminationException, InternalException {
        return Trimmed.of(super.varValue(type, variable));
      }
    };
  }
}
