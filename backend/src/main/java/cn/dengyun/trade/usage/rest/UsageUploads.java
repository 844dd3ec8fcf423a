package cn.dengyun.trade.usage.rest;

import cn.dengyun.shared.Rejection;

/** How usage comes, whoever reports it. */
public final class UsageUploads {

    public static final String NDJSON = "application/x-ndjson";
    public static final String CLOUD_EVENTS = "application/cloudevents-batch+json";

    /** Where the receipts are. */
    public static final String RECEIPTS = UsageReceiptResource.PATH;

    private UsageUploads() {}

    /** @param type as the request says it; null where it does not */
    public static boolean isCloudEvents(String type) {
        return type != null && type.regionMatches(true, 0, CLOUD_EVENTS, 0, CLOUD_EVENTS.length());
    }

    /**
     * Rejects with {@code unsupported-media-type} (415) what is encoded otherwise.
     *
     * @param encoding as the request says it; null where it does not
     */
    public static boolean isGzip(String encoding) {
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw Rejection.of(Rejection.Kind.UNSUPPORTED, "unsupported-media-type", "Content-Encoding: gzip");
        }
        return true;
    }
}
