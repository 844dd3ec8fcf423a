package cn.dengyun.trade.usage;

import cn.dengyun.catalogue.domain.PriceModel;
import cn.dengyun.shared.Defect;
import cn.dengyun.trade.usage.domain.UsageMeter;
import cn.dengyun.trade.usage.domain.UsageReading;
import java.util.ArrayList;
import java.util.List;

/** Whether a meter can have read something. */
final class UsageChecks {

    private UsageChecks() {}

    /** @param pointer where the reading stands, without a slash at its end */
    static List<Defect> of(UsageReading reading, UsageMeter meter, String pointer) {
        List<Defect> defects = new ArrayList<>();
        if (reading.endsAt() != null && !reading.endsAt().isAfter(reading.occurredAt())) {
            defects.add(Defect.at(pointer + "/endsAt", "usage-ends-before-begin"));
        }
        boolean isValue = meter.countsValues();
        if (isValue && (reading.value() == null || reading.quantity() != null)) {
            defects.add(Defect.at(pointer + "/value", "usage-value-expected"));
        }
        if (!isValue && (reading.quantity() == null || reading.value() != null)) {
            defects.add(Defect.at(pointer + "/quantity", "usage-quantity-expected"));
        }
        boolean isPart = reading.quantity() != null
                && reading.quantity().stripTrailingZeros().scale() > 0;
        if (meter.priceModel() == PriceModel.PERCENTAGE && isPart) {
            defects.add(Defect.at(pointer + "/quantity", "quantity-not-whole"));
        }
        return defects;
    }
}
