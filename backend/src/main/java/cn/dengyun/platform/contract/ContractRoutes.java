package cn.dengyun.platform.contract;

import cn.dengyun.platform.problem.Problems;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Serves the contract: whole at {@code /openapi}, as a list of its tags at {@code /openapi/index}, and what has one tag
 * at {@code /openapi/tags/{tag}}. Each is YAML or JSON, by {@code ?format=} or {@code Accept}; compressed for whoever
 * takes that; and not sent again to whoever has it.
 */
@ApplicationScoped
class ContractRoutes {

    /** Before the framework's own address of the same name. */
    private static final int ORDER = -1;

    private static final String BASE = "/openapi";
    private static final String INDEX = "index";
    private static final String CACHE_CONTROL = "public, max-age=300";
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";
    private static final List<String> OFFERED = List.of(YAML, JSON);
    private static final Map<String, String> FORMATS = Map.of("JSON", JSON, "YAML", YAML);

    private final PublishedContract contract;
    private final Problems problems;
    private final ObjectMapper json = new JsonMapper();
    private final ObjectMapper yaml = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();
    private final Map<String, ContractDocument> documents = new ConcurrentHashMap<>();

    ContractRoutes(PublishedContract contract, Problems problems) {
        this.contract = contract;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        serve(router, BASE, context -> answer(context, "", whole -> whole));
        for (String ending : List.of("json", "yaml")) {
            serve(
                    router,
                    BASE + "." + ending,
                    context -> answer(context, "", FORMATS.get(ending.toUpperCase(Locale.ROOT)), whole -> whole));
        }
        serve(
                router,
                BASE + "/" + INDEX,
                context -> answer(context, INDEX, whole -> new ContractExtract(whole).index(BASE)));
        serve(router, BASE + "/tags/:tag", context -> {
            String tag = context.pathParam("tag");
            if (!contract.tags().contains(tag)) {
                problems.send(context, Rejection.notFound("path-not-found"));
                return;
            }
            answer(context, "tag " + tag, whole -> new ContractExtract(whole).of(tag));
        });
    }

    private void serve(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).order(ORDER).handler(context -> {
            HttpMethod method = context.request().method();
            if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
                context.next();
                return;
            }
            context.response().putHeader("Allow", "GET, HEAD");
            problems.send(context, "method-not-allowed", 405);
        });
        // Whoever asks first has to wait until it is written, and nobody else should have to.
        router.route(path).order(ORDER).blockingHandler(handler, false);
    }

    private void answer(RoutingContext context, String part, Function<JsonNode, JsonNode> extract) {
        String mediaType = mediaType(context);
        if (mediaType != null) {
            answer(context, part, mediaType, extract);
        }
    }

    private void answer(RoutingContext context, String part, String mediaType, Function<JsonNode, JsonNode> extract) {
        ContractDocument document =
                documents.computeIfAbsent(part + " " + mediaType, key -> document(mediaType, extract));
        boolean isCompressed = takesGzip(context);
        String tag = document.tag(isCompressed);
        context.response()
                .putHeader("ETag", EntityTags.quoted(tag))
                .putHeader("Cache-Control", CACHE_CONTROL)
                .putHeader("Vary", "Accept, Accept-Encoding");
        if (EntityTags.isKnown(context.request().getHeader("If-None-Match"), tag)) {
            context.response().setStatusCode(304).end();
            return;
        }
        send(context, document, isCompressed);
    }

    private static void send(RoutingContext context, ContractDocument document, boolean isCompressed) {
        ByteBuf bytes = isCompressed ? document.compressed() : document.plain();
        context.response().putHeader("Content-Type", document.mediaType() + ";charset=UTF-8");
        if (isCompressed) {
            context.response().putHeader("Content-Encoding", "gzip");
        }
        context.response().putHeader("Content-Length", String.valueOf(bytes.readableBytes()));
        if (context.request().method() == HttpMethod.HEAD) {
            context.response().end();
            return;
        }
        context.response().end(Buffer.buffer(bytes.duplicate()));
    }

    private ContractDocument document(String mediaType, Function<JsonNode, JsonNode> extract) {
        JsonNode part = extract.apply(contract.read());
        try {
            ObjectMapper writer = mediaType.equals(JSON) ? json : yaml;
            return ContractDocument.of(mediaType, writer.writeValueAsString(part));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the caller wants; null when it was told that there is no such thing. */
    private String mediaType(RoutingContext context) {
        String format = context.request().getParam("format");
        if (format != null) {
            String wanted = FORMATS.get(format.toUpperCase(Locale.ROOT));
            if (wanted == null) {
                problems.send(
                        context,
                        Rejection.invalid(
                                List.of(Defect.at("query/format", "parameter-invalid", format, "YAML, JSON"))));
            }
            return wanted;
        }
        List<String> lines = context.request().headers().getAll("Accept");
        if (lines.stream().allMatch(String::isBlank)) {
            return YAML;
        }
        String wanted = MediaRange.best(MediaRange.all(lines), OFFERED);
        if (wanted == null) {
            problems.send(context, "not-acceptable", 406, String.join(", ", OFFERED));
        }
        return wanted;
    }

    private static boolean takesGzip(RoutingContext context) {
        return context.parsedHeaders().acceptEncoding().stream()
                .anyMatch(encoding -> encoding.weight() > 0 && encoding.value().equalsIgnoreCase("gzip"));
    }
}
