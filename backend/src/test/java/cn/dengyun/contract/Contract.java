package cn.dengyun.contract;

import cn.dengyun.TestFolder;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;

/** An OpenAPI document as a tree, with the questions the contract tests ask of it. */
final class Contract {

    /** The folder of the contract, seen from the module in which the tests run. */
    static final Path FOLDER = Path.of("..", "openapi");

    /** What the build of the code under test wrote: a profile of tests may have a folder of its own. */
    static final Path GENERATED = TestFolder.of(ConfigProvider.getConfig()
                    .getOptionalValue("test.contract", String.class)
                    .orElse("openapi"))
            .resolve("openapi.yaml");

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final Map<Path, JsonNode> TREES = new ConcurrentHashMap<>();

    private final JsonNode root;

    Contract(JsonNode root) {
        this.root = root;
    }

    static Contract generated() {
        return new Contract(tree(GENERATED));
    }

    static Contract released() {
        return new Contract(tree(FOLDER.resolve("released.yaml")));
    }

    static String generatedText() {
        return text(GENERATED);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of megabytes that dozens of tests ask about, each more than once, and none changes. */
    private static JsonNode tree(Path file) {
        return TREES.computeIfAbsent(file, any -> {
            try {
                return YamlTrees.read(text(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    JsonNode root() {
        return root;
    }

    /** A copy to change. */
    JsonNode copy() {
        return root.deepCopy();
    }

    /** All operations by their ids. */
    Map<String, Operation> operations() {
        Map<String, Operation> operations = new TreeMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> paths = root.get("paths").fields(); paths.hasNext(); ) {
            Map.Entry<String, JsonNode> path = paths.next();
            path.getValue().fields().forEachRemaining(method -> {
                if (METHODS.contains(method.getKey())) {
                    String id = method.getValue().path("operationId").asText();
                    operations.put(
                            id, new Operation(id, method.getKey().toUpperCase(), path.getKey(), method.getValue()));
                }
            });
        }
        return operations;
    }

    /** Every schema with a type, nested ones included, by the place in which it stands. */
    Map<String, JsonNode> schemas() {
        Map<String, JsonNode> schemas = new TreeMap<>();
        collectSchemas("", root, schemas);
        return schemas;
    }

    private static void collectSchemas(String place, JsonNode node, Map<String, JsonNode> into) {
        if (node.path("type").isTextual() || node.path("type").isArray()) {
            into.put(place, node);
        }
        Iterator<Map.Entry<String, JsonNode>> members = node.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            if (!member.getKey().startsWith("example")) {
                collectSchemas(place + "/" + member.getKey(), member.getValue(), into);
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collectSchemas(place + "/" + i, node.get(i), into);
        }
    }

    /** The codes of the problems that an operation documents: its own, those of its parameters and of its responses. */
    Set<String> problemCodes(Operation operation) {
        Set<String> codes = new TreeSet<>();
        Stream.of(
                        Stream.of(operation.node()),
                        components("parameters", operation.node().path("parameters")),
                        components("responses", operation.node().path("responses")))
                .flatMap(parts -> parts)
                .forEach(part -> texts(part.path("x-problem-codes"), codes));
        return codes;
    }

    /** The shared parts that these refer to. */
    private Stream<JsonNode> components(String kind, JsonNode references) {
        return StreamSupport.stream(references.spliterator(), false)
                .map(part -> part.path("$ref").asText())
                .map(reference ->
                        root.at("/components/" + kind).path(reference.substring(reference.lastIndexOf('/') + 1)));
    }

    private static void texts(JsonNode node, Set<String> texts) {
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(child -> texts(child, texts));
    }

    /**
     * One operation of a contract.
     *
     * @param method in capitals
     * @param path template below the root of the server
     */
    record Operation(String id, String method, String path, JsonNode node) {

        /** Empty for a public operation. */
        List<String> roles() {
            if (!node.has("x-roles") && !isPublic()) {
                return List.copyOf(Roles.ALL);
            }
            return StreamSupport.stream(node.path("x-roles").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }

        private boolean isPublic() {
            return StreamSupport.stream(node.path("security").spliterator(), false)
                    .anyMatch(JsonNode::isEmpty);
        }

        /** The scope that opens it to API clients; empty for what is public or for people. */
        Optional<String> scope() {
            return StreamSupport.stream(node.path("security").spliterator(), false)
                    .filter(way -> way.has("clientCredentials"))
                    .map(way -> way.at("/clientCredentials/0").asText())
                    .findFirst();
        }

        /** What it is filed under. */
        String tag() {
            return node.path("tags").path(0).asText();
        }

        /** Whether it may change something. */
        boolean isChange() {
            return !method.equals("GET");
        }
    }
}
