package cn.dengyun.catalogue.duty;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Numbers of which two texts that are nearly the same share one: MinHash, in bands. Of texts with a Jaccard index of
 * 0.75 99 in 100 do, of those with one of 0.9 all but one in ten million; what is found by them is still to be
 * compared. They are kept, so how they are made stays as it is.
 */
final class Bands {

    private static final int BANDS = 12;
    private static final int ROWS = 4;

    private static final int DESCRIPTION = 1;
    private static final int WHOLE = 2;
    private static final int REORDERED = 3;
    private static final long SHORT = 0x5bd1e9955bd1e995L;

    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Bands() {}

    /** Of what an app says of itself; of a short text one number, which only the same text has. */
    static Set<Long> of(String name, String description) {
        Set<Long> bands = new LinkedHashSet<>();
        String described = Shingles.plain(description);
        String whole = Shingles.whole(name, description);
        if (described.length() >= AppCount.SUBSTANTIAL) {
            add(bands, DESCRIPTION, Shingles.pairs(described));
        }
        if (whole.length() >= AppCount.SUBSTANTIAL) {
            add(bands, WHOLE, Shingles.pairs(whole));
            add(bands, REORDERED, Shingles.words(whole));
        } else if (!whole.isEmpty()) {
            bands.add(mixed(hash(whole) ^ SHORT));
        }
        return bands;
    }

    private static void add(Set<Long> bands, int family, Set<String> pieces) {
        long[] least = new long[BANDS * ROWS];
        Arrays.fill(least, Long.MAX_VALUE);
        for (String piece : pieces) {
            long hash = hash(piece);
            for (int i = 0; i < least.length; i++) {
                least[i] = Math.min(least[i], mixed(hash + (i + 1) * GOLDEN));
            }
        }
        for (int band = 0; band < BANDS; band++) {
            long key = family * (long) BANDS + band;
            for (int row = 0; row < ROWS; row++) {
                key = mixed(key * FNV_PRIME + least[band * ROWS + row]);
            }
            bands.add(key);
        }
    }

    private static long hash(String piece) {
        long hash = FNV_BASIS;
        for (int i = 0; i < piece.length(); i++) {
            hash = (hash ^ piece.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** The finalizer of SplitMix64. */
    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
