package cn.dengyun.monitoring.bulletin;

import cn.dengyun.monitoring.bulletin.BulletinFigures.Item;
import cn.dengyun.monitoring.bulletin.BulletinFigures.Row;
import cn.dengyun.monitoring.bulletin.ErratumForm.Correction;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an erratum corrects what is told, and to what can be: units sum up to the province afterwards too. Amounts
 * are not corrected by figures, for what of them may be told is decided by whoever contributes to them.
 */
final class ErratumCheck {

    private final BulletinFigures figures;
    private final Map<Cell, Long> told = new HashMap<>();
    private final Map<Cell, Integer> correctedBy = new HashMap<>();
    private final Set<Integer> numbers = new HashSet<>();
    private final List<Defect> defects = new ArrayList<>();

    private record Cell(String indicator, String regionCode) {}

    private ErratumCheck(BulletinFigures figures, List<BulletinErratum> published) {
        this.figures = figures;
        figures.indicators().stream()
                .filter(item -> !item.ofAmounts())
                .forEach(item -> item.rows()
                        .filter(row -> row.value() != null)
                        .forEach(row -> told.put(new Cell(item.code(), row.regionCode()), row.value())));
        for (BulletinErratum erratum : published) {
            numbers.add(erratum.number());
            erratum.form().corrections().forEach(correction -> {
                told.put(cell(correction), correction.newValue());
                correctedBy.put(cell(correction), erratum.number());
            });
        }
    }

    private static Cell cell(Correction correction) {
        return new Cell(correction.indicator(), correction.regionCode());
    }

    /**
     * Rejects with {@code invalid-request} (400) and all defects.
     *
     * @param published by their numbers
     */
    static void require(ErratumForm form, BulletinFigures figures, List<BulletinErratum> published) {
        List<Defect> defects = defectsOf(form, figures, published);
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    static List<Defect> defectsOf(ErratumForm form, BulletinFigures figures, List<BulletinErratum> published) {
        ErratumCheck check = new ErratumCheck(figures, published);
        check.corrections(form);
        check.corrects(form);
        if (check.defects.isEmpty()) {
            check.sums(form);
        }
        return check.defects;
    }

    private void corrections(ErratumForm form) {
        Set<Cell> known = new HashSet<>();
        for (int i = 0; i < form.corrections().size(); i++) {
            Correction correction = form.corrections().get(i);
            String at = "/corrections/" + i;
            Long before = told.get(cell(correction));
            if (!known.add(cell(correction))) {
                defects.add(Defect.at(at, "erratum-figure-twice", correction.indicator(), correction.regionCode()));
            } else if (before == null) {
                defects.add(Defect.at(at, "erratum-figure-unknown", correction.indicator(), correction.regionCode()));
            } else if (before != correction.oldValue()) {
                defects.add(Defect.at(at + "/oldValue", "erratum-old-value-differs", before));
            } else if (correction.newValue() == before) {
                defects.add(Defect.at(at + "/newValue", "erratum-nothing-new", before));
            }
        }
    }

    private void corrects(ErratumForm form) {
        if (form.corrects() != null && !numbers.contains(form.corrects())) {
            defects.add(Defect.at("/corrects", "erratum-corrects-unknown", form.corrects()));
            return;
        }
        Optional<Integer> last = form.corrections().stream()
                .map(correction -> correctedBy.get(cell(correction)))
                .filter(number -> number != null)
                .max(Integer::compare);
        if (last.isPresent() && !last.get().equals(form.corrects())) {
            defects.add(Defect.at("/corrects", "erratum-corrects-missing", last.get()));
        }
    }

    /** What was told of a province and all of its units is the sum of them, and stays that. */
    private void sums(ErratumForm form) {
        form.corrections().forEach(correction -> told.put(cell(correction), correction.newValue()));
        form.corrections().stream()
                .map(Correction::indicator)
                .distinct()
                .flatMap(code -> figures.indicator(code).stream())
                .forEach(this::sum);
    }

    private void sum(Item item) {
        long units = item.units().stream()
                .map(Row::regionCode)
                .mapToLong(region -> told.getOrDefault(new Cell(item.code(), region), 0L))
                .sum();
        Long province = told.get(new Cell(item.code(), item.province().regionCode()));
        if (province == null || province != units) {
            defects.add(Defect.at("/corrections", "erratum-sum-differs", item.code(), units, province));
        }
    }
}
