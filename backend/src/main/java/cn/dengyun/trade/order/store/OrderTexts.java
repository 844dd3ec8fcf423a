package cn.dengyun.trade.order.store;

import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.trade.order.domain.AmendedLine;
import cn.dengyun.trade.order.domain.DeliveredLine;
import cn.dengyun.trade.order.domain.LineShare;
import cn.dengyun.trade.order.domain.OwnWords;
import cn.dengyun.trade.order.domain.PriceStep;
import cn.dengyun.voucher.domain.HoldPart;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** What orders keep as texts. A plan that knew less, or more, than plans do now can be read. */
final class OrderTexts {

    private static final JsonMapper JSON = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final TypeReference<List<PriceStep>> STEPS = new TypeReference<>() {};
    private static final TypeReference<List<LineShare>> SHARES = new TypeReference<>() {};
    private static final TypeReference<List<DeliveredLine>> DELIVERED = new TypeReference<>() {};
    private static final TypeReference<List<HoldPart>> PARTS = new TypeReference<>() {};
    private static final TypeReference<List<AmendedLine>> AMENDED = new TypeReference<>() {};

    private OrderTexts() {}

    static Plan plan(String text) {
        try {
            return JSON.readValue(text, Plan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the plan of an order cannot be read", e);
        }
    }

    static OwnWords ownWords(String text) {
        try {
            return JSON.readValue(text, OwnWords.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the own words of an order cannot be read", e);
        }
    }

    static List<PriceStep> steps(String text) {
        return list(text, STEPS);
    }

    static List<LineShare> shares(String text) {
        return list(text, SHARES);
    }

    static List<DeliveredLine> delivered(String text) {
        return list(text, DELIVERED);
    }

    static List<HoldPart> parts(String text) {
        return list(text, PARTS);
    }

    static List<AmendedLine> amended(String text) {
        return list(text, AMENDED);
    }

    private static <T> List<T> list(String text, TypeReference<List<T>> of) {
        try {
            return JSON.readValue(text, of);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what an order keeps as a text cannot be read", e);
        }
    }

    static String write(Object kept) {
        try {
            return JSON.writeValueAsString(kept);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record can be written", e);
        }
    }
}
