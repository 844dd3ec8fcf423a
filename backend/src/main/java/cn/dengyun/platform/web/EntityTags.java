package cn.dengyun.platform.web;

import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.Rejection;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.HexFormat;
import org.jboss.resteasy.reactive.RestResponse;

/** Conditional requests with strong entity tags (RFC 9110 §8.8.3, §13.1). */
public final class EntityTags {

    private static final int CONTENT_TAG = 32;

    private EntityTags() {}

    /**
     * The tag of what somebody sees of a version of a record: callers who see different things have different tags.
     *
     * @param seen what differs from caller to caller, or from moment to moment without a new version
     */
    public static String of(Object version, Object seen) {
        return version + "-" + Hashes.sha256Hex(String.valueOf(seen)).substring(0, 12);
    }

    /** The tag of a whole answer, or of what decides what is in it: half of its digest. */
    public static String ofContent(String content) {
        return Hashes.sha256Hex(content).substring(0, CONTENT_TAG);
    }

    /** The same of the bytes of a file. */
    public static String ofContent(byte[] content) {
        return HexFormat.of().formatHex(Hashes.sha256(content)).substring(0, CONTENT_TAG);
    }

    public static String quoted(String tag) {
        return '"' + tag + '"';
    }

    /** Whether {@code If-None-Match} names the current tag, so that 304 is the answer. */
    public static boolean isKnown(String ifNoneMatch, String tag) {
        return ifNoneMatch != null && names(ifNoneMatch, tag, true);
    }

    /**
     * Checks the precondition of a change. Where the current tag is that of a version alone, whatever somebody saw of
     * that version ({@link #of}) is good enough: what differs between callers and moments is not what is changed.
     *
     * <p>Rejects with {@code if-match-required} (428) when it is missing, {@code changed-meanwhile} (412) when stale.
     */
    public static void requireMatch(String ifMatch, String tag) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Rejection.of(Rejection.Kind.PRECONDITION_REQUIRED, "if-match-required");
        }
        checkMatch(ifMatch, tag);
    }

    /** The same where the precondition is optional: only a stale one is refused. */
    public static void checkMatch(String ifMatch, String tag) {
        if (ifMatch != null && !ifMatch.isBlank() && !names(ifMatch, tag, false)) {
            throw Rejection.of(Rejection.Kind.STALE, "changed-meanwhile");
        }
    }

    /** The view with its tag, or 304 without it when the caller knows that tag already. */
    public static <T> RestResponse<T> respond(T view, String tag, String ifNoneMatch) {
        RestResponse.ResponseBuilder<T> response = isKnown(ifNoneMatch, tag)
                ? RestResponse.ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED)
                : RestResponse.ResponseBuilder.ok(view);
        return response.header(HttpHeaders.ETAG, quoted(tag)).build();
    }

    /** The same of a view that knows its tag. */
    public static <T extends Tagged> RestResponse<T> respond(T view, String ifNoneMatch) {
        return respond(view, view.entityTag(), ifNoneMatch);
    }

    private static boolean names(String header, String tag, boolean weakly) {
        if (header.trim().equals("*")) {
            return true;
        }
        String wanted = quoted(tag);
        String sight = '"' + tag + '-';
        return Arrays.stream(header.split(","))
                .map(String::trim)
                .map(candidate -> weakly && candidate.startsWith("W/") ? candidate.substring(2) : candidate)
                .anyMatch(candidate ->
                        candidate.equals(wanted) || !weakly && candidate.startsWith(sight) && candidate.endsWith("\""));
    }
}
