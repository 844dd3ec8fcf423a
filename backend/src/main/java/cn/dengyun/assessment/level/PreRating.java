package cn.dengyun.assessment.level;

import cn.dengyun.adoption.enterprise.KnownUse;
import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.assessment.standard.Scoring;
import cn.dengyun.assessment.standard.StandardForm;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The level that an enterprise would reach by what the platform knows, as the last run found it.
 *
 * @param id that of the enterprise
 * @param hasAnswers whether it has answered the standard itself in an assessment that is not refused
 * @param nextLevel null where there is none above
 * @param missingPoints for the next level; null where there is none
 * @param missingGates a list of {@link StandardForm.Gate} as a text
 * @param ratedAt the moment that the run was asked for, whose figures these are
 */
record PreRating(
        UUID id,
        int version,
        AssessedEnterprise enterprise,
        UUID runId,
        int standardNumber,
        boolean hasAnswers,
        BigDecimal score,
        AssessmentLevel level,
        AssessmentLevel nextLevel,
        BigDecimal missingPoints,
        @JsonRawValue String missingGates,
        Instant ratedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "false";

    /**
     * Rates an enterprise by the scoring of assessments. Where an indicator names a figure, it is what the platform
     * knows, whatever was answered; elsewhere what the enterprise has answered, or nothing.
     *
     * @param answers null where it has not answered this standard
     */
    static PreRating of(
            PreRatingRun run,
            StandardForm standard,
            AssessedEnterprise enterprise,
            AssessmentForms.Answers answers,
            KnownUse known) {
        Map<String, BigDecimal> values =
                answers == null ? new HashMap<>() : new HashMap<>(AnswerCheck.valuesOf(standard, answers));
        standard.dimensions().stream()
                .flatMap(dimension -> dimension.indicators().stream())
                .forEach(indicator -> {
                    if (indicator.figure() != null) {
                        values.put(indicator.code(), AnswerCheck.knownOf(indicator, known));
                    }
                    values.putIfAbsent(indicator.code(), BigDecimal.ZERO);
                });
        Scoring.Result result = Scoring.of(standard, values);
        Scoring.Missing missing =
                Scoring.missing(standard, values, result).orElse(new Scoring.Missing(null, null, List.of()));
        return new PreRating(
                enterprise.organizationId(),
                0,
                enterprise,
                run.id(),
                run.standardNumber(),
                answers != null,
                result.score(),
                result.level(),
                missing.level(),
                missing.points(),
                KeptTexts.write(missing.gates()),
                run.createdAt());
    }

    @Override
    public UUID organizationId() {
        return enterprise.organizationId();
    }

    @Override
    public String regionCode() {
        return enterprise.regionCode();
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public List<String> actions(Actor actor) {
        return List.of();
    }

    List<StandardForm.Gate> gates() {
        return List.of(KeptTexts.read(missingGates, StandardForm.Gate[].class));
    }
}
