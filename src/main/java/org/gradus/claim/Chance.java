package org.gradus.claim;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.expr.Expr;

/** What the words of a document say of random quantities. A family x_1, …, x_n goes by the name of its members, x. */
public sealed interface Chance {

  /** The names that it is about. */
  List<String> names();

  /** For the reader, with the line. */
  String words();

  /** The same of some of the names only. */
  default Chance of(List<String> some) {
    return this;
  }

  /** The quantity is random; nothing more is said. */
  record Random(List<String> names, String words) implements Chance {}

  /**
   * The quantities are independent, all of them together.
   *
   * @param members whether the members of one family are independent of each other, too
   */
  record Independent(List<String> names, boolean members, String words) implements Chance {}

  /** Those of the first list, taken together, are independent of those of the second; nothing is said of the lists by themselves. */
  record Apart(List<String> first, List<String> second, String words) implements Chance {

    @Override
    public List<String> names() {
      return Stream.concat(first.stream(), second.stream()).toList();
    }
  }

  /** Any two of them, members of one family included, are uncorrelated. */
  record Uncorrelated(List<String> names, String words) implements Chance {}

  /** More is said of the quantity than is understood, such as where its values lie: not any mean and any variance are possible. */
  record Restricted(List<String> names, String words) implements Chance {}

  /** Quantities have one distribution: the members of each family, or the names where they are no families. */
  record Identical(List<String> names, String words) implements Chance {}

  /**
   * The mean of a quantity.
   *
   * @param index the letter that counts the members where the value depends on it; else null
   */
  record Mean(List<String> names, Expr.Sym index, Expr value, String words) implements Chance {

    @Override
    public Mean of(List<String> some) {
      return new Mean(some, index, value, words);
    }
  }

  /** The variance of a quantity; for {@code index} see {@link Mean}. */
  record Variance(List<String> names, Expr.Sym index, Expr value, String words) implements Chance {

    @Override
    public Variance of(List<String> some) {
      return new Variance(some, index, value, words);
    }
  }

  /** The mean of the square of a quantity; for {@code index} see {@link Mean}. */
  record SecondMoment(List<String> names, Expr.Sym index, Expr value, String words) implements Chance {

    @Override
    public SecondMoment of(List<String> some) {
      return new SecondMoment(some, index, value, words);
    }
  }

  /** A distribution that has a name, and its parameters in the usual order. */
  record Distributed(List<String> names, Expr.Sym index, Law law, List<Expr> parameters, String words) implements Chance {

    @Override
    public Distributed of(List<String> some) {
      return new Distributed(some, index, law, parameters, words);
    }

    /** Whether the mean, as it is written, may be the one of this distribution and no new one. */
    boolean mayHaveMean(Expr mean) {
      return law == Law.UNIFORM || law == Law.EXPONENTIAL || mean.equals(parameters.getFirst());
    }

    /** Whether the variance, as it is written, may be the one of this distribution and no new one. */
    boolean mayHaveVariance(Expr variance) {
      return law == Law.UNIFORM || law == Law.EXPONENTIAL || law == Law.BERNOULLI || variance.equals(parameters.getLast());
    }
  }

  /** The distributions of which all moments are known: N(mean, variance), Bernoulli(p), Uniform(a, b), Poisson(rate), Exponential(rate). */
  enum Law { NORMAL, BERNOULLI, UNIFORM, POISSON, EXPONENTIAL }
}
