package org.gradus.expr;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * The shared nodes: of equal expressions there is one. Nodes that nobody uses any more go away. Thread-safe.
 *
 * <p>Most of what is asked for was asked for a moment ago; a small table of such nodes answers without a lock.
 */
final class Pool {

  private static final int STRIPES = 64;
  private static final int RECENT = 1 << 12;

  /** Read and written without a lock: what stands in it is immutable, and in the pool for as long as it stands there. */
  private static final Expr[] recent = new Expr[RECENT];
  private static final Pool[] stripes = new Pool[STRIPES];

  static {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Pool();
    }
  }

  /** A node with its hash, in the list of a place of the table. */
  private static final class Entry extends WeakReference<Expr> {
    private final int hash;
    private Entry next;

    Entry(Expr node, int hash, Entry next, ReferenceQueue<Expr> gone) {
      super(node, gone);
      this.hash = hash;
      this.next = next;
    }
  }

  private final ReferenceQueue<Expr> gone = new ReferenceQueue<>();
  private Entry[] table = new Entry[64];
  private int size;

  private Pool() {}

  /** The one shared node equal to the given one. */
  @SuppressWarnings("unchecked")
  static <T extends Expr> T shared(T e) {
    int hash = e.hashCode();
    hash ^= hash >>> 16;
    int place = (hash ^ hash >>> 7) & RECENT - 1;
    var last = recent[place];
    if (last != null && last.equals(e)) {
      return (T) last;
    }
    var node = stripes[hash & STRIPES - 1].find(e, hash);
    recent[place] = node;
    return (T) node;
  }

  private synchronized Expr find(Expr e, int hash) {
    sweep();
    for (var entry = table[place(hash)]; entry != null; entry = entry.next) {
      if (entry.hash == hash) {
        var node = entry.get();
        if (node != null && node.equals(e)) {
          return node;
        }
      }
    }
    if (++size > table.length) {
      grow();
    }
    table[place(hash)] = new Entry(e, hash, table[place(hash)], gone);
    return e;
  }

  private int place(int hash) {
    return hash / STRIPES & table.length - 1;
  }

  private void sweep() {
    for (var dead = gone.poll(); dead != null; dead = gone.poll()) {
      int place = place(((Entry) dead).hash);
      Entry before = null;
      for (var entry = table[place]; entry != null; entry = entry.next) {
        if (entry == dead) {
          if (before == null) {
            table[place] = entry.next;
          } else {
            before.next = entry.next;
          }
          size--;
          break;
        }
        before = entry;
      }
    }
  }

  private void grow() {
    var old = table;
    table = new Entry[2 * old.length];
    for (var list : old) {
      for (var entry = list; entry != null;) {
        var next = entry.next;
        int place = place(entry.hash);
        entry.next = table[place];
        table[place] = entry;
        entry = next;
      }
    }
  }
}
