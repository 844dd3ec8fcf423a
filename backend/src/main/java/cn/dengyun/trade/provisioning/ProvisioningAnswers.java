package cn.dengyun.trade.provisioning;

import cn.dengyun.platform.outbound.OutboundAnswer;
import cn.dengyun.platform.outbound.OutboundFailure;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Reads what endpoints answer. Nothing of it is believed that does not name the very service it is about: a page that
 * says 200 to everything says nothing.
 */
final class ProvisioningAnswers {

    static final String PROTOCOL = "dengyun-provisioning/1";

    private static final String INSTANCE = "instanceId";
    private static final String REFERENCE = "serviceReference";
    private static final String OPERATION = "operation";
    private static final String STATE = "state";
    private static final String MESSAGE = "message";

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int REDIRECTS = 300;
    private static final int ERRORS = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int GONE = 410;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;

    private static final int MAX_TOKEN = 200;
    private static final int MAX_MESSAGE = 500;
    private static final int MAX_RETRY_SECONDS = 86_400;
    private static final Set<Integer> LATER = Set.of(TOO_EARLY, TOO_MANY);
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /** Control and format characters, halves of characters, and what turns the direction of text. */
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]+");

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    private ProvisioningAnswers() {}

    /** To {@code PUT}. */
    static ProvisioningAnswer provisioned(UUID id, OutboundAnswer answer) {
        ProvisioningOutcome outcome = common(answer);
        if (outcome == null) {
            outcome = switch (answer.status()) {
                case OK, CREATED -> saysState(answer) ? state(answer) : ProvisioningOutcome.DONE;
                case ACCEPTED -> ProvisioningOutcome.ACCEPTED;
                case CONFLICT -> ProvisioningOutcome.CONFLICT;
                case TIMEOUT -> ProvisioningOutcome.SERVER_ERROR;
                default -> answer.status() < ERRORS ? ProvisioningOutcome.BROKEN : refused(answer);
            };
        }
        return said(id, answer, outcome);
    }

    /** To {@code GET …/last-operation}. */
    static ProvisioningAnswer polled(UUID id, OutboundAnswer answer) {
        ProvisioningOutcome outcome = common(answer);
        if (outcome == null) {
            outcome = switch (answer.status()) {
                case OK -> state(answer);
                case GONE -> ProvisioningOutcome.FAILED;
                default -> answer.status() < ERRORS ? ProvisioningOutcome.BROKEN : refused(answer);
            };
        }
        return said(id, answer, outcome);
    }

    /** Who says how far it is is heard, whatever the status. */
    private static boolean saysState(OutboundAnswer answer) {
        JsonObject body = json(answer);
        return body != null && body.getValue(STATE) != null;
    }

    private static ProvisioningOutcome state(OutboundAnswer answer) {
        JsonObject body = json(answer);
        Object state = body == null ? null : body.getValue(STATE);
        if (!(state instanceof String text)) {
            return ProvisioningOutcome.BROKEN;
        }
        return switch (text) {
            case "SUCCEEDED" -> ProvisioningOutcome.DONE;
            case "IN_PROGRESS" -> ProvisioningOutcome.ACCEPTED;
            case "FAILED" -> ProvisioningOutcome.FAILED;
            default -> ProvisioningOutcome.BROKEN;
        };
    }

    /** To {@code DELETE}. */
    static ProvisioningAnswer removed(UUID id, OutboundAnswer answer) {
        ProvisioningOutcome outcome = common(answer);
        if (outcome == null) {
            outcome = switch (answer.status()) {
                case OK, GONE -> ProvisioningOutcome.DONE;
                case ACCEPTED -> ProvisioningOutcome.ACCEPTED;
                default -> answer.status() < ERRORS ? ProvisioningOutcome.BROKEN : refused(answer);
            };
        }
        return said(id, answer, outcome);
    }

    /** To a check that is signed well. */
    static ProvisioningAnswer known(OutboundAnswer answer) {
        ProvisioningOutcome outcome = commonOfCheck(answer);
        if (outcome == null) {
            JsonObject body = answer.status() == OK ? json(answer) : null;
            boolean isKnown = body != null && PROTOCOL.equals(body.getValue("protocol"));
            outcome = isKnown
                    ? ProvisioningOutcome.DONE
                    : answer.status() < ERRORS ? ProvisioningOutcome.BROKEN : ProvisioningOutcome.REFUSED;
        }
        return ProvisioningAnswer.of(outcome, answer.status(), answer.millis());
    }

    /** To a check that is not. */
    static ProvisioningAnswer unknown(OutboundAnswer answer) {
        ProvisioningOutcome outcome = commonOfCheck(answer);
        if (outcome == null) {
            outcome =
                    answer.status() == UNAUTHORIZED ? ProvisioningOutcome.DONE : ProvisioningOutcome.SIGNATURE_IGNORED;
        }
        return ProvisioningAnswer.of(outcome, answer.status(), answer.millis());
    }

    /** What is the same whatever was asked; null where it depends on that. */
    private static ProvisioningOutcome common(OutboundAnswer answer) {
        if (answer.failure() != null) {
            return answer.isSent() ? of(answer.failure()) : ProvisioningOutcome.NOT_SENT;
        }
        if (answer.status() >= SERVER_ERRORS) {
            return ProvisioningOutcome.SERVER_ERROR;
        }
        return answer.status() >= REDIRECTS && answer.status() < ERRORS ? ProvisioningOutcome.REDIRECTED : null;
    }

    /** A check does nothing: what was wrong says more than whether it was sent. */
    private static ProvisioningOutcome commonOfCheck(OutboundAnswer answer) {
        return answer.failure() == null ? common(answer) : of(answer.failure());
    }

    /** A connection that broke may have carried the request, also where its certificate is what was wrong. */
    private static ProvisioningOutcome of(OutboundFailure failure) {
        return switch (failure) {
            case TIMEOUT -> ProvisioningOutcome.TIMED_OUT;
            case CONNECTION, TLS -> ProvisioningOutcome.DISCONNECTED;
            case UNRESOLVABLE, REFUSED -> ProvisioningOutcome.NOT_SENT;
        };
    }

    private static ProvisioningOutcome refused(OutboundAnswer answer) {
        return LATER.contains(answer.status()) ? ProvisioningOutcome.DEFERRED : ProvisioningOutcome.REFUSED;
    }

    private static ProvisioningAnswer said(UUID id, OutboundAnswer answer, ProvisioningOutcome outcome) {
        JsonObject body = json(answer);
        boolean isBelieved = answer.status() != null && (answer.status() >= REDIRECTS || isOf(id, body));
        String operation = body == null ? null : token(body.getValue(OPERATION));
        String reference = body == null ? null : reference(body.getValue(REFERENCE));
        return new ProvisioningAnswer(
                answer.failure() == null && !isBelieved ? ProvisioningOutcome.BROKEN : outcome,
                answer.status(),
                operation,
                reference,
                body == null ? null : text(body.getValue(MESSAGE), MAX_MESSAGE),
                retryAfter(answer),
                answer.isTried(),
                answer.millis());
    }

    /** Whether a success names the service, and all of it says what it has to. */
    private static boolean isOf(UUID id, JsonObject body) {
        return body != null
                && id.toString().equals(body.getValue(INSTANCE))
                && (body.getValue(REFERENCE) == null || reference(body.getValue(REFERENCE)) != null)
                && (body.getValue(OPERATION) == null || token(body.getValue(OPERATION)) != null);
    }

    /** Null where the body is no JSON object, or not all of it came. */
    private static JsonObject json(OutboundAnswer answer) {
        if (!answer.isWhole() || answer.body().length() == 0) {
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(answer.body().getBytes()))
                    .toString();
            return new JsonObject(text);
        } catch (CharacterCodingException | DecodeException | ClassCastException e) {
            return null;
        }
    }

    private static String token(Object value) {
        return value instanceof String text && PRINTABLE.matcher(text).matches() ? text : null;
    }

    /** As an order may keep it; null where it may not. */
    private static String reference(Object value) {
        boolean isFine = value instanceof String text
                && !text.isBlank()
                && text.length() <= MAX_TOKEN
                && text.equals(text.strip())
                && !NO_TEXT.matcher(text).find();
        return isFine ? (String) value : null;
    }

    /** Words of others: without anything that is no text, and no longer than people read. */
    static String text(Object value, int longest) {
        if (!(value instanceof String said)) {
            return null;
        }
        String text = NO_TEXT.matcher(said).replaceAll(" ").strip();
        if (text.isEmpty()) {
            return null;
        }
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }

    private static Duration retryAfter(OutboundAnswer answer) {
        String value = answer.headers().get("retry-after");
        if (value == null || !SECONDS.matcher(value).matches()) {
            return null;
        }
        return Duration.ofSeconds(Math.min(Integer.parseInt(value), MAX_RETRY_SECONDS));
    }
}
