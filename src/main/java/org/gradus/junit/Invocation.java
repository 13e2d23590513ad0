package org.gradus.junit;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.opentest4j.AssertionFailedError;

/**
 * One run of a test with a value of its own, which is looked at once more when the test is over.
 *
 * @param problem why the test fails before it begins, or null
 */
record Invocation<T>(String name, T value, Class<T> type, String problem, Consumer<T> afterwards) implements TestTemplateInvocationContext {

  @Override
  public String getDisplayName(int invocationIndex) {
    return name;
  }

  @Override
  public List<Extension> getAdditionalExtensions() {
    return List.of(new Value(), (BeforeTestExecutionCallback) this::before, (AfterTestExecutionCallback) this::after);
  }

  private void before(ExtensionContext context) {
    if (problem != null) {
      throw new AssertionFailedError(problem);
    }
  }

  private void after(ExtensionContext context) {
    if (context.getExecutionException().isEmpty()) {
      afterwards.accept(value);
    }
  }

  private final class Value implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == type;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return value;
    }
  }
}
