package org.gradus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.regex.Pattern;
import org.gradus.plot.FunctionPlot;
import org.gradus.verify.FunctionReports.FunctionReport;

/**
 * The graph of a function with its first two derivatives, its asymptotes, turns and inflections. Where the system property
 * {@code gradus.plots} names a folder, as in {@code gradus shell}, every plot is written there when it is made.
 */
public final class Plot implements Display {

  private static final Pattern CLIP = Pattern.compile("clip(\\d+)");

  private final String title;
  private final String svg;
  private final byte[] png;
  private final Path kept;

  private Plot(String title, FunctionPlot drawing) {
    this.title = title;
    try {
      svg = named(new String(drawing.svg(), StandardCharsets.UTF_8));
      png = drawing.png();
      kept = keep();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Plot of(FunctionReport r) {
    synchronized (r.analyzer()) {
      return new Plot(title(r), new FunctionPlot(r.analyzer()));
    }
  }

  static Plot of(FunctionReport r, double from, double to) {
    if (!(from < to) || !Double.isFinite(from) || !Double.isFinite(to)) {
      throw new IllegalArgumentException("nothing lies between " + from + " and " + to);
    }
    synchronized (r.analyzer()) {
      return new Plot(title(r) + " from " + from + " to " + to, new FunctionPlot(r.analyzer(), from, to));
    }
  }

  private static String title(FunctionReport r) {
    return r.function() + (r.where().isEmpty() ? "" : " (" + r.where() + ")");
  }

  static String variable(Formula f) {
    var names = f.variables();
    if (names.size() != 1) {
      throw new IllegalArgumentException("name the variable: plot(\"x\"); this formula has " + names);
    }
    return names.iterator().next();
  }

  /** The same picture is the same text: the library names clips by numbers of its own. */
  private static String named(String drawn) {
    var text = drawn.substring(Math.max(0, drawn.indexOf("<svg"))).strip();
    var own = Integer.toHexString(CLIP.matcher(text).replaceAll("clip").hashCode());
    var names = new LinkedHashMap<String, String>();
    return CLIP.matcher(text).replaceAll(m -> names.computeIfAbsent(m.group(1), _ -> "clip-" + own + "-" + (names.size() + 1)));
  }

  /** The picture as SVG, without a declaration before it. */
  public String svg() {
    return svg;
  }

  /** The picture as PNG, 900 by 560 pixels. */
  public byte[] png() {
    return png.clone();
  }

  /**
   * Writes the picture, as PNG where the name ends so, else as SVG.
   *
   * @return the file
   * @throws UncheckedIOException if it cannot be written
   */
  public Path save(Path file) {
    try {
      return Files.write(file, file.toString().toLowerCase(Locale.ROOT).endsWith(".png") ? png : svg.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The picture as an element of a page: the PNG, which is a tenth of the SVG. */
  @Override
  public String html() {
    return "<img alt=\"" + Html.escape(toString()) + "\" src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(png) + "\">";
  }

  /** Where {@code gradus.plots} says, as the next of its numbers. */
  private Path keep() throws IOException {
    var folder = System.getProperty("gradus.plots");
    if (folder == null) {
      return null;
    }
    Files.createDirectories(Path.of(folder));
    for (int n = 1; ; n++) {
      try {
        return Files.writeString(Path.of(folder, "plot-" + n + ".svg"), svg, StandardOpenOption.CREATE_NEW);
      } catch (FileAlreadyExistsException _) {
        // the next number
      }
    }
  }

  /** What it shows, and where it was written. */
  @Override
  public String toString() {
    return "plot of " + title + (kept == null ? "" : ", written to " + kept);
  }
}
