package cn.dengyun.trade.order.store;

import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.trade.order.domain.PriceStep;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** What lines of orders keep as texts. A plan that knew less, or more, than plans do now can be read. */
final class OrderTexts {

    private static final JsonMapper JSON = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final TypeReference<List<PriceStep>> STEPS = new TypeReference<>() {};

    private OrderTexts() {}

    static Plan plan(String text) {
        try {
            return JSON.readValue(text, Plan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the plan of an order cannot be read", e);
        }
    }

    static List<PriceStep> steps(String text) {
        try {
            return JSON.readValue(text, STEPS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the price of an order cannot be read", e);
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
