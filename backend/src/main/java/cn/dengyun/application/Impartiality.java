package cn.dengyun.application;

import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.identity.organization.OrganizationLinks;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sees that nobody decides on an application of his own side, also where he wears another hat. */
@ApplicationScoped
class Impartiality {

    private final OrganizationLinks links;

    Impartiality(OrganizationLinks links) {
        this.links = links;
    }

    /**
     * Rejects with {@code review-own-side} (403) the applicant's own people, whoever wrote the application, and whoever
     * has the telephone of the applicant's contact.
     */
    Uni<Void> require(SqlConnection connection, VoucherApplication application, Actor actor) {
        ApplicationAccess.requireOtherSide(application, actor);
        return links.requireNoContact(connection, actor, List.of(application.organizationId()));
    }
}
