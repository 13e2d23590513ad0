package org.gradus.submission;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The other side of the wall: runs in a process of its own beside a submitted class, reads points from standard input
 * and writes one line for each. Needs nothing but the JDK and {@link Gradient}.
 *
 * <p>A line of input is {@code parameters|inputs}, numbers separated by blanks; a line of output is {@code = numbers},
 * or {@code ! words} where the submission failed at that point.
 */
public final class Runner {

  private Runner() {}

  /** The arguments name the classes among which the submission is. */
  public static void main(String[] classes) throws IOException {
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(new PrintStream(OutputStream.nullOutputStream())); // what a submission prints is not an answer
    Gradient gradient;
    try {
      gradient = submission(classes);
    } catch (Throwable e) { // whatever a static initialiser throws
      out.println("!! " + words(e));
      return;
    }
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      out.println(answer(gradient, line));
    }
    Runtime.getRuntime().halt(0); // threads of the submission do not keep the process alive
  }

  private static String answer(Gradient gradient, String line) {
    int bar = line.indexOf('|');
    try {
      var result = gradient.gradient(numbers(line.substring(0, bar)), numbers(line.substring(bar + 1)));
      return result == null ? "! returned null" : "= " + String.join(" ", Arrays.stream(result).mapToObj(Double::toString).toList());
    } catch (Throwable e) {
      return "! " + words(e);
    }
  }

  private static double[] numbers(String text) {
    return text.isBlank() ? new double[0] : Arrays.stream(text.strip().split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static Gradient submission(String[] classes) throws ReflectiveOperationException {
    for (var name : classes) {
      var type = Class.forName(name, false, Runner.class.getClassLoader());
      if (Gradient.class.isAssignableFrom(type) && !type.isInterface()) {
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Gradient) constructor.newInstance();
      }
    }
    throw new ClassNotFoundException("no class implements org.gradus.submission.Gradient");
  }

  private static String words(Throwable e) {
    var cause = e instanceof ExceptionInInitializerError || e instanceof InvocationTargetException
        ? e.getCause() : e;
    var message = String.valueOf(cause.getMessage()).replaceAll("\\R", " ");
    return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + message.substring(0, Math.min(200, message.length())));
  }
}
