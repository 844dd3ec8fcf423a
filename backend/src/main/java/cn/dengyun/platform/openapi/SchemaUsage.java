package cn.dengyun.platform.openapi;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Which component schemas requests and answers use, directly or through others. What the platform sends to webhooks
 * counts as an answer.
 *
 * @param json those of the requests that are JSON, which are read strictly; a form may hold more than it should (RFC
 *     6749 §3.2)
 */
record SchemaUsage(Set<String> requests, Set<String> json, Set<String> responses) {

    private static final String FORM = "application/x-www-form-urlencoded";

    static SchemaUsage of(OpenAPI contract) {
        Map<String, Schema> components = contract.getComponents().getSchemas();
        SchemaUsage usage = new SchemaUsage(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        // Every refusal answers with it, whether or not an operation says so.
        reach(components, "Problem", usage.responses);
        SchemaWalk.operations(contract).forEach(operation -> {
            SchemaWalk.ofRequest(operation).forEach(schema -> follow(components, schema, usage.requests));
            if (!SchemaWalk.takes(operation, FORM)) {
                SchemaWalk.ofRequest(operation).forEach(schema -> follow(components, schema, usage.json));
            }
            SchemaWalk.ofResponses(operation).forEach(schema -> follow(components, schema, usage.responses));
        });
        SchemaWalk.webhooks(contract)
                .flatMap(webhook -> SchemaWalk.ofRequest(webhook).stream())
                .forEach(schema -> follow(components, schema, usage.responses));
        return usage;
    }

    private static void follow(Map<String, Schema> components, Schema schema, Set<String> reached) {
        SchemaWalk.within(schema, nested -> {
            reach(components, SchemaWalk.target(nested), reached);
            reach(components, StreamedBodies.item(nested), reached);
        });
    }

    private static void reach(Map<String, Schema> components, String name, Set<String> reached) {
        if (name != null && components.containsKey(name) && reached.add(name)) {
            follow(components, components.get(name), reached);
        }
    }
}
