package cn.dengyun.programme.simulation;

import cn.dengyun.identity.organization.CertifiedEnterprises;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.policy.Applicants;
import cn.dengyun.policy.Applicants.Applicant;
import cn.dengyun.policy.domain.ApplicantFacts;
import cn.dengyun.policy.domain.CheckedFacts;
import cn.dengyun.policy.domain.simulation.PopulationModel;
import cn.dengyun.programme.simulation.domain.SimulationRequest;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Whom rules are tried on. Regions are told by the codes in force today, for the money stands there. */
@ApplicationScoped
class Populations {

    private static final int PART = 1_000;
    /** Older than any rule asks for. */
    private static final int ENOUGH_YEARS = 100;

    private final Pool pool;
    private final CertifiedEnterprises enterprises;
    private final Applicants applicants;
    private final ReferenceService reference;

    Populations(Pool pool, CertifiedEnterprises enterprises, Applicants applicants, ReferenceService reference) {
        this.pool = pool;
        this.enterprises = enterprises;
        this.applicants = applicants;
        this.reference = reference;
    }

    /** Those that the simulation is run on; on a worker thread. */
    List<ApplicantFacts> of(SimulationRequest request) {
        LocalDate day = LocalDate.ofInstant(request.opensAt(), ClockProducer.BUSINESS_ZONE);
        List<ApplicantFacts> found = switch (request.source()) {
            case REGISTERED -> registered();
            case GENERATED -> generated(request, day);
            case UPLOADED -> request.enterprises();
        };
        Map<String, String> known = new HashMap<>();
        return found.stream()
                .map(facts -> adapted(
                        facts,
                        known.computeIfAbsent(String.valueOf(facts.regionCode()), reference::codeInForce),
                        request,
                        day))
                .toList();
    }

    private List<ApplicantFacts> generated(SimulationRequest request, LocalDate day) {
        PopulationModel standard = PopulationModel.standard();
        SortedMap<String, Integer> regions = new TreeMap<>();
        standard.regionWeights()
                .forEach((region, weight) -> regions.merge(reference.codeInForce(region), weight, Integer::sum));
        return new PopulationModel(
                        regions,
                        standard.sizeWeights(),
                        standard.industryWeights(),
                        standard.certifiedBasisPoints(),
                        standard.individualBasisPoints(),
                        standard.providerBasisPoints(),
                        standard.violationBasisPoints(),
                        standard.oldestDays())
                .generate(request.count(), request.seed(), day);
    }

    private List<ApplicantFacts> registered() {
        List<ApplicantFacts> found = new ArrayList<>();
        UUID last = Ids.OLDEST;
        while (found.size() < SimulationForms.MAX_ENTERPRISES) {
            List<UUID> part = WorkerThread.await(enterprises.after(pool, last, PART));
            if (part.isEmpty()) {
                return found;
            }
            Map<UUID, Applicant> known = WorkerThread.await(applicants.of(pool, part));
            part.stream()
                    .filter(known::containsKey)
                    .map(id -> known.get(id).facts(CheckedFacts.NONE, 0))
                    .forEach(found::add);
            last = part.get(part.size() - 1);
        }
        return found;
    }

    /** With the region's code in force, and with what reviewers would look up, where that is taken to be in order. */
    private static ApplicantFacts adapted(
            ApplicantFacts facts, String region, SimulationRequest request, LocalDate day) {
        boolean isAgeTaken = request.checked() && facts.registeredOn() == null;
        boolean isCleanTaken = request.checked() && facts.violations() == null;
        return new ApplicantFacts(
                facts.organizationId(),
                facts.creditCode(),
                facts.standing(),
                facts.certifiedUntil(),
                facts.regionCode() == null ? null : region,
                facts.industryCode(),
                facts.size(),
                isAgeTaken ? day.minusYears(ENOUGH_YEARS) : facts.registeredOn(),
                facts.revenueFen(),
                facts.tags(),
                facts.provider(),
                isCleanTaken ? List.of() : facts.violations(),
                facts.committedFen(),
                facts.linkedParties());
    }
}
