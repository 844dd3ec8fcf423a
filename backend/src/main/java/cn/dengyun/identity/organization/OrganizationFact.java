package cn.dengyun.identity.organization;

import cn.dengyun.platform.outbox.Fact;
import cn.dengyun.shared.Ids;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** The facts that are told about organisations and their certifications. */
final class OrganizationFact {

    private OrganizationFact() {}

    static Fact of(String event, UUID organizationId, String nameZh, Instant now) {
        JsonObject data = new JsonObject().put("id", organizationId.toString()).put("nameZh", nameZh);
        return fact("organization." + event, "/api/v1/organizations/" + organizationId, organizationId, data, now);
    }

    static Fact ofCertification(String event, UUID certificationId, UUID organizationId, Instant now) {
        JsonObject data =
                new JsonObject().put("id", certificationId.toString()).put("organizationId", organizationId.toString());
        return fact("certification." + event, "/api/v1/certifications/" + certificationId, organizationId, data, now);
    }

    private static Fact fact(String type, String subject, UUID organizationId, JsonObject data, Instant now) {
        return new Fact(Ids.next(), "cn.dengyun.identity." + type, subject, organizationId, false, data.encode(), now);
    }
}
