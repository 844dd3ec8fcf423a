package cn.dengyun.catalogue.duty;

import cn.dengyun.shared.Rejection;
import java.time.Year;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names an obligation: what, in which year, of whom. */
record ObligationId(ObligationKind kind, Year year, UUID providerId) {

    private static final Pattern FORM = Pattern.compile(
            "(INDUSTRIAL_APPS|CATALOGUE_UPDATE)-(20\\d\\d)-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    /** Rejects with {@code obligation-not-found} (404) what names none. */
    static ObligationId of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw Rejection.notFound("obligation-not-found");
        }
        return new ObligationId(
                ObligationKind.valueOf(form.group(1)), Year.parse(form.group(2)), UUID.fromString(form.group(3)));
    }

    String text() {
        return kind + "-" + year + "-" + providerId;
    }
}
