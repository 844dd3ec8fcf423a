package cn.dengyun.trade.usage.domain;

import cn.dengyun.shared.Defect;
import java.util.List;
import java.util.UUID;

/**
 * What became of one line.
 *
 * @param line its number in the body, from 1
 * @param meterId null where the line named none that its provider has
 * @param eventId the provider's key; null where it could not be read
 * @param usageEventId what is on record of it; null where nothing is
 * @param quarantine why it is held back; else null
 * @param defects why it was refused or is in conflict; else none
 */
public record UsageReceiptRow(
        UUID receiptId,
        int line,
        UsageOutcome outcome,
        UUID meterId,
        String eventId,
        UUID usageEventId,
        Quarantine quarantine,
        List<Defect> defects) {

    public UsageReceiptRow {
        defects = defects == null ? List.of() : List.copyOf(defects);
    }
}
