package cn.dengyun.settlement.claim.domain;

import cn.dengyun.shared.Draw;
import java.time.LocalDate;
import java.util.UUID;

/**
 * By what the claims of a day are drawn that a person looks at although nothing speaks against them. It is on record,
 * so that whoever audits draws the same ones.
 *
 * @param percent of the claims of that day, from 0 to 100, where the rules of their programme say nothing else
 */
public record SampleSeed(LocalDate day, String seed, int percent) {

    private static final int HEX = 16;
    private static final int FIRST_DIGITS = 8;
    private static final int PARTS = 100;

    /** The same draw of as many as the rules of a programme say. */
    public SampleSeed of(int percentOfRules) {
        return new SampleSeed(day, seed, percentOfRules);
    }

    /** Whether the claims of a capture are drawn: by seed and id alone, however often it is claimed. */
    public boolean draws(UUID redemption) {
        String key = Draw.key(seed, redemption);
        return Long.parseLong(key.substring(0, FIRST_DIGITS), HEX) % PARTS < percent;
    }
}
