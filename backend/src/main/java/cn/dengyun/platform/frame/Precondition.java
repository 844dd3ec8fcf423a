package cn.dengyun.platform.frame;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Rejection;

/**
 * What a caller says its change is based on ({@code If-Match}, RFC 9110 §13.1.1), to be judged on the state that the
 * change is written over, inside its unit of work.
 *
 * @param ifMatch the header; null when it was not sent
 */
public record Precondition(String ifMatch, boolean isRequired) {

    /** For changes that nobody based on anything. */
    public static final Precondition NONE = new Precondition(null, false);

    /**
     * Rejects with {@code if-match-required} (428) when it is missing but required, {@code changed-meanwhile} (412)
     * when the current state is another one.
     *
     * @param tag of the current state, without quotes
     */
    public void check(String tag) {
        if (isRequired) {
            EntityTags.requireMatch(ifMatch, tag);
            return;
        }
        EntityTags.checkMatch(ifMatch, tag);
    }

    /** Whether {@link #check} would let it pass, for whoever saves himself work for what is refused anyway. */
    public boolean holds(String tag) {
        try {
            check(tag);
            return true;
        } catch (Rejection refused) {
            return false;
        }
    }
}
