package cn.dengyun.catalogue.domain;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Another offering of the same provider and kind that was changed or taken away lately.
 *
 * @param version its present one
 * @param ownName what the offering is called that it is a sibling of
 * @param isOffered whether it still is, or is only hidden by an authority
 * @param updatedAt when it was taken away, or changed last
 */
public record Sibling(UUID id, int version, String name, String ownName, boolean isOffered, Instant updatedAt) {

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
    /** Shorter names say nothing of what they stand for. */
    private static final int LEAST_LETTERS = 2;

    /**
     * Whether buyers would take one for the other: one name is in the other, whatever figures, blanks and additions
     * there are. 云主机 is in 云主机 2.0, and in 云主机专业版.
     */
    public boolean isCalledAlike() {
        String one = letters(name);
        String other = letters(ownName);
        return Math.min(one.length(), other.length()) >= LEAST_LETTERS && (one.contains(other) || other.contains(one));
    }

    private static String letters(String text) {
        return NO_LETTERS
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll("");
    }
}
