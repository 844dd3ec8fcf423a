package cn.dengyun.activity.contest;

import cn.dengyun.platform.rows.KeptTexts;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The public notice of a contest.
 *
 * @param noticeUntil the first moment at which nobody objects any more
 * @param sheet {@link ContestSheet} as a text; never changes
 * @param corrections a list of {@link ContestSheet.Correction} as a text
 */
record ContestNotice(
        UUID noticedBy,
        Instant noticedAt,
        Instant noticeUntil,
        @JsonRawValue String sheet,
        @JsonRawValue String corrections) {

    private static final TypeReference<List<ContestSheet.Correction>> CORRECTIONS = new TypeReference<>() {};

    static ContestNotice posted(UUID by, ContestSheet sheet, Instant now, Instant until) {
        return new ContestNotice(by, now, until, KeptTexts.write(sheet), KeptTexts.write(List.of()));
    }

    ContestSheet shown() {
        return KeptTexts.read(sheet, ContestSheet.class);
    }

    List<ContestSheet.Correction> corrected() {
        return KeptTexts.read(corrections, CORRECTIONS);
    }

    ContestNotice with(ContestSheet.Correction correction) {
        return new ContestNotice(
                noticedBy,
                noticedAt,
                noticeUntil,
                sheet,
                KeptTexts.write(Stream.concat(corrected().stream(), Stream.of(correction))
                        .toList()));
    }
}
