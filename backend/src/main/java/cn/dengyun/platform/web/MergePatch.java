package cn.dengyun.platform.web;

import cn.dengyun.platform.problem.JsonDefects;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** JSON Merge Patch (RFC 7396) on records. */
@ApplicationScoped
public class MergePatch {

    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private final ObjectMapper json;

    MergePatch(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The value with the members of the patch replaced, those that are null in the patch set to null, all others kept.
     * The result is as well-typed as a body that was read, but not validated.
     *
     * <p>Rejects with {@code invalid-request} and {@code wrong-type} or {@code unknown-field}.
     */
    public <T> T apply(T value, JsonNode patch, Class<T> type) {
        if (patch == null || !patch.isObject()) {
            throw Rejection.invalid(List.of(Defect.at("", "wrong-type")));
        }
        ObjectNode merged = json.valueToTree(value);
        merge(merged, patch);
        try {
            return json.treeToValue(merged, type);
        } catch (JsonProcessingException e) {
            throw JsonDefects.rejection(e);
        }
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            JsonNode present = target.get(change.getKey());
            if (change.getValue().isObject() && present instanceof ObjectNode nested) {
                merge(nested, change.getValue());
                continue;
            }
            target.set(change.getKey(), change.getValue());
        }
    }
}
