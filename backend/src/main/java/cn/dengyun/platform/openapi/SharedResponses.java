package cn.dengyun.platform.openapi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Says once what several operations answer alike: the same schema, headers and words. Such a response is named after
 * its schema and status, e.g. {@code BudgetMovement201}.
 */
final class SharedResponses {

    private record Use(APIResponses of, String status) {

        void put(APIResponse response) {
            of.addAPIResponse(status, response);
        }
    }

    private final OpenAPI contract;

    SharedResponses(OpenAPI contract) {
        this.contract = contract;
    }

    void add() {
        Map<String, Map<APIResponse, List<Use>>> byName = new TreeMap<>();
        for (PathItem path : contract.getPaths().getPathItems().values()) {
            for (Operation operation : path.getOperations().values()) {
                APIResponses answers = operation.getResponses();
                answers.getAPIResponses().forEach((status, response) -> {
                    String name = nameOf(status, response);
                    if (name != null) {
                        byName.computeIfAbsent(name, any -> new HashMap<>())
                                .computeIfAbsent(response, any -> new ArrayList<>())
                                .add(new Use(answers, status));
                    }
                });
            }
        }
        byName.forEach((name, uses) -> {
            uses.values().removeIf(alike -> alike.size() < 2);
            // Several that differ in words alone stay where they are: a number behind the name would say nothing.
            if (uses.size() == 1) {
                uses.forEach((response, alike) -> share(name, response, alike));
            }
        });
    }

    private void share(String name, APIResponse response, List<Use> alike) {
        contract.getComponents().addResponse(name, response);
        alike.forEach(use -> use.put(OASFactory.createAPIResponse().ref("#/components/responses/" + name)));
    }

    /** Null for a reference, and for what is no plain JSON object. */
    private static String nameOf(String status, APIResponse response) {
        if (response.getRef() != null || response.getContent() == null) {
            return null;
        }
        MediaType json = response.getContent().getMediaType("application/json");
        Schema schema = json == null ? null : json.getSchema();
        if (schema == null
                || schema.getRef() == null
                || response.getContent().getMediaTypes().size() > 1) {
            return null;
        }
        return schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1) + status;
    }
}
