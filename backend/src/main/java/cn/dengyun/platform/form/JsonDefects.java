package cn.dengyun.platform.form;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;
import java.util.stream.Collectors;

/** Says what Jackson found wrong with a body without Jackson's Java words. */
public final class JsonDefects {

    private static final String REPEATED = "Duplicate field ";

    private JsonDefects() {}

    public static Rejection rejection(JsonProcessingException failure) {
        return Rejection.invalid(List.of(of(failure)));
    }

    /** What ended the reading. */
    public static Defect of(JsonProcessingException failure) {
        String message = failure.getOriginalMessage() == null ? "" : failure.getOriginalMessage();
        if (message.startsWith(REPEATED)) {
            String name = message.substring(REPEATED.length()).replaceAll("^'|'$", "");
            return Defect.at("", "repeated-member", SentTexts.shortened(name));
        }
        if (failure instanceof MismatchedInputException mismatch && !message.startsWith("Trailing token")) {
            boolean isEmpty = mismatch.getPath().isEmpty() && message.startsWith("No content");
            return isEmpty ? Defect.at("", "body-missing") : Defect.at(pointer(mismatch), "wrong-type");
        }
        JsonLocation location = failure.getLocation();
        return location == null
                ? Defect.at("", "malformed-json", 1, 1)
                : Defect.at("", "malformed-json", location.getLineNr(), location.getColumnNr());
    }

    private static String pointer(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step ->
                        "/" + (step.getFieldName() == null ? step.getIndex() : Fields.escaped(step.getFieldName())))
                .collect(Collectors.joining());
    }
}
