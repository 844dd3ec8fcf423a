package cn.dengyun.adoption.record;

import cn.dengyun.shared.Defect;
import java.util.List;
import java.util.UUID;

/**
 * What became of a line.
 *
 * @param creditCode as it could be read; null where it could not, as {@code contractNumber} is
 * @param recordId null where there is none
 * @param errors empty where nothing is wrong
 */
record AdoptionLineResult(
        long line,
        String creditCode,
        String contractNumber,
        AdoptionOutcome outcome,
        UUID recordId,
        List<Defect> errors) {

    static AdoptionLineResult rejected(long line, AdoptionLine said, List<Defect> defects) {
        return new AdoptionLineResult(
                line,
                said == null ? null : said.creditCode(),
                said == null ? null : said.contractNumber(),
                AdoptionOutcome.REJECTED,
                null,
                defects);
    }

    static AdoptionLineResult conflict(long line, AdoptionLine said, UUID recordId, Defect defect) {
        return new AdoptionLineResult(
                line, said.creditCode(), said.contractNumber(), AdoptionOutcome.CONFLICT, recordId, List.of(defect));
    }
}
