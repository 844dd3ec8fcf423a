package cn.dengyun.catalogue.push;

import cn.dengyun.catalogue.domain.DeclarationOutcome;
import cn.dengyun.shared.Defect;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * What became of one line, as it is kept: codes and arguments, put into words when somebody reads it.
 *
 * @param line number of the line in the body, from 1; null for what a snapshot retired
 * @param externalId the provider's key; null when the line did not reveal it
 * @param offeringId null for rejected lines and in trial runs that would create
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record LineResult(
        Long line,
        String externalId,
        DeclarationOutcome outcome,
        UUID offeringId,
        Integer version,
        List<Defect> errors) {

    static LineResult rejected(long line, String externalId, List<Defect> defects) {
        return new LineResult(line, externalId, DeclarationOutcome.REJECTED, null, null, defects);
    }

    static LineResult conflict(long line, String externalId, Defect defect) {
        return new LineResult(line, externalId, DeclarationOutcome.CONFLICT, null, null, List.of(defect));
    }
}
