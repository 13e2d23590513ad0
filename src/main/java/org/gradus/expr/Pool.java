package org.gradus.expr;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * The shared nodes: of equal expressions there is one. Nodes that nobody uses any more go away. Thread-safe.
 *
 * <p>Most of what is asked for was asked for a moment ago; a small table of such nodes answers without a lock.
 */
final class Pool {

  private static final int STRIPE_BITS = 6;
  private static final int RECENT = 1 << 12;

  /** Read and written without a lock: what stands in it is immutable, and in the pool for as long as it stands there. */
  private static final Node[] recent = new Node[RECENT];
  private static final Pool[] stripes = new Pool[1 << STRIPE_BITS];

  static {
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = new Pool();
    }
  }

  /** A node with its hash, in the list of a place of the table. */
  private static final class Entry extends WeakReference<Node> {
    private final int hash;
    private Entry next;

    Entry(Node node, int hash, Entry next, ReferenceQueue<Node> gone) {
      super(node, gone);
      this.hash = hash;
      this.next = next;
    }
  }

  private final ReferenceQueue<Node> gone = new ReferenceQueue<>();
  private Entry[] table = new Entry[64];
  private int size;

  private Pool() {}

  /** The one shared node with the parts of the given one, whose own parts are shared. */
  @SuppressWarnings("unchecked")
  static <T extends Node> T shared(T e) {
    int hash = spread(e.hashCode());
    var last = recent[hash & RECENT - 1];
    return (T) (last != null && last.same(e) ? last : found(e, hash));
  }

  private static Node found(Node e, int hash) {
    var node = stripes[hash >>> Integer.SIZE - STRIPE_BITS].find(e, hash);
    recent[hash & RECENT - 1] = node;
    return node;
  }

  /** The power, which is mostly there already and then need not be made. */
  static Expr pow(Expr base, Expr exponent) {
    return recent[spread(Node.hash(Kinds.POW, Expr.Pow.hash(base, exponent))) & RECENT - 1] instanceof Expr.Pow p && p.base() == base
        && p.exponent() == exponent ? p : shared(new Expr.Pow(base, exponent));
  }

  static Expr num(Rational value) {
    return recent[spread(Node.hash(Kinds.NUM, Expr.Num.hash(value))) & RECENT - 1] instanceof Expr.Num n && n.value().equals(value) ? n
        : shared(new Expr.Num(value));
  }

  static Expr.Sym sym(String name) {
    return recent[spread(Node.hash(Kinds.SYM, Expr.Sym.hash(name))) & RECENT - 1] instanceof Expr.Sym s && s.name().equals(name) ? s
        : shared(new Expr.Sym(name));
  }

  /** Every bit of a hash, for the lower ones choose the place and the upper ones the stripe (Fibonacci hashing, Knuth, TAOCP 3, 6.4). */
  private static int spread(int hash) {
    int h = hash * 0x9E37_79B9;
    return h ^ h >>> 15;
  }

  private synchronized Node find(Node e, int hash) {
    sweep();
    for (var entry = table[place(hash)]; entry != null; entry = entry.next) {
      if (entry.hash == hash) {
        var node = entry.get();
        if (node != null && node.same(e)) {
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
    return hash & table.length - 1;
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
