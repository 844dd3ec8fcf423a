package cn.dengyun.catalogue.push;

import cn.dengyun.catalogue.concession.NamedConcessions;
import cn.dengyun.catalogue.document.OfferingDeclaration;
import cn.dengyun.catalogue.domain.DeclarationDecision;
import cn.dengyun.catalogue.domain.DeclarationOutcome;
import cn.dengyun.catalogue.domain.RecordedOffering;
import cn.dengyun.catalogue.search.IndexEntry;
import cn.dengyun.catalogue.store.OfferingRevision;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What sound lines mean for the catalogue as it is recorded: what is to be written, and what to tell. */
final class LineDecisions {

    private final UUID providerId;
    private final NamedConcessions named;
    private final Map<Long, LineResult> results = new HashMap<>();
    private final List<OfferingRevision> revisions = new ArrayList<>();
    private final List<UUID> unchanged = new ArrayList<>();

    private LineDecisions(UUID providerId, NamedConcessions named) {
        this.providerId = providerId;
        this.named = named;
    }

    /**
     * Decides on each of the lines.
     *
     * @param recorded what is on record, by external key
     * @param named the concessions that the lines name
     */
    static LineDecisions on(
            List<PreparedLine> lines, UUID providerId, Map<String, RecordedOffering> recorded, NamedConcessions named) {
        LineDecisions decisions = new LineDecisions(providerId, named);
        for (PreparedLine line : lines) {
            RecordedOffering known = recorded.get(line.reading().externalId());
            decisions.results.put(line.line(), decisions.decide(line, known));
        }
        return decisions;
    }

    /** By line number. */
    Map<Long, LineResult> results() {
        return results;
    }

    List<OfferingRevision> revisions() {
        return revisions;
    }

    /** The offerings that are as their lines say. */
    List<UUID> unchanged() {
        return unchanged;
    }

    private LineResult decide(PreparedLine line, RecordedOffering known) {
        OfferingDeclaration declaration = line.reading().declaration();
        String key = declaration.externalId();
        int version = known == null ? 0 : known.version();
        if (declaration.expectedVersion() != null && declaration.expectedVersion() != version) {
            return LineResult.conflict(
                    line.line(),
                    key,
                    Defect.at("/expectedVersion", "version-conflict", declaration.expectedVersion(), version));
        }
        DeclarationDecision decision;
        try {
            decision = DeclarationDecision.declare(known, declaration.hash(), declaration.isDraft());
        } catch (Rejection rejection) {
            return LineResult.conflict(line.line(), key, new Defect("/draft", rejection.code(), rejection.arguments()));
        }
        if (decision.outcome() == DeclarationOutcome.UNCHANGED) {
            unchanged.add(known.id());
            return new LineResult(line.line(), key, DeclarationOutcome.UNCHANGED, known.id(), version, List.of());
        }
        List<Defect> unfit = decision.hasNewContent()
                ? named.defects(known == null ? null : known.id(), declaration.content())
                : List.of();
        if (!unfit.isEmpty()) {
            return LineResult.rejected(line.line(), key, unfit);
        }
        OfferingRevision revision =
                OfferingRevision.of(known, declaration, decision, IndexEntry.of(providerId, declaration.content()));
        revisions.add(revision);
        return new LineResult(
                line.line(), key, decision.outcome(), revision.offeringId(), decision.version(), List.of());
    }
}
