package cn.dengyun.sheet;

import cn.dengyun.shared.Actor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** People as they are kept with what a job does for them. Systems and agents send no sheets. */
final class Callers {

    private Callers() {}

    static JsonObject written(Actor actor) {
        return new JsonObject()
                .put("id", text(actor.id()))
                .put("organizationId", text(actor.organizationId()))
                .put("roles", new JsonArray(actor.roles().stream().sorted().toList()))
                .put("regionCode", actor.regionCode())
                .put("organizationRole", actor.organizationRole());
    }

    static Actor read(JsonObject written) {
        Set<String> roles =
                written.getJsonArray("roles").stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
        return new Actor(
                id(written.getString("id")),
                false,
                id(written.getString("organizationId")),
                roles,
                Set.of(),
                written.getString("regionCode"),
                written.getString("organizationRole"),
                null);
    }

    private static String text(UUID id) {
        return id == null ? null : id.toString();
    }

    private static UUID id(String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
