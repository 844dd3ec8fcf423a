package cn.dengyun.platform.problem;

/** The problem code for a status that the framework, not a slice, decided on. */
final class FrameworkCodes {

    private FrameworkCodes() {}

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
            case 414 -> "address-too-long";
            case 415 -> "unsupported-media-type";
            case 417 -> "expectation-failed";
            case 429 -> "quota-exceeded";
            case 431 -> "headers-too-large";
            case 503 -> "overloaded";
            default -> status >= 500 ? "internal-error" : "bad-request";
        };
    }
}
