package cn.dengyun.shared;

import java.util.List;

/**
 * The only way a slice says no. It carries a stable kebab-case code and the arguments of that code's text; status,
 * title, wording and language belong to the problem catalogue ({@code problems_zh.properties},
 * {@code problems_en.properties}), so the domain knows neither HTTP nor prose.
 *
 * <p>It has no stack trace: a refusal is an expected answer, not a fault.
 */
public final class Rejection extends RuntimeException {

    /** What sort of refusal it is; the problem mapper turns each sort into one HTTP status. */
    public enum Kind {
        /** The input is wrong in itself: 400. */
        INVALID,
        /** Nobody is signed in, or the credentials are wrong: 401. */
        UNAUTHENTICATED,
        /** The caller may not do this: 403. */
        FORBIDDEN,
        /** There is no such thing, or none that the caller may know of: 404. */
        NOT_FOUND,
        /** The present state forbids it: 409. */
        CONFLICT,
        /** The caller's copy is stale ({@code If-Match}): 412. */
        STALE,
        /** The input is too large: 413. */
        TOO_LARGE,
        /** The input comes in a form that this operation does not take: 415. */
        UNSUPPORTED,
        /** The thing has no such part: 416. */
        OUT_OF_RANGE,
        /** The input is understood, but breaks a rule: 422. */
        UNPROCESSABLE,
        /** A precondition header is missing: 428. */
        PRECONDITION_REQUIRED,
        /** A quota is used up: 429. */
        TOO_MANY,
        /** The platform cannot do it now, the same request may succeed later: 503. */
        UNAVAILABLE
    }

    private final Kind kind;
    private final String code;
    private final List<Object> arguments;
    private final List<Defect> defects;

    private Rejection(Kind kind, String code, List<Object> arguments, List<Defect> defects) {
        super(code, null, false, false);
        this.kind = kind;
        this.code = code;
        this.arguments = arguments;
        this.defects = defects;
    }

    /** A refusal of the given kind; {@code arguments} fill the placeholders of the code's text, none may be null. */
    public static Rejection of(Kind kind, String code, Object... arguments) {
        return new Rejection(kind, code, List.of(arguments), List.of());
    }

    public static Rejection invalid(String code, Object... arguments) {
        return of(Kind.INVALID, code, arguments);
    }

    /** The one refusal for input with defects: it names all of them at once. */
    public static Rejection invalid(List<Defect> defects) {
        return new Rejection(Kind.INVALID, "invalid-request", List.of(), List.copyOf(defects));
    }

    public static Rejection notFound(String code, Object... arguments) {
        return of(Kind.NOT_FOUND, code, arguments);
    }

    public static Rejection conflict(String code, Object... arguments) {
        return of(Kind.CONFLICT, code, arguments);
    }

    public static Rejection forbidden(String code, Object... arguments) {
        return of(Kind.FORBIDDEN, code, arguments);
    }

    /** The same refusal, with everything that speaks against it. */
    public Rejection because(List<Defect> reasons) {
        return new Rejection(kind, code, arguments, List.copyOf(reasons));
    }

    public Kind kind() {
        return kind;
    }

    /** The stable code, at {@code /problems/{code}} with an explanation. */
    public String code() {
        return code;
    }

    public List<Object> arguments() {
        return arguments;
    }

    public List<Defect> defects() {
        return defects;
    }
}
