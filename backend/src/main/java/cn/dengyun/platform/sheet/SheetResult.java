package cn.dengyun.platform.sheet;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import java.util.List;
import java.util.UUID;

/**
 * What became of a row.
 *
 * @param recordId what it is about; null where there is none
 * @param defects why it was refused; empty otherwise. Their pointers name columns, or are empty
 */
public record SheetResult(SheetOutcome outcome, UUID recordId, List<Defect> defects) {

    public SheetResult {
        defects = List.copyOf(defects);
    }

    public static SheetResult created(UUID recordId) {
        return new SheetResult(SheetOutcome.CREATED, recordId, List.of());
    }

    public static SheetResult updated(UUID recordId) {
        return new SheetResult(SheetOutcome.UPDATED, recordId, List.of());
    }

    public static SheetResult unchanged(UUID recordId) {
        return new SheetResult(SheetOutcome.UNCHANGED, recordId, List.of());
    }

    public static SheetResult refused(List<Defect> defects) {
        return new SheetResult(SheetOutcome.REFUSED, null, defects);
    }

    /** All that a refusal says, as it stands. */
    public static SheetResult refused(Rejection refusal) {
        return refused(
                refusal.defects().isEmpty()
                        ? List.of(new Defect("", refusal.code(), refusal.arguments()))
                        : refusal.defects());
    }
}
