package org.gradus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradus.compiled.Vectors;

/**
 * Products of all sizes against sums written out, over the borders of tiles, panels and what goes by at a time. With lanes a
 * sum has one order, example by example or column by column, and no rounding but that of fused multiplications: its bits are
 * those of the sum written out, whatever is computed beside it.
 */
class ProductsTest {

  private static final Products BEST = Products.best();

  @Property(tries = 60)
  void everyComponentIsItsSum(@ForAll @IntRange(min = 1, max = 270) int rows, @ForAll @IntRange(min = 1, max = 560) int columns,
      @ForAll @IntRange(min = 1, max = 40) int examples, @ForAll boolean transposed, @ForAll long seed) {
    weighted(BEST, rows, columns, examples, transposed, seed);
    weighted(PlainProducts.INSTANCE, Math.min(rows, 20), columns, examples, transposed, seed);
  }

  @Property(tries = 60)
  void everyWeightHasItsSumOverExamples(@ForAll @IntRange(min = 1, max = 270) int rows,
      @ForAll @IntRange(min = 1, max = 60) int columns, @ForAll @IntRange(min = 1, max = 560) int examples, @ForAll long seed) {
    overExamples(BEST, rows, columns, examples, seed);
    overExamples(PlainProducts.INSTANCE, Math.min(rows, 20), columns, examples, seed);
  }

  /** More rows than go by at a time, by a few and by many; the inner dimension a multiple of what goes by, and one more. */
  @Example
  void theBordersThemselves() {
    for (int rows : new int[] {119, 120, 121, 125, 126, 127, 128, 246, 366}) {
      for (int inner : new int[] {128, 256, 257, 512}) {
        weighted(BEST, rows, inner, 17, false, 1);
        overExamples(BEST, rows, 17, inner, 1);
      }
    }
  }

  private static void weighted(Products products, int rows, int columns, int examples, boolean transposed, long seed) {
    var random = new SplittableRandom(seed);
    int width = products.width(examples);
    int blocks = (examples + width - 1) / width;
    int at = 3;
    int rowStride = transposed ? 1 : columns;
    int columnStride = transposed ? rows : 1;
    var w = random.doubles(at + rows * columns, -1, 1).toArray();
    var b = random.doubles(at + rows, -1, 1).toArray();
    var a = random.doubles(blocks * columns * width, -1, 1).toArray();
    var z = random.doubles(blocks * rows * width, -1, 1).toArray(); // what stood there before is of no account
    products.multiply(w, at, rows, rowStride, columns, columnStride, b, at, a, z, blocks, width);
    for (int n = 0; n < blocks * width; n++) {
      for (int i = 0; i < rows; i++) {
        double sum = b[at + i];
        for (int k = 0; k < columns; k++) {
          sum = Math.fma(w[at + i * rowStride + k * columnStride], a[place(n, k, columns, width)], sum);
        }
        agree(products, z[place(n, i, rows, width)], sum);
      }
    }
  }

  private static void overExamples(Products products, int rows, int columns, int examples, long seed) {
    var random = new SplittableRandom(seed);
    int width = products.width(examples);
    int blocks = (examples + width - 1) / width;
    int at = 5;
    var d = random.doubles(blocks * rows * width, -1, 1).toArray();
    var x = random.doubles(blocks * columns * width, -1, 1).toArray();
    var panels = Panels.allocate(columns, blocks * width, products.panel());
    Panels.fill(x, columns, blocks * width, width, products.panel(), panels);
    var dw = new double[at + rows * columns + 1];
    dw[at - 1] = 7;
    dw[at + rows * columns] = 7;
    products.outer(d, rows, panels, columns, dw, at, blocks, width, new double[d.length]);
    assertThat(dw[at - 1]).isEqualTo(7);
    assertThat(dw[at + rows * columns]).isEqualTo(7);
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns; k++) {
        double sum = 0;
        for (int n = 0; n < blocks * width; n++) {
          sum = Math.fma(d[place(n, i, rows, width)], x[place(n, k, columns, width)], sum);
        }
        agree(products, dw[at + i * columns + k], sum);
      }
    }
  }

  private static int place(int example, int component, int components, int width) {
    return (example / width * components + component) * width + example % width;
  }

  private static void agree(Products products, double value, double sum) {
    if (products == PlainProducts.INSTANCE || !Vectors.available()) {
      assertThat(value).isCloseTo(sum, within(1e-11));
    } else if (value != sum) { // an assertion for each of a million numbers takes its time
      assertThat(value).isEqualTo(sum);
    }
  }
}
