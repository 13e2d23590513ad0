package org.gradus.cli;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Reads {@code 20}, {@code 1.5s}, {@code 500ms} or {@code 2m}; a bare number is in seconds. */
final class Seconds implements CommandLine.ITypeConverter<Duration> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m)?");

  @Override
  public Duration convert(String text) {
    var match = FORM.matcher(text.strip());
    if (!match.matches()) {
      throw new CommandLine.TypeConversionException("'" + text + "' is not a time such as 20s, 500ms or 2m");
    }
    double number = Double.parseDouble(match.group(1));
    double millis = switch (match.group(2)) {
      case "ms" -> number;
      case "m" -> number * 60_000;
      case null, default -> number * 1000;
    };
    if (millis < 1) {
      throw new CommandLine.TypeConversionException("'" + text + "' leaves no time");
    }
    return Duration.ofMillis(Math.round(millis));
  }
}
