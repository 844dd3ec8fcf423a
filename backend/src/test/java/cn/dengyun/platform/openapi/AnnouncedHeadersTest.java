package cn.dengyun.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.Sunset;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

class AnnouncedHeadersTest {

    static class Planted {

        @Sunset(since = "2026-12-01", at = "2027-06-01")
        @Operation(operationId = "leave")
        void leave() {}

        @Sunset(since = "2026-12-01", at = "2027-01-01")
        @Operation(operationId = "rush")
        void rush() {}

        @Caching(Caching.NEVER)
        @Operation(operationId = "stay")
        void stay() {}
    }

    @Test
    void whatGoesAwayIsDeprecatedWithBothDays() throws Exception {
        OpenAPI contract = contract("leave");

        new AnnouncedHeaders(contract, Index.of(Planted.class)).add();

        var operation = contract.getPaths().getPathItem("/x").getGET();
        assertThat(operation.getDeprecated()).isTrue();
        assertThat(operation.getExtensions().get("x-sunset"))
                .isEqualTo(Map.of("Deprecation", "@1796083200", "Sunset", "Tue, 01 Jun 2027 00:00:00 GMT"));
        assertThat(headers(contract, "200")).containsOnlyKeys("Deprecation", "Sunset");
        assertThat(contract.getComponents().getHeaders()).containsKeys("Deprecation", "Sunset");
    }

    @Test
    void nothingGoesAwayOvernight() throws Exception {
        AnnouncedHeaders announcements = new AnnouncedHeaders(contract("rush"), Index.of(Planted.class));

        assertThatThrownBy(announcements::add).hasMessageContaining("rush").hasMessageContaining("180 days");
    }

    @Test
    void headersAreNamedWhereTheyAreSentAndNowhereElse() throws Exception {
        OpenAPI contract = contract("stay");

        new AnnouncedHeaders(contract, Index.of(Planted.class)).add();

        assertThat(headers(contract, "200")).containsOnlyKeys("Cache-Control");
        assertThat(headers(contract, "415"))
                .containsOnlyKeys("Accept", "Accept-Encoding", "Accept-Patch", "Accept-Post");
        assertThat(contract.getComponents().getHeaders()).doesNotContainKeys("Deprecation", "Sunset");
    }

    private static Map<String, ?> headers(OpenAPI contract, String status) {
        APIResponse response =
                contract.getPaths().getPathItem("/x").getGET().getResponses().getAPIResponse(status);
        return response.getHeaders();
    }

    private static OpenAPI contract(String operationId) {
        var components = OASFactory.createComponents().responses(Map.of());
        for (String name : new String[] {
            "Accept", "Accept-Encoding", "Accept-Patch", "Accept-Post", "Cache-Control", "Deprecation", "Sunset"
        }) {
            components.addHeader(name, OASFactory.createHeader().description(name));
        }
        PathItem path = OASFactory.createPathItem()
                .GET(OASFactory.createOperation()
                        .operationId(operationId)
                        .responses(OASFactory.createAPIResponses()
                                .addAPIResponse("200", OASFactory.createAPIResponse())
                                .addAPIResponse("415", OASFactory.createAPIResponse())));
        return OASFactory.createOpenAPI()
                .components(components)
                .paths(OASFactory.createPaths().addPathItem("/x", path));
    }
}
