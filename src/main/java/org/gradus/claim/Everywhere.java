package org.gradus.claim;

import org.gradus.document.Sought;

/** Words by which an assumption holds in a whole document, whatever headings come: 'in all exercises', 'throughout this sheet'. */
final class Everywhere {

  private static final String WHOLE = "(?:exercises?|problems?|questions?|tasks?|sheet|document|notes?|homework|assignment|handout|text|chapter|paper|parts|sections|aufgaben|übungen|blatts?|blattes|übungsblatts?|dokuments?|kapitels?|teilen|abschnitten)";
  private static final Sought SAID = Sought.of("(?iU)\\b(?:in|for|throughout|during|within)\\s+(?:all|every|each|any|the whole|the entire|all of)\\s+(?:(?:the|this|these|our|following|of the|parts of (?:the|this))\\s+){0,2}" + WHOLE + "\\b"
      + "|\\b(?:throughout|in|for|on)\\s+(?:this|these|the (?:whole|entire|following)|our)\\s+(?:(?:whole|problem|exercise|work|entire)\\s+)?(?:exercises|problems|questions|tasks|sheet|document|notes|homework|assignment|handout|text|chapter|paper)\\b"
      + "|\\b(?:in|für|auf)\\s+(?:allen?|jeder|sämtlichen|dem ganzen|dem gesamten|diesem|dem)\\s+(?:(?:diesen|folgenden|ganzen|gesamten)\\s+)?" + WHOLE + "\\b"
      + "|\\b(?:everywhere below|from here to the end|auf diesem (?:übungs)?blatt|im ganzen (?:blatt|dokument))\\b");
  /** Headings of what holds for all that comes. */
  private static final Sought HEADING = Sought.of("(?iU)^[\\W\\d]*(?:(?:general|basic|common|standing|allgemeine)\\s+)?(?:notation(?:en)?|conventions?|assumptions?|preliminar\\w+|bezeichnung(?:en)?|voraussetzung(?:en)?|annahmen?|konvention(?:en)?|vorbemerkung(?:en)?)"
      + "(?:\\s*(?:and|und|&|,)\\s*(?:notation(?:en)?|conventions?|assumptions?|definitions?|preliminar\\w+|bezeichnung(?:en)?|annahmen?|konvention(?:en)?|definition(?:en)?))*\\W*$");

  /** Words under which something holds for a while. */
  private static final Sought UNDER = Sought.of("(?iU)\\b(?:if|when|whenever|unless|except|not|never|where|since|because|at|wenn|falls|wo|nicht|außer|weil|da)\\b");

  private Everywhere() {}

  static boolean isSaid(String sentence) {
    return SAID.matcher(sentence).find() && !UNDER.matcher(sentence).find();
  }

  static boolean isHeading(String text) {
    return HEADING.matcher(text).matches();
  }
}
