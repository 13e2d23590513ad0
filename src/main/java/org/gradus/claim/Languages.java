package org.gradus.claim;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gradus.document.Block;
import org.gradus.document.Document;
import org.gradus.document.Rewording;

/**
 * The words of mathematics in French, Spanish and German as English ones, so that what is said of names in these languages
 * is understood: {@code soit S une matrice symétrique}. Words, not sentences; what German has words of its own for elsewhere
 * is left alone. The places of the words stay those in the file.
 */
final class Languages {

  /**
   * A language.
   *
   * @param known words by which it is recognized
   * @param words its words with the English ones, most of them with any ending; nothing is made of them before the language is spoken
   */
  private record Language(Set<String> known, String words) {}

  private static final Language FRENCH = language(
      "soit|soient|pour|donc|avec|est|une|des|les|dans|par|on|qui|sous|vaut|dérivée|fonction",
      "la dérivée seconde=the second derivative;la dérivée=the derivative;dérivée=derivative;dérivées=derivatives;soit encore=that is;soit=let;soient=let;où=where;on pose=we set;on note=we denote;on suppose que=we assume that;"
          + "on suppose=we assume;supposons que=suppose that;supposons=suppose;en supposant=assuming;sous la contrainte=subject to;sous les contraintes=subject to;sous=subject to;avec=with;pour tout=for all;pour tous=for all;"
          + "pour=for;si=if;lorsque=when;quand=when;donc=so;d'où=hence;ainsi=thus;alors=then;on obtient=we obtain;on trouve=we find;on en déduit que=it follows that;on en déduit=it follows;par conséquent=therefore;"
          + "comme=since;car=because;puisque=since;en posant=setting;en prenant=taking;en remplaçant=substituting;au point=at the point;au minimum=at the minimum;à l'optimum=at the optimum;vérification=check;par exemple=for example;"
          + "le gradient=the gradient;la perte=the loss;la fonction=the function;une fonction=a function;des vecteurs=vectors;des matrices=matrices;"
          + "matrice=matrix;matrices=matrices;vecteur=vector;scalaire=scalar;vecteurs=vectors;de taille=of size;de dimension=of size;est=is;sont=are;un=a;une=a;réel=real;réelle=real;réels=real;"
          + "nombre=number;nombres=numbers;entier=integer;probabilité=probability;probabilités=probabilities;indépendantes=independent;indépendants=independent;constante=constant;constant=constant;positif=positive;strictement positif=positive;"
          + "quelconque=arbitrary;fixé=fixed;fixée=fixed;et=and;ou=or;sauf=except;sinon=otherwise;n'est pas=is not;ne=not;exemple=example;exercice=exercise;question=question;somme=sum;le=the;la=the;les=the;du=of the;des=of the;de la=of the;de=of;"
          + "matrice symétrique=symmetric matrix;matrices symétriques=symmetric matrices;matrice inversible=invertible matrix;matrices inversibles=invertible matrices;matrice diagonale=diagonal matrix;matrice carrée=square matrix;"
          + "matrice orthogonale=orthogonal matrix;matrice symétrique définie positive=symmetric positive definite matrix;symétrique=symmetric;symétriques=symmetric;inversible=invertible;inversibles=invertible;diagonale=diagonal;"
          + "définie positive=positive definite;vecteur colonne=column vector;vecteur one-hot=one-hot vector");

  private static final Language SPANISH = language(
      "sea|sean|para|entonces|con|es|una|los|las|del|por|que|donde|derivada|función|luego",
      "la segunda derivada=the second derivative;segunda derivada=second derivative;la derivada=the derivative;derivada=derivative;sea=let;sean=let;donde=where;suponemos que=we assume that;suponemos=we assume;supongamos que=suppose that;supongamos=suppose;"
          + "suponiendo=assuming;sujeto a=subject to;con=with;para todo=for all;para=for;si=if;cuando=when;entonces=then;luego=hence;por tanto=therefore;por lo tanto=therefore;así=thus;se obtiene=we obtain;obtenemos=we obtain;"
          + "ya que=since;porque=because;como=since;tomando=taking;sustituyendo=substituting;en el punto=at the point;por ejemplo=for example;definimos=we define;el gradiente=the gradient;la pérdida=the loss;la función=the function;"
          + "una función=a function;matriz=matrix;matrices=matrices;vectores=vectors;escalar=scalar;de tamaño=of size;de dimensión=of size;es=is;son=are;un=a;una=a;real=real;número=number;números=numbers;"
          + "probabilidad=probability;probabilidades=probabilities;independientes=independent;constante=constant;positivo=positive;arbitrario=arbitrary;fijo=fixed;y=and;o=or;excepto=except;no=not;ejercicio=exercise;ejemplo=example;suma=sum;el=the;la=the;los=the;las=the;del=of the;de la=of the;de=of;"
          + "matriz simétrica=symmetric matrix;matrices simétricas=symmetric matrices;matriz invertible=invertible matrix;matriz diagonal=diagonal matrix;matriz cuadrada=square matrix;matriz ortogonal=orthogonal matrix;"
          + "matriz simétrica definida positiva=symmetric positive definite matrix;simétrica=symmetric;simétricas=symmetric;invertible=invertible;definida positiva=positive definite;vector columna=column vector;vector one-hot=one-hot vector");

  private static final Language GERMAN = language(
      "sei|seien|für|also|mit|ist|eine|die|der|das|und|wir|gilt|dann|folgt|ableitung|funktion",
      "unter der Nebenbedingung=subject to;unter den Nebenbedingungen=subject to;unter der Bedingung=subject to;eine symmetrische=a symmetric;eine invertierbare=an invertible;eine orthogonale=an orthogonal;ein Vektor=a vector;ein Skalar=a scalar;eine Matrix=a matrix;zwei Vektoren=two vectors;symmetrische=symmetric;symmetrischen=symmetric;symmetrischer=symmetric;symmetrisch=symmetric;invertierbare=invertible;invertierbaren=invertible;"
          + "invertierbar=invertible;quadratische Matrix=square matrix;positiv definite=positive definite;positiv definit=positive definite;orthogonale=orthogonal;Vektor=vector;Vektoren=vectors;Spaltenvektor=column vector;Skalar=scalar;"
          + "Einheitsmatrix=identity matrix;Diagonalmatrix=diagonal matrix;diagonale=diagonal;Matrizen=matrices;Wahrscheinlichkeit=probability;Wahrscheinlichkeiten=probabilities;unabhängige=independent;unabhängig=independent;"
          + "reelle Zahl=real number;reelle Zahlen=real numbers;Einsetzen von=plugging in;Einsetzen=plugging in;konstant=constant;konstante=constant");

  private static final List<Language> ALL = List.of(FRENCH, SPANISH, GERMAN);
  private static final Set<String> ENGLISH = Set.of("the", "of", "is", "are", "we", "with", "for", "and", "where", "that", "then", "this", "let");
  /** So many of its words make a language. */
  private static final int ENOUGH = 3;

  private Languages() {}

  /** The document with English words where it is written in another language that is known here. */
  static Document inEnglish(Document document) {
    int most = 0;
    var counts = new int[ALL.size()];
    for (var b : document.blocks()) {
      if (b instanceof Block.Prose p) {
        most += count(p.text(), counts);
      }
    }
    Language language = null;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] >= ENOUGH && counts[i] > most) {
        most = counts[i];
        language = ALL.get(i);
      }
    }
    if (language == null) {
      return document;
    }
    var english = english(language);
    var words = pattern(english.keySet());
    return new Document(document.path(), document.blocks().stream().map(b -> b instanceof Block.Prose p ? inEnglish(p, words, english) : b).toList(),
        document.problems());
  }

  /** Adds up how many words of the text each language is known by, and returns how many are English. */
  private static int count(String text, int[] counts) {
    int english = 0;
    for (int from = 0, to; from < text.length(); from = to + 1) {
      for (to = from; to < text.length() && isOfWord(text.charAt(to)); to++) { }
      if (to - from < 2) {
        continue;
      }
      var word = text.substring(from, to).toLowerCase(Locale.ROOT);
      english += ENGLISH.contains(word) ? 1 : 0;
      for (int i = 0; i < counts.length; i++) {
        counts[i] += ALL.get(i).known().contains(word) ? 1 : 0;
      }
    }
    return english;
  }

  private static boolean isOfWord(char c) {
    return c < 128 ? 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
        : Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static Block.Prose inEnglish(Block.Prose prose, Pattern words, Map<String, String> english) {
    return Rewording.of(prose, words, m -> english.get(m.group().toLowerCase(Locale.ROOT).replace('’', '\'').replaceAll("\\s+", " ")));
  }

  private static Language language(String known, String words) {
    return new Language(Set.of(known.split("\\|")), words);
  }

  private static Map<String, String> english(Language language) {
    var english = new HashMap<String, String>();
    for (var entry : language.words().split(";")) {
      var pair = entry.split("=");
      english.put(pair[0].toLowerCase(Locale.ROOT), pair[1]);
    }
    return english;
  }

  /** The longest of these words, wherever they stand by themselves. */
  private static Pattern pattern(Set<String> words) {
    var all = words.stream().sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
        .map(w -> Pattern.quote(w).replace(" ", "\\E\\s+\\Q").replace("'", "\\E['’]\\Q")).collect(Collectors.joining("|"));
    return Pattern.compile("(?iU)(?<![\\p{L}\\\\'’])(?:" + all + ")(?![\\p{L}'’])");
  }
}
