package cn.dengyun.identity.account;

import cn.dengyun.identity.client.ApiClient;
import cn.dengyun.shared.Actor;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who is calling, as the caller may see it. */
@Schema(name = "Caller", description = "An account or an API client, with what it may do")
public record CallerView(
        @Schema(required = true, description = "The account or API client; the `sub` of its tokens")
        UUID id,

        @Schema(required = true, description = "`ACCOUNT` is a person, `API_CLIENT` a system")
        CallerKind kind,

        @Schema(required = true, description = "User name or client id", examples = "platform")
        String username,

        @Schema(required = true, description = "Name of the person or of the API client", examples = "示范云平台管理员")
        String displayName,

        @Schema(required = true, description = "The roles that it has now", examples = "[\"PROVIDER\"]")
        List<String> roles,

        @Schema(
                required = true,
                description = "What the present token of an API client may be used for; people have none and need none",
                examples = "[\"catalogue:read\", \"catalogue:write\"]")
        List<String> scopes,

        @Schema(
                required = true,
                nullable = true,
                description = "Whom it acts for; null for the platform's administrators")
        UUID organizationId,

        @Schema(
                required = true,
                nullable = true,
                description = "GB/T 2260 code of an authority's own region; null for everybody else",
                examples = "340100")
        String regionCode,

        @Schema(
                required = true,
                nullable = true,
                description = "What a person is in its organisation: an `OWNER` manages members and API clients, a"
                        + " `HANDLER` acts, a `VIEWER` reads; null for systems and without an organisation",
                enumeration = {"OWNER", "HANDLER", "VIEWER"},
                examples = "OWNER")
        String organizationRole,

        @Schema(
                required = true,
                nullable = true,
                description = "The caller's own mobile number; null where none was stated",
                examples = "13800005551")
        String mobile) {

    /** What kind of caller it is. */
    public enum CallerKind {
        ACCOUNT,
        API_CLIENT
    }

    public static CallerView of(Account account) {
        Actor actor = account.toActor(null);
        return new CallerView(
                account.id(),
                CallerKind.ACCOUNT,
                account.username(),
                account.displayName(),
                sorted(actor.roles()),
                sorted(actor.scopes()),
                account.organizationId(),
                actor.regionCode(),
                account.organizationRole(),
                account.mobile());
    }

    static CallerView of(ApiClient client, Set<String> granted) {
        return new CallerView(
                client.id(),
                CallerKind.API_CLIENT,
                client.clientId(),
                client.name(),
                sorted(client.organizationKind().clientRoles()),
                sorted(granted),
                client.organizationId(),
                null,
                null,
                null);
    }

    private static List<String> sorted(Set<String> names) {
        return List.copyOf(new TreeSet<>(names));
    }
}
