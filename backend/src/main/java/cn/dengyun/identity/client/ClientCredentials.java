package cn.dengyun.identity.client;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * How a client proves itself: its id and its secret, from the Authorization header or from the form (RFC 6749 §2.3.1),
 * or an assertion that it has signed (RFC 7523 §2.2).
 *
 * @param clientId null when only the assertion says it
 * @param secret null with an assertion
 * @param assertion null with a secret
 */
record ClientCredentials(String clientId, String secret, String assertion) {

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final String BASIC = "basic ";
    private static final String INVALID_REQUEST = "invalid_request";

    /**
     * The credentials of a token request; any of the arguments may be null.
     *
     * <p>Fails with {@code invalid_request} when several ways are used, {@code invalid_client} when none is.
     */
    static ClientCredentials of(String authorization, Form form) {
        ClientCredentials credentials = parsed(authorization, form);
        if (credentials.clientId() != null && credentials.clientId().indexOf(0) >= 0) {
            throw new OAuthError("invalid_client", "A client id has no such characters.");
        }
        return credentials;
    }

    private static ClientCredentials parsed(String authorization, Form form) {
        boolean isBasic =
                authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BASIC);
        if (form.assertion() == null && form.assertionType() == null) {
            return ofSecret(isBasic, authorization, form.clientId(), form.clientSecret());
        }
        if (isBasic || form.clientSecret() != null) {
            throw new OAuthError(INVALID_REQUEST, "Send the client credentials in one way only.");
        }
        if (form.assertion() == null || !ASSERTION_TYPE.equals(form.assertionType())) {
            throw new OAuthError(INVALID_REQUEST, "client_assertion_type must be " + ASSERTION_TYPE + ".");
        }
        return new ClientCredentials(form.clientId(), null, form.assertion());
    }

    /** Without secrets, in case a log ever asks. */
    @Override
    public String toString() {
        return "ClientCredentials[" + clientId + "]";
    }

    private static ClientCredentials ofSecret(boolean isBasic, String authorization, String formId, String formSecret) {
        if (isBasic && formSecret != null) {
            throw new OAuthError(INVALID_REQUEST, "Send the client credentials in one way only.");
        }
        if (isBasic) {
            ClientCredentials credentials = fromBasic(authorization.substring(BASIC.length()));
            if (formId != null && !formId.equals(credentials.clientId())) {
                throw new OAuthError(INVALID_REQUEST, "client_id differs from the Authorization header.");
            }
            return credentials;
        }
        if (formId == null || formSecret == null) {
            throw new OAuthError("invalid_client", "The client credentials are missing.");
        }
        return new ClientCredentials(formId, formSecret, null);
    }

    private static ClientCredentials fromBasic(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded.trim()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw new OAuthError("invalid_client", "The Authorization header holds no client id and secret.");
            }
            return new ClientCredentials(decoded(pair.substring(0, colon)), decoded(pair.substring(colon + 1)), null);
        } catch (IllegalArgumentException e) {
            throw new OAuthError("invalid_client", "The Authorization header is malformed.");
        }
    }

    /**
     * Both halves are form-encoded before they are joined, which matters for a secret with a plus or a percent sign.
     */
    private static String decoded(String half) {
        return URLDecoder.decode(half, StandardCharsets.UTF_8);
    }

    /** The fields of the form; each null when it is absent. */
    record Form(String clientId, String clientSecret, String assertionType, String assertion) {

        /** Without secrets, in case a log ever asks. */
        @Override
        public String toString() {
            return "Form[" + clientId + "]";
        }
    }
}
