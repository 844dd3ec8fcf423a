package cn.dengyun.identity.client;

import cn.dengyun.platform.problem.ProblemTexts;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Rejection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A refusal of the token endpoint, which speaks the words of RFC 6749 §5.2 instead of problem+json. */
final class OAuthError extends RuntimeException {

    /** What a description may not hold by RFC 6749 §5.2. */
    private static final Pattern FORBIDDEN = Pattern.compile("[^ !#-\\[\\]-~]");

    private static final int MAX_DEFECTS = 10;

    private final String error;

    OAuthError(String error, String description) {
        super(description, null, false, false);
        this.error = error;
    }

    /** The same refusal in the words of the RFC. */
    static OAuthError invalidRequest(Rejection refusal) {
        String defects = refusal.defects().stream()
                .map(defect -> ProblemTexts.detail(defect.code(), defect.arguments(), Language.EN))
                .distinct()
                .limit(MAX_DEFECTS)
                .collect(Collectors.joining(" "));
        String description =
                defects.isEmpty() ? ProblemTexts.detail(refusal.code(), refusal.arguments(), Language.EN) : defects;
        return new OAuthError("invalid_request", FORBIDDEN.matcher(description).replaceAll("?"));
    }

    /** {@code invalid_request}, {@code invalid_client}, {@code unsupported_grant_type} or {@code invalid_scope}. */
    String error() {
        return error;
    }
}
