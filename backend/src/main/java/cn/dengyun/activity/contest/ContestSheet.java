package cn.dengyun.activity.contest;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The scores as they were locked when the notice was posted: all that ranks follow from, but for corrections. */
record ContestSheet(List<Row> rows) {

    /**
     * An entry with the scores of those who may judge it.
     *
     * @param person the CIO; null where none is selected
     */
    record Row(
            UUID entryId,
            UUID organizationId,
            String organizationName,
            String title,
            String person,
            List<Scored> scores) {}

    /** @param juror its number */
    record Scored(int juror, List<ContestForms.Points> points) {}

    /**
     * What an objection that was upheld has changed.
     *
     * @param juror whose score is set aside; null where the entry is struck
     * @param reason in the words of whoever has decided
     */
    record Correction(UUID objectionId, UUID entryId, Integer juror, String reason) {}

    Optional<Row> of(UUID entry) {
        return rows.stream().filter(row -> row.entryId().equals(entry)).findFirst();
    }

    boolean hasEntrant(UUID organization) {
        return rows.stream().anyMatch(row -> row.organizationId().equals(organization));
    }
}
