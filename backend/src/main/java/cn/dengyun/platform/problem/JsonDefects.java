package cn.dengyun.platform.problem;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.stream.Collectors;

/** Says what Jackson found wrong with a body without Jackson's Java words. */
public final class JsonDefects {

    private JsonDefects() {}

    public static Rejection rejection(JsonProcessingException failure) {
        if (failure instanceof UnstorableText unstorable) {
            return Rejection.invalid(List.of(UnstorableText.at(pointer(unstorable))));
        }
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return Rejection.invalid(List.of(Defect.at(pointer(unknown), "unknown-field", unknown.getPropertyName())));
        }
        if (failure instanceof MismatchedInputException mismatch) {
            if (mismatch.getPath().isEmpty() && mismatch.getMessage().startsWith("No content")) {
                return Rejection.invalid(List.of(Defect.at("", "body-missing")));
            }
            return Rejection.invalid(List.of(Defect.at(pointer(mismatch), "wrong-type")));
        }
        if (failure instanceof JsonParseException || failure.getLocation() != null) {
            int line = failure.getLocation() == null ? 1 : failure.getLocation().getLineNr();
            int column =
                    failure.getLocation() == null ? 1 : failure.getLocation().getColumnNr();
            return Rejection.invalid(List.of(Defect.at("", "malformed-json", line, column)));
        }
        return Rejection.invalid(List.of(Defect.at("", "malformed-json", 1, 1)));
    }

    private static String pointer(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step ->
                        "/" + (step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName()))
                .collect(Collectors.joining());
    }
}
