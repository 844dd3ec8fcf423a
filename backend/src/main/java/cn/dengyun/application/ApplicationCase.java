package cn.dengyun.application;

import cn.dengyun.application.domain.Appeal;
import cn.dengyun.application.domain.ApplicationStep;
import cn.dengyun.application.domain.Objection;
import cn.dengyun.application.domain.PublicNotice;
import cn.dengyun.application.domain.RuleDecision;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.AppealStore;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.HistoryStore;
import cn.dengyun.application.store.NoticeStore;
import cn.dengyun.files.CaseDocument;
import cn.dengyun.files.DocumentService;
import cn.dengyun.identity.organization.CertifiedStandings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Everything on record about an application. */
@ApplicationScoped
public class ApplicationCase {

    private final ApplicationStore applications;
    private final HistoryStore history;
    private final AppealStore appeals;
    private final NoticeStore notices;
    private final DocumentService documents;
    private final CertifiedStandings standings;

    ApplicationCase(
            ApplicationStore applications,
            HistoryStore history,
            AppealStore appeals,
            NoticeStore notices,
            DocumentService documents,
            CertifiedStandings standings) {
        this.applications = applications;
        this.history = history;
        this.appeals = appeals;
        this.notices = notices;
        this.documents = documents;
        this.standings = standings;
    }

    /**
     * All of it, oldest first each.
     *
     * @param applicant what the enterprise is called
     * @param appeal null when there was none
     * @param notice null when it was in none
     */
    public record Content(
            VoucherApplication application,
            String applicant,
            List<ApplicationStep> steps,
            List<RuleDecision> decisions,
            Appeal appeal,
            PublicNotice notice,
            List<Objection> objections,
            List<CaseDocument> documents) {}

    /** As the unit of work sees it; for whoever has seen to it who may read it. */
    public Uni<Content> of(SqlConnection connection, UUID id) {
        return applications
                .find(connection, id)
                .chain(application -> Uni.combine()
                        .all()
                        .unis(
                                standings.of(connection, List.of(application.organizationId())),
                                history.steps(connection, id),
                                history.decisions(connection, id),
                                appeals.of(connection, id),
                                application.noticeId() == null
                                        ? Uni.createFrom().<PublicNotice>nullItem()
                                        : notices.find(connection, application.noticeId()),
                                notices.objectionsTo(connection, id),
                                documents.ofRecord(connection, ApplicationRecord.KIND, id))
                        .with((names, steps, decisions, appeal, notice, objections, onIt) -> new Content(
                                application,
                                names.get(application.organizationId()).nameZh(),
                                steps,
                                decisions,
                                appeal,
                                notice,
                                objections,
                                onIt)));
    }
}
