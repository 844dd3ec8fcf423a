package cn.dengyun.identity.client;

/** A refusal of the token endpoint, which speaks the words of RFC 6749 §5.2 instead of problem+json. */
final class OAuthError extends RuntimeException {

    private final String error;

    OAuthError(String error, String description) {
        super(description, null, false, false);
        this.error = error;
    }

    /** {@code invalid_request}, {@code invalid_client}, {@code unsupported_grant_type} or {@code invalid_scope}. */
    String error() {
        return error;
    }
}
