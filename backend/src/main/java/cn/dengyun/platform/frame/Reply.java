package cn.dengyun.platform.frame;

/**
 * What a use case answers when it succeeds.
 *
 * @param status 200 to 299
 * @param view becomes the JSON body; null when there is none
 * @param location path of the thing made, for the Location header; null when there is none
 * @param tag strong entity tag without quotes; null when there is none
 */
public record Reply<V>(int status, V view, String location, String tag) {

    public static <V> Reply<V> ok(V view) {
        return new Reply<>(200, view, null, null);
    }

    public static <V> Reply<V> created(V view, String location) {
        return new Reply<>(201, view, location, null);
    }

    public static <V> Reply<V> accepted(V view, String location) {
        return new Reply<>(202, view, location, null);
    }

    public static <V> Reply<V> noContent() {
        return new Reply<>(204, null, null, null);
    }

    /** The same with the entity tag of what it shows. */
    public Reply<V> tagged(String entityTag) {
        return new Reply<>(status, view, location, entityTag);
    }
}
