package cn.dengyun.platform.web;

import cn.dengyun.platform.form.ConstraintDefects;
import cn.dengyun.platform.form.RecordReader;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** JSON Merge Patch (RFC 7396), on trees and on records. */
@ApplicationScoped
public class MergePatch {

    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private final ObjectMapper json;
    private final RecordReader records;
    private final Validator validator;

    MergePatch(ObjectMapper json, RecordReader records, Validator validator) {
        this.json = json;
        this.records = records;
        this.validator = validator;
    }

    /** The same as {@link #apply}, and as valid as a body that was read: rejects with all its defects. */
    public <T> T valid(T value, JsonNode patch, Class<T> type) {
        T patched = apply(value, patch, type);
        List<Defect> defects = validator.validate(patched).stream()
                .map(ConstraintDefects::ofBody)
                .sorted(Comparator.comparing(Defect::pointer))
                .toList();
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return patched;
    }

    /**
     * The value with the members of the patch replaced, those that are null in the patch set to null, all others kept.
     * The result is as well-typed as a body that was read, but not validated.
     *
     * <p>Rejects with {@code invalid-request} and all its defects.
     */
    public <T> T apply(T value, JsonNode patch, Class<T> type) {
        if (patch == null || !patch.isObject()) {
            throw Rejection.invalid(List.of(Defect.at("", "wrong-type")));
        }
        try {
            return records.read(merge(json.valueToTree(value), patch), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The target with an RFC 7396 patch applied (§2): a null removes a member, an object goes in depth, all else
     * replaces.
     */
    public static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged =
                target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                merged.set(change.getKey(), merge(merged.get(change.getKey()), change.getValue()));
            }
        }
        return merged;
    }
}
