package org.gradus.junit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** One run for each step. */
final class DerivationSourceExtension implements TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return context.getRequiredTestMethod().isAnnotationPresent(DerivationSource.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
    var source = context.getRequiredTestMethod().getAnnotation(DerivationSource.class);
    var documents = Stream.of(source.value()).map(Path::of).map(Derivations::documents).flatMap(List::stream).toList();
    var all = new ArrayList<TestTemplateInvocationContext>();
    for (var document : documents) {
      var report = Derivations.verify(document);
      var prefix = documents.size() > 1 ? document + ", " : "";
      for (var problem : Derivations.problems(report)) {
        all.add(new Invocation<>(problem, null, Step.class, problem, _ -> { }));
      }
      Derivations.steps(report).forEach(step -> all.add(new Invocation<>(prefix + step, step, Step.class, null, s -> {
        if (!s.isAsserted()) {
          s.assertHolds(source.accept());
        }
      })));
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException(String.join(", ", source.value()) + " claims nothing: there is no step to check");
    }
    return all.stream();
  }
}
