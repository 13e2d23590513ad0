package org.gradus.junit;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gradus.expr.Trees;
import org.gradus.gradient.Samples;
import org.gradus.notation.NotationException;
import org.gradus.verify.Assumed;
import org.gradus.verify.Requests;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.opentest4j.AssertionFailedError;

/** One run for each point. */
final class GradientCheckExtension implements TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return context.getRequiredTestMethod().isAnnotationPresent(GradientCheck.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
    var check = context.getRequiredTestMethod().getAnnotation(GradientCheck.class);
    try {
      var function = Requests.read(check.of()).expr();
      var parameters = List.of(check.by());
      var inputs = new TreeSet<String>();
      Trees.freeSymbols(function).forEach(s -> inputs.add(s.name()));
      parameters.forEach(inputs::remove);
      var samples = Samples.of(function, parameters, List.copyOf(inputs), Assumed.parse(List.of(check.let())), check.points(), 1);
      return samples.stream().map(s -> new GradientPoint(parameters, List.copyOf(inputs), s))
          .map(p -> new Invocation<>(p.toString(), p, GradientPoint.class, null, GradientCheckExtension::checked));
    } catch (NotationException e) {
      throw new IllegalArgumentException(check.of() + ": " + e.getMessage());
    }
  }

  private static void checked(GradientPoint p) {
    if (!p.isChecked()) {
      throw new AssertionFailedError("no gradient was checked: take a parameter GradientPoint, and call its check(…)");
    }
  }
}
