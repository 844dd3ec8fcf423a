package cn.dengyun.platform.frame;

import cn.dengyun.platform.web.Tagged;
import java.util.HashMap;
import java.util.Map;

/**
 * What a use case answers when it succeeds.
 *
 * @param status 200 to 299
 * @param view becomes the JSON body; null when there is none
 * @param location path of the thing made, for the Location header; null when there is none
 * @param tag strong entity tag without quotes; null when there is none
 * @param headers others; they are not kept for repetitions
 * @param shownOnce stands in the place of the view in the first answer and in no repetition, which get the view: for a
 *     secret, of which nothing is kept; null when there is none
 */
public record Reply<V>(int status, V view, String location, String tag, Map<String, String> headers, V shownOnce) {

    public Reply {
        headers = Map.copyOf(headers);
    }

    private Reply(int status, V view, String location) {
        this(status, view, location, view instanceof Tagged seen ? seen.entityTag() : null, Map.of(), null);
    }

    public static <V> Reply<V> ok(V view) {
        return new Reply<>(200, view, null);
    }

    public static <V> Reply<V> created(V view, String location) {
        return new Reply<>(201, view, location);
    }

    public static <V> Reply<V> accepted(V view, String location) {
        return new Reply<>(202, view, location);
    }

    public static <V> Reply<V> noContent() {
        return new Reply<>(204, null, null);
    }

    /** The same with the entity tag of what it shows. */
    public Reply<V> tagged(String entityTag) {
        return new Reply<>(status, view, location, entityTag, headers, shownOnce);
    }

    /** The same with one more header. */
    public Reply<V> with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply<>(status, view, location, tag, more, shownOnce);
    }

    /** The same, but the first answer shows this, and tells everybody between not to keep it. */
    public Reply<V> showingOnce(V withSecret) {
        return new Reply<>(status, view, location, tag, headers, withSecret);
    }
}
