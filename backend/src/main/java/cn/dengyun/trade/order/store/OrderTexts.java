package cn.dengyun.trade.order.store;

import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.trade.order.domain.AmendedLine;
import cn.dengyun.trade.order.domain.DeliveredLine;
import cn.dengyun.trade.order.domain.LineShare;
import cn.dengyun.trade.order.domain.OwnWords;
import cn.dengyun.trade.order.domain.PriceStep;
import cn.dengyun.voucher.domain.HoldPart;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;

/** What orders keep as texts. A plan that knew less, or more, than plans do now can be read. */
final class OrderTexts {

    private static final TypeReference<List<PriceStep>> STEPS = new TypeReference<>() {};
    private static final TypeReference<List<LineShare>> SHARES = new TypeReference<>() {};
    private static final TypeReference<List<DeliveredLine>> DELIVERED = new TypeReference<>() {};
    private static final TypeReference<List<HoldPart>> PARTS = new TypeReference<>() {};
    private static final TypeReference<List<AmendedLine>> AMENDED = new TypeReference<>() {};

    private OrderTexts() {}

    static Plan plan(String text) {
        return KeptTexts.read(text, Plan.class);
    }

    static OwnWords ownWords(String text) {
        return KeptTexts.read(text, OwnWords.class);
    }

    static List<PriceStep> steps(String text) {
        return KeptTexts.read(text, STEPS);
    }

    static List<LineShare> shares(String text) {
        return KeptTexts.read(text, SHARES);
    }

    static List<DeliveredLine> delivered(String text) {
        return KeptTexts.read(text, DELIVERED);
    }

    static List<HoldPart> parts(String text) {
        return KeptTexts.read(text, PARTS);
    }

    static List<AmendedLine> amended(String text) {
        return KeptTexts.read(text, AMENDED);
    }

    static String write(Object kept) {
        return KeptTexts.write(kept);
    }
}
