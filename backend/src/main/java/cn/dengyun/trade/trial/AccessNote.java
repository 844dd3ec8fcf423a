package cn.dengyun.trade.trial;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How the enterprise gets at what it tries. It may hold a password, so wherever it is written, in the audit trail or in
 * a log, it is masked, unless somebody asks for the {@link #text}.
 */
record AccessNote(String text) {

    @JsonValue
    String masked() {
        return "***";
    }

    @Override
    public String toString() {
        return masked();
    }
}
