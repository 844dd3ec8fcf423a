package cn.dengyun.adoption.record;

import java.time.Instant;
import java.util.UUID;

/**
 * A record that the seed of a batch has drawn.
 *
 * @param place from 1
 * @param finding of the county; null before it has looked at it, as what belongs to it is
 * @param recheck of an authority above the county; null where none has looked at it
 */
record AdoptionSample(
        UUID batchId,
        int place,
        UUID recordId,
        SampleFinding finding,
        String note,
        UUID inspectedBy,
        Instant inspectedAt,
        SampleFinding recheck,
        String recheckNote,
        UUID recheckedBy,
        Instant recheckedAt) {

    AdoptionSample inspected(NewInspection found, UUID by, Instant now) {
        return new AdoptionSample(
                batchId,
                place,
                recordId,
                found.finding(),
                found.note(),
                by,
                now,
                recheck,
                recheckNote,
                recheckedBy,
                recheckedAt);
    }

    AdoptionSample rechecked(NewInspection found, UUID by, Instant now) {
        return new AdoptionSample(
                batchId,
                place,
                recordId,
                finding,
                note,
                inspectedBy,
                inspectedAt,
                found.finding(),
                found.note(),
                by,
                now);
    }
}
