package course;

/** The negative log-likelihood of a label y in {0,1} under σ(wx + b), and its gradient by w and b. */
public final class LogisticLoss {

  private LogisticLoss() {}

  public static double value(double w, double b, double x, double y) {
    double z = (2 * y - 1) * (w * x + b);
    return z > 0 ? Math.log1p(Math.exp(-z)) : -z + Math.log1p(Math.exp(z));
  }

  public static double[] gradient(double w, double b, double x, double y) {
    double slope = sigmoid(w * x + b) - y;
    return new double[] {slope * x, slope};
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
