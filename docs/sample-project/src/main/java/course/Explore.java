package course;

import static org.gradus.Gradus.let;

/** The library in a program: derives the loss, checks the short form of its slope, and evaluates it. */
public final class Explore {

  private Explore() {}

  public static void main(String[] args) {
    var loss = let("y in {0,1}").parse("-log σ((2y-1)z)");
    System.out.println("J      = " + loss);
    System.out.println("J'     = " + loss.d("z"));
    System.out.println("σ(z)-y : " + loss.d("z").equal("σ(z) - y"));
    System.out.println("J'(2)  = " + loss.d("z").compile("z", "y").applyAsDouble(2, 1));
  }
}
