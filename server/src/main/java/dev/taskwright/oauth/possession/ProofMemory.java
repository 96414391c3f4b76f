package dev.taskwright.oauth.possession;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which proofs were used, in the memory of one node: 64 bits of each, in slots of ten seconds by the time that the proof
 * names. Bounded: when it is full the oldest slot goes, and with it the right to be as old as that.
 */
final class ProofMemory {
    private static final long SLOT_SECONDS = 10;

    private final int most;
    private final TreeMap<Long, Slot> slots = new TreeMap<>();
    private int size;

    /** Seconds; proofs that are older cannot be told from used ones any more. */
    private long horizon;

    /**
     * @param most proofs remembered at a time; each takes about 16 bytes
     * @param since the second from which this memory remembers: of older proofs the process before may have seen some
     */
    ProofMemory(int most, long since) {
        this.most = most;
        this.horizon = since;
    }

    /**
     * Notes a proof.
     *
     * @param mark 64 bits that no other proof has
     * @param at the second that the proof names
     * @param oldest the second before which a proof is too old anyway
     * @return false when it was noted before, or is older than what can be told
     */
    synchronized boolean add(long mark, long at, long oldest) {
        forget(oldest);
        if (at < horizon) {
            return false;
        }
        long number = Math.floorDiv(at, SLOT_SECONDS);
        if (!slots.computeIfAbsent(number, slot -> new Slot()).add(mark)) {
            return false;
        }
        size++;
        while (size > most) {
            drop(slots.firstEntry());
        }
        return true;
    }

    /** How many are remembered. */
    synchronized int size() {
        return size;
    }

    private void forget(long oldest) {
        while (!slots.isEmpty() && (slots.firstKey() + 1) * SLOT_SECONDS <= oldest) {
            size -= slots.pollFirstEntry().getValue().size;
        }
    }

    private void drop(Map.Entry<Long, Slot> first) {
        slots.remove(first.getKey());
        size -= first.getValue().size;
        horizon = (first.getKey() + 1) * SLOT_SECONDS;
    }

    /** A set of numbers in one array, looked up from where the number says. */
    private static final class Slot {
        private static final long EMPTY = 0;

        private long[] table = new long[64];
        private int size;

        boolean add(long mark) {
            long entry = mark == EMPTY ? 1 : mark;
            int place = place(table, entry);
            if (table[place] == entry) {
                return false;
            }
            table[place] = entry;
            size++;
            if (size * 2 > table.length) {
                grow();
            }
            return true;
        }

        private void grow() {
            long[] larger = new long[table.length * 2];
            Arrays.stream(table).filter(entry -> entry != EMPTY).forEach(entry -> larger[place(larger, entry)] = entry);
            table = larger;
        }

        /** Where the number is, or would be. */
        private static int place(long[] table, long entry) {
            int place = (int) (entry & (table.length - 1));
            while (table[place] != EMPTY && table[place] != entry) {
                place = (place + 1) & (table.length - 1);
            }
            return place;
        }
    }
}
