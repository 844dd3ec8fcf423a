package cn.dengyun.application.rest;

import cn.dengyun.application.ApplicationAccess;
import cn.dengyun.application.ApplicationCase;
import cn.dengyun.application.ApplicationService;
import cn.dengyun.application.domain.Objection;
import cn.dengyun.application.rest.HistoryViews.AppealView;
import cn.dengyun.application.rest.HistoryViews.DecisionView;
import cn.dengyun.application.rest.HistoryViews.StepView;
import cn.dengyun.application.rest.NoticeViews.NoticeView;
import cn.dengyun.application.rest.NoticeViews.ObjectionView;
import cn.dengyun.files.CaseDocument;
import cn.dengyun.files.DocumentVisibility;
import cn.dengyun.shared.Actor;
import cn.dengyun.voucher.casefile.CaseFile;
import cn.dengyun.voucher.casefile.CaseFilePart;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The application that a voucher was issued for, with all that was decided on the way. */
@ApplicationScoped
class ApplicationCasePart implements CaseFilePart {

    private final ApplicationCase applications;
    private final ApplicationService service;

    ApplicationCasePart(ApplicationCase applications, ApplicationService service) {
        this.applications = applications;
        this.service = service;
    }

    @Override
    public Uni<List<Section>> sections(SqlConnection connection, Voucher voucher, Actor actor) {
        if (voucher.applicationId() == null) {
            return Uni.createFrom().item(List.of());
        }
        return applications.of(connection, voucher.applicationId()).map(content -> sections(content, actor));
    }

    private List<Section> sections(ApplicationCase.Content content, Actor actor) {
        Instant now = service.now();
        boolean isReviewer = ApplicationAccess.seesSignals(content.application(), actor);
        boolean isOwn = actor.actsFor(content.application().organizationId());
        List<CaseDocument> readable = content.documents().stream()
                .filter(document -> isOwn || isReviewer || document.visibility() == DocumentVisibility.RECORD)
                .toList();
        return List.of(
                Section.of(
                        "application",
                        VoucherApplicationView.of(content.application(), content.applicant(), Set.of(), actor, now)),
                Section.of("steps", content.steps().stream().map(StepView::of).toList()),
                Section.of(
                        "decisions",
                        content.decisions().stream()
                                .map(each ->
                                        DecisionView.of(each.occasion(), each.record(), each.decidedAt(), Map.of()))
                                .toList()),
                Section.of(
                        "appeals",
                        Stream.ofNullable(content.appeal()).map(AppealView::of).toList()),
                Section.of(
                        "notices",
                        Stream.ofNullable(content.notice())
                                .map(notice -> NoticeView.of(notice, now))
                                .toList()),
                Section.of(
                        "objections",
                        content.objections().stream()
                                .map(objection -> ObjectionView.of(isReviewer ? objection : masked(objection)))
                                .toList()),
                new Section(
                        "documents",
                        content.documents().stream()
                                .map(document -> shown(document, readable.contains(document)))
                                .toList(),
                        readable));
    }

    /** Who objects may be known by what he says. */
    private static Objection masked(Objection objection) {
        return new Objection(
                objection.id(),
                objection.noticeId(),
                objection.applicationId(),
                null,
                objection.filedAt(),
                objection.filedBy(),
                objection.organizationId(),
                objection.dueAt(),
                objection.outcome(),
                objection.decisionReason(),
                objection.decidedAt(),
                objection.decidedBy());
    }

    /** Of a document that only reviewers may see the others are told that there is one, and its hash. */
    private static Map<String, Object> shown(CaseDocument document, boolean isReadable) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", document.id());
        view.put("purpose", document.purpose());
        view.put("visibility", document.visibility());
        view.put("issuer", isReadable ? document.issuer() : null);
        view.put("number", isReadable ? document.number() : null);
        view.put("issuedOn", isReadable ? document.issuedOn() : null);
        view.put("fileName", isReadable ? document.fileName() : null);
        view.put("mediaType", document.mediaType());
        view.put("byteCount", document.byteCount());
        view.put("sha256", document.sha256());
        view.put("status", document.status());
        view.put("replaces", document.replacesId());
        view.put("replacedBy", document.replacedById());
        view.put("addedAt", document.addedAt());
        view.put("endedAt", document.endedAt());
        view.put("file", isReadable ? CaseFile.fileOf(document) : null);
        return view;
    }
}
