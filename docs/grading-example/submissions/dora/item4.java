import org.gradus.submission.Gradient;

/** Parameters: w2 (3 by 2), b2, w3 (2 by 3), b3. Inputs: for each example two inputs and two labels. */
public class BackwardPass implements Gradient {
  @Override
  public double[] gradient(double[] p, double[] inputs) {
    double[] gradient = new double[p.length];
    for (int example = 0; example < inputs.length; example += 4) {
      double[] hidden = new double[3];
      for (int j = 0; j < 3; j++) {
        hidden[j] = sigmoid(p[2 * j] * inputs[example] + p[2 * j + 1] * inputs[example + 1] + p[6 + j]);
      }
      double[] back = new double[3];
      for (int i = 0; i < 2; i++) {
        double z = p[15 + i];
        for (int j = 0; j < 3; j++) {
          z += p[9 + 3 * i + j] * hidden[j];
        }
        double delta = sigmoid(z) - inputs[example + 2 + i];
        gradient[15 + i] += delta;
        for (int j = 0; j < 3; j++) {
          gradient[9 + 3 * i + j] += delta * hidden[j];
          back[j] += delta * p[9 + 3 * i + j];
        }
      }
      for (int j = 0; j < 3; j++) {
        double delta = back[j] * hidden[j] * (1 - hidden[j]);
        gradient[6 + j] += delta;
        gradient[2 * j] += delta * inputs[example];
        gradient[2 * j + 1] += delta * inputs[example + 1];
      }
    }
    return gradient;
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
