package cn.dengyun.catalogue.search;

import cn.dengyun.shared.SearchText;

/**
 * Different grams in one text, joined by {@link IndexEntry#SEPARATOR}. An offering has some hundreds of them: as texts
 * of their own they would be most of the garbage of a push, and its collection is what reads wait for.
 */
final class GramList {

    /** 2^64 by the golden ratio, which spreads numbers that are close together (Knuth, TAOCP 3, §6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final int MIN_BITS = 4;

    private final StringBuilder joined;
    /** Packed grams by their hashes; 0 is an empty place, for no normalised text holds NUL. */
    private final long[] seen;

    private final int shift;

    /** With room for the grams of so many characters: at most three end at each, which fills three of four places. */
    GramList(int characters) {
        int bits = Math.max(MIN_BITS, Long.SIZE - Long.numberOfLeadingZeros(characters * 4L));
        this.seen = new long[1 << bits];
        this.shift = Long.SIZE - bits;
        this.joined = new StringBuilder(characters * 8 + 256);
    }

    /** Adds a text that is no gram, once. */
    void add(String token) {
        separate();
        joined.append(token);
    }

    /** Adds the grams of a normalised text that the list does not have yet. */
    void addAll(String normalised) {
        SearchText.eachGram(normalised, (packed, start, end) -> {
            if (isNew(packed)) {
                separate();
                joined.append(normalised, start, end);
            }
        });
    }

    private boolean isNew(long gram) {
        int place = (int) ((gram * SPREAD) >>> shift);
        while (seen[place] != 0) {
            if (seen[place] == gram) {
                return false;
            }
            place = (place + 1) & (seen.length - 1);
        }
        seen[place] = gram;
        return true;
    }

    private void separate() {
        if (joined.length() > 0) {
            joined.append(IndexEntry.SEPARATOR);
        }
    }

    @Override
    public String toString() {
        return joined.toString();
    }
}
