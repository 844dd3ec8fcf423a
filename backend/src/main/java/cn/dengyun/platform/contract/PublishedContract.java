package cn.dengyun.platform.contract;

import cn.dengyun.platform.web.PathTree;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The contract of this build: the document itself, and what of it is looked up with every request. */
@ApplicationScoped
class PublishedContract {

    /** Where the build leaves it. */
    private static final String FILE = "META-INF/quarkus-generated-openapi-doc.JSON";

    private static final ObjectMapper JSON = new JsonMapper();
    private static final List<String> DEFAULT = List.of("application/json");
    private static final String PROBLEM = "application/problem+json";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    private final ClassLoader loader;
    private final PathTree<Map<String, ContractOperation>> addresses;
    private final Set<String> headers;
    private final Set<String> tags;

    PublishedContract() {
        this(read(Thread.currentThread().getContextClassLoader()));
    }

    PublishedContract(JsonNode contract) {
        // The one that starts the platform sees what the build has left; another thread need not have it.
        loader = Thread.currentThread().getContextClassLoader();
        addresses = addresses(contract);
        headers = headers(contract);
        tags = contract.path("tags").findValuesAsText("name").stream()
                .map(ContractExtract::address)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The document, read anew: it is large, and nobody needs it twice. */
    JsonNode read() {
        return read(loader);
    }

    private static JsonNode read(ClassLoader loader) {
        try (InputStream file = loader.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new FileNotFoundException(FILE);
            }
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Methods in capitals with their operations, by the templates of their paths. */
    PathTree<Map<String, ContractOperation>> addresses() {
        return addresses;
    }

    /** Names of all headers that answers may carry. */
    Set<String> headers() {
        return headers;
    }

    /** Names of the tags as they stand in addresses. */
    Set<String> tags() {
        return tags;
    }

    private static PathTree<Map<String, ContractOperation>> addresses(JsonNode contract) {
        PathTree<Map<String, ContractOperation>> root = new PathTree<>();
        contract.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(method -> {
                    if (METHODS.contains(method.getKey())) {
                        root.at(path.getKey(), TreeMap::new)
                                .put(method.getKey().toUpperCase(Locale.ROOT), operation(method.getValue()));
                    }
                }));
        return root;
    }

    private static ContractOperation operation(JsonNode operation) {
        Set<String> gives = new TreeSet<>();
        operation.path("responses").fields().forEachRemaining(response -> {
            if (response.getKey().startsWith("2")) {
                gives.addAll(mediaTypes(response.getValue()));
            }
        });
        gives.remove(PROBLEM);
        return new ContractOperation(
                mediaTypes(operation.path("requestBody")),
                gives.isEmpty() ? DEFAULT : List.copyOf(gives),
                notices(operation));
    }

    private static List<String> mediaTypes(JsonNode body) {
        List<String> types = new ArrayList<>();
        body.path("content").fieldNames().forEachRemaining(types::add);
        return types;
    }

    private static Map<String, String> notices(JsonNode operation) {
        Map<String, String> notices = new LinkedHashMap<>();
        operation
                .path("x-sunset")
                .fields()
                .forEachRemaining(
                        header -> notices.put(header.getKey(), header.getValue().asText()));
        return notices;
    }

    private static Set<String> headers(JsonNode contract) {
        Set<String> names = new TreeSet<>();
        contract.at("/components/headers").fieldNames().forEachRemaining(names::add);
        return names;
    }
}
