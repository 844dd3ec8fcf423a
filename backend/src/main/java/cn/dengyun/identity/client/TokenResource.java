package cn.dengyun.identity.client;

import cn.dengyun.platform.problem.ProblemMapper;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The token endpoint of RFC 6749: names and error bodies are those of the RFC. */
@Path("/api/v1/oauth/token")
@Tag(name = "Identity")
public class TokenResource {

    private static final int UNAUTHORIZED = 401;
    private static final int BAD_REQUEST = 400;
    private static final int MAX_FIELDS = 32;

    private final TokenService tokens;
    private final ProblemMapper problems;

    TokenResource(TokenService tokens, ProblemMapper problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    @POST
    @PermitAll
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createAccessToken", summary = "Get an access token for an API client", description = """
                    The client credentials grant of RFC 6749 §4.4. Send the client id and the secret either as HTTP Basic \
                    credentials (`client_secret_basic`) or in the form (`client_secret_post`), not both. A client with \
                    keys of its own sends an assertion instead (`private_key_jwt`, RFC 7523): a JWT signed with RS256, PS256 \
                    or ES256 whose `iss` and `sub` are the client id, whose `aud` is the `iss` of our tokens, which lives five \
                    minutes at most and whose `jti` is good once. A token lives 15 minutes; ask for a new one shortly before, \
                    there is no refresh token.

                    Errors have the body of RFC 6749 §5.2, not problem+json: `invalid_request`, `unsupported_grant_type`, \
                    `invalid_scope` (400), `invalid_client` (401). Every other status, \
                    and 400 for what is no HTTP, is answered with a problem as everywhere.""")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = TokenRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "A token",
            headers =
                    @Header(name = "Cache-Control", schema = @Schema(type = SchemaType.STRING, examples = "no-store")),
            content = @Content(schema = @Schema(implementation = TokenView.class)))
    @APIResponse(
            responseCode = "400",
            description = "The request is not one of RFC 6749 §4.4, or asks for too much",
            content = @Content(schema = @Schema(implementation = TokenErrorView.class)))
    @APIResponse(
            responseCode = "401",
            description = "`invalid_client`: unknown client, wrong secret or assertion, expired, or revoked",
            content = @Content(schema = @Schema(implementation = TokenErrorView.class)))
    public Uni<RestResponse<TokenView>> token(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @Parameter(hidden = true) String body) {
        Map<String, List<String>> form = fields(body);
        requireClientCredentials(single(form, "grant_type"));
        ClientCredentials credentials = ClientCredentials.of(
                authorization,
                new ClientCredentials.Form(
                        single(form, "client_id"),
                        single(form, "client_secret"),
                        single(form, "client_assertion_type"),
                        single(form, "client_assertion")));
        return tokens.grant(credentials, single(form, "scope")).map(TokenResource::answer);
    }

    private static RestResponse<TokenView> answer(TokenService.Grant grant) {
        TokenView view = new TokenView(grant.accessToken(), "Bearer", grant.expiresInSeconds(), grant.scope());
        return RestResponse.ResponseBuilder.ok(view)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache")
                .build();
    }

    @ServerExceptionMapper
    Response refused(OAuthError refusal) {
        boolean isClientRefused = refusal.error().equals("invalid_client");
        Response.ResponseBuilder response = Response.status(isClientRefused ? UNAUTHORIZED : BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache")
                .entity(new TokenErrorView(refusal.error(), refusal.getMessage()));
        if (isClientRefused) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"dengyun\"");
        }
        return response.build();
    }

    /** What is wrong with the request before anybody reads its form, such as a query, is told in the same words. */
    @ServerExceptionMapper
    Response refused(Rejection refusal) {
        return refusal.kind() == Rejection.Kind.INVALID
                ? refused(OAuthError.invalidRequest(refusal))
                : problems.rejection(refusal);
    }

    private static void requireClientCredentials(String grantType) {
        if (grantType == null) {
            throw new OAuthError("invalid_request", "grant_type is missing.");
        }
        if (!grantType.equals("client_credentials")) {
            throw new OAuthError("unsupported_grant_type", "Only client_credentials is supported.");
        }
    }

    /** Read here and not by the framework, which calls a broken escape a fault of its own. */
    private static Map<String, List<String>> fields(String body) {
        try {
            return new QueryStringDecoder(body, StandardCharsets.UTF_8, false, MAX_FIELDS, true).parameters();
        } catch (IllegalArgumentException e) {
            throw new OAuthError("invalid_request", "The form is malformed.");
        }
    }

    /** The one value of a form field; null when it is absent or empty, which RFC 6749 §3.2 treats alike. */
    private static String single(Map<String, List<String>> form, String name) {
        List<String> values = form.get(name);
        if (values != null && values.size() > 1) {
            throw new OAuthError("invalid_request", name + " occurs more than once.");
        }
        return values == null || values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
    }

    /**
     * How the contract describes the form; it is read field by field, which tells a repeated field from a single one.
     */
    @Schema(
            name = "AccessTokenRequest",
            description = "The token request of RFC 6749 §4.4.2",
            examples = TokenRequest.EXAMPLE)
    record TokenRequest(
            @JsonProperty("grant_type")
            @Schema(required = true, description = "Always `client_credentials`", examples = "client_credentials")
            String grantType,

            @Schema(description = "Space-separated; all granted ones when absent", examples = "catalogue:write")
            String scope,

            @JsonProperty("client_id") @Schema(description = "Unless sent as Basic", examples = "platform-client")
            String clientId,

            @JsonProperty("client_secret") @Schema(description = "Unless sent as Basic", examples = "platform-secret")
            String clientSecret,

            @JsonProperty("client_assertion_type")
            @Schema(
                    description = "With an assertion",
                    examples = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            String clientAssertionType,

            @JsonProperty("client_assertion")
            @Schema(description = "In the place of a secret", examples = "eyJraWQiOiIxIn0.eyJzdWIiOiJjIn0.c2ln")
            String clientAssertion) {

        static final String EXAMPLE = """
                {"grant_type": "client_credentials", "scope": "catalogue:write", "client_id": "platform-client", \
                "client_secret": "platform-secret"}""";
    }

    /** The successful answer of RFC 6749 §5.1. */
    @Schema(name = "AccessToken", description = "An access token (RFC 6749 §5.1)")
    public record TokenView(
            @JsonProperty("access_token")
            @Schema(
                    required = true,
                    description = "A JWT; send it as a Bearer token",
                    examples = "eyJraWQiOiI0ZiJ9.eyJzdWIiOiIwMTk5In0.c2ln")
            String accessToken,

            @JsonProperty("token_type")
            @Schema(
                    required = true,
                    description = "How to send the token: in the header `Authorization: Bearer …`",
                    examples = "Bearer")
            String tokenType,

            @JsonProperty("expires_in") @Schema(required = true, description = "Seconds", examples = "900")
            long expiresIn,

            @Schema(required = true, description = "Space-separated", examples = "catalogue:read catalogue:write")
            String scope) {}

    /** The error of RFC 6749 §5.2. */
    @Schema(name = "AccessTokenError", description = "Why there is no token (RFC 6749 §5.2)")
    public record TokenErrorView(
            @Schema(required = true, description = "The error code of RFC 6749 §5.2", examples = "invalid_client")
            String error,

            @JsonProperty("error_description")
            @Schema(
                    required = true,
                    description = "For developers, in English",
                    examples = "Unknown client, wrong secret, or revoked.")
            String errorDescription) {}
}
