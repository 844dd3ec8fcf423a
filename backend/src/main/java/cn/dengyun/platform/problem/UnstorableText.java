package cn.dengyun.platform.problem;

import cn.dengyun.shared.Defect;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.pgclient.PgException;
import java.util.Set;

/** A text with U+0000, which JSON can say and PostgreSQL cannot store. */
final class UnstorableText extends MismatchedInputException {

    private static final long serialVersionUID = 1L;
    /** What PostgreSQL calls it, as text and within JSON. */
    private static final Set<String> STATES = Set.of("22021", "22P05");

    UnstorableText(JsonParser parser) {
        super(parser, "a text holds U+0000", String.class);
    }

    static boolean is(String text) {
        return text.indexOf(0) >= 0;
    }

    static Defect at(String place) {
        return Defect.at(place, "forbidden-character", "U+0000");
    }

    /** Whether PostgreSQL refused such a text that nothing before had looked at. */
    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException postgres && STATES.contains(postgres.getSqlState())) {
                return true;
            }
        }
        return false;
    }
}
