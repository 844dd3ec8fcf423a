package cn.dengyun.platform.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import org.jboss.jandex.IndexView;

/** Turns what was read from the resources into the contract, once, at build time. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ContractFilter implements OASFilter {

    private final IndexView index;

    /** Quarkus hands over the index of the application's classes. */
    public ContractFilter(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        Webhooks.add(contract, index);
        PatchSchemas.add(contract);
        SchemaForms.simplify(contract);
        SchemaNames.shorten(contract);
        VariantSchemas.add(contract, index);
        Map<String, Endpoint> endpoints = Endpoint.all(index);
        OperationFacts facts = new OperationFacts(contract);
        for (Map.Entry<String, PathItem> path :
                contract.getPaths().getPathItems().entrySet()) {
            for (Map.Entry<PathItem.HttpMethod, Operation> entry :
                    path.getValue().getOperations().entrySet()) {
                Endpoint endpoint = endpoints.get(entry.getValue().getOperationId());
                if (endpoint == null) {
                    throw new IllegalStateException(
                            entry.getKey() + " " + path.getKey() + " has no @Operation(operationId = …) of its own");
                }
                path.getValue()
                        .setOperation(
                                entry.getKey(),
                                facts.complete(path.getKey(), entry.getKey(), entry.getValue(), endpoint));
            }
        }
        facts.addShared();
        SchemaUsage usage = SchemaUsage.of(contract);
        new SchemaPromises(contract, usage, RecordFacts.of(index)).complete();
        EnumDescriptions.add(contract);
        new AssembledExamples(contract).add();
        StreamedBodies.describe(contract);
        new AnnouncedHeaders(contract, index).add();
        new SharedResponses(contract).add();
        contract.setPaths(sorted(contract));
        contract.setTags(contract.getTags().stream()
                .sorted(Comparator.comparing(Tag::getName))
                .toList());
    }

    private static Paths sorted(OpenAPI contract) {
        Paths paths = OASFactory.createPaths();
        new TreeMap<>(contract.getPaths().getPathItems()).forEach(paths::addPathItem);
        return paths;
    }
}
