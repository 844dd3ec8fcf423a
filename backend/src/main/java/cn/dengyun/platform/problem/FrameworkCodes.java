package cn.dengyun.platform.problem;

import cn.dengyun.shared.Rejection;

/** The problem code for a status that the framework, not a slice, decided on. */
final class FrameworkCodes {

    private static final String DEFAULT_MEDIA_TYPE = "application/json";

    private FrameworkCodes() {}

    /** A refusal with the code of a status; a media type is refused in favour of JSON. */
    static Rejection rejection(int status) {
        return status == 406 || status == 415
                ? Rejection.invalid(of(status), DEFAULT_MEDIA_TYPE)
                : Rejection.invalid(of(status));
    }

    static String of(int status) {
        return switch (status) {
            case 401 -> "unauthenticated";
            case 403 -> "forbidden";
            case 404 -> "path-not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 408 -> "request-timeout";
            case 411 -> "length-required";
            case 413 -> "body-too-large";
            case 414 -> "uri-too-long";
            case 415 -> "unsupported-media-type";
            case 417 -> "expectation-failed";
            case 429 -> "quota-exceeded";
            case 431 -> "headers-too-large";
            case 503 -> "overloaded";
            default -> status >= 500 ? "internal-error" : "bad-request";
        };
    }
}
