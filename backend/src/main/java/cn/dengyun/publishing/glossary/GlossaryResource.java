package cn.dengyun.publishing.glossary;

import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Hashes;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** The words of the plan, for everybody. */
@Path("/api/v1/glossary")
@PermitAll
@Tag(name = "Publishing")
class GlossaryResource {

    private static final int TAG_LENGTH = 32;

    private final Glossary glossary;
    private final RequestFacts facts;
    private final JsonWriter json;

    GlossaryResource(Glossary glossary, RequestFacts facts, JsonWriter json) {
        this.glossary = glossary;
        this.facts = facts;
        this.json = json;
    }

    @GET
    @Caching(Caching.FIVE_MINUTES)
    @Operation(
            operationId = "getGlossary",
            summary = "What the words of the plan are taken to mean",
            description = "In both languages. A working definition is the platform's own and no official one.")
    @APIResponse(responseCode = "200", description = "All of the words, with the ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public RestResponse<GlossaryView> get(@RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Language language = facts.language();
        GlossaryView view = new GlossaryView(glossary.terms().stream()
                .map(term -> GlossaryView.TermView.of(term, language))
                .toList());
        String tag = Hashes.sha256Hex(json.write(view)).substring(0, TAG_LENGTH);
        RestResponse<GlossaryView> answer = EntityTags.respond(view, tag, ifNoneMatch);
        answer.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        return answer;
    }
}
