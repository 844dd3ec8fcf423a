package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What was submitted, and what it came to.
 *
 * @param score exact, from 0 to 100
 * @param reviewRegionCode of the division whose authority finds the level
 * @param findings {@link AssessmentFindings} as a text
 * @param repeatedDocuments how many of the documents stood on records of others too
 */
record AssessmentSubmission(
        BigDecimal score,
        AssessmentLevel ownLevel,
        String reviewRegionCode,
        @JsonRawValue String findings,
        List<UUID> documentIds,
        int repeatedDocuments,
        UUID submittedBy,
        Instant submittedAt) {}
