package org.gradus.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class InOrderTest {

  @Property(tries = 100)
  void aCopyHasTheOrderOfWhatItCopiesAndDoesNotFollowIt(@ForAll List<String> names) {
    var map = new LinkedHashMap<String, Integer>();
    names.forEach(n -> map.putIfAbsent(n, map.size()));
    var before = new ArrayList<>(map.entrySet().stream().map(Object::toString).toList());
    var copy = InOrder.copy(map);
    map.clear();
    assertThat(copy.entrySet().stream().map(Object::toString).toList()).isEqualTo(before);
    assertThatThrownBy(() -> copy.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Example
  void nullIsNoValue() {
    var map = new HashMap<String, Integer>();
    map.put("x", null);
    assertThatThrownBy(() -> InOrder.copy(map)).isInstanceOf(NullPointerException.class);
  }
}
