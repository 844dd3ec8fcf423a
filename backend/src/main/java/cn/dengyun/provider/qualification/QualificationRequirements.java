package cn.dengyun.provider.qualification;

import cn.dengyun.provider.ProviderKind;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.DocumentPurpose;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a dossier has to show.
 *
 * @param licences any of which is good; empty where none is needed
 * @param protectionLevel at least; 0 where none is needed
 * @param isHost whether customers' data lies with it
 * @param documents purposes, each of which one document at least has to have
 */
record QualificationRequirements(
        Set<TelecomLicence> licences, int protectionLevel, boolean isHost, Set<DocumentPurpose> documents) {

    /** A report of an evaluation is good for so many years; from level three on they are yearly. */
    private static final int YEARS_OF_REPORT = 2;

    private static final int YEARLY_FROM_LEVEL = 3;
    private static final String DOSSIER = "/dossier/";
    private static final Map<ProviderKind, QualificationRequirements> BY_KIND = Map.of(
            ProviderKind.CLOUD_PLATFORM,
            new QualificationRequirements(
                    EnumSet.of(TelecomLicence.B11, TelecomLicence.BASIC),
                    3,
                    true,
                    EnumSet.of(
                            DocumentPurpose.BUSINESS_LICENCE,
                            DocumentPurpose.QUALIFICATION,
                            DocumentPurpose.SECURITY_REPORT,
                            DocumentPurpose.COMMITMENT)),
            ProviderKind.CLOUD_APPLICATION,
            new QualificationRequirements(
                    Set.of(),
                    2,
                    true,
                    EnumSet.of(
                            DocumentPurpose.BUSINESS_LICENCE,
                            DocumentPurpose.SECURITY_REPORT,
                            DocumentPurpose.COMMITMENT)),
            ProviderKind.TELECOM,
            new QualificationRequirements(
                    EnumSet.of(TelecomLicence.BASIC),
                    3,
                    true,
                    EnumSet.of(
                            DocumentPurpose.BUSINESS_LICENCE,
                            DocumentPurpose.QUALIFICATION,
                            DocumentPurpose.SECURITY_REPORT,
                            DocumentPurpose.COMMITMENT)),
            ProviderKind.SERVICE_INSTITUTION,
            new QualificationRequirements(
                    Set.of(),
                    0,
                    false,
                    EnumSet.of(
                            DocumentPurpose.BUSINESS_LICENCE,
                            DocumentPurpose.QUALIFICATION,
                            DocumentPurpose.COMMITMENT)));

    static QualificationRequirements of(ProviderKind kind) {
        return BY_KIND.get(kind);
    }

    /**
     * All that is wrong, in the order of the dossier.
     *
     * @param shown purposes of the documents that are there
     */
    List<Defect> defects(QualificationDossier dossier, Set<DocumentPurpose> shown, LocalDate today) {
        List<Defect> defects = new ArrayList<>();
        missing(defects, "nameZh", dossier.nameZh());
        missing(defects, "hotline", dossier.hotline());
        if (isHost
                && (dossier.dataLocations() == null || dossier.dataLocations().isEmpty())) {
            defects.add(Defect.at(DOSSIER + "dataLocations", "qualification-member-missing"));
        }
        licence(defects, dossier, today);
        protection(defects, dossier, today);
        certificates(defects, dossier, today);
        if (isHost) {
            missing(defects, "serviceLevel", dossier.serviceLevel());
            missing(defects, "exitTerms", dossier.exitTerms());
        }
        missing(defects, "incidentPhone", dossier.incidentPhone());
        missing(defects, "incidentEmail", dossier.incidentEmail());
        boolean hasTeam = dossier.securityStaff() != null && dossier.securityStaff() > 0;
        if (!hasTeam) {
            defects.add(Defect.at(DOSSIER + "securityStaff", "qualification-member-missing"));
        }
        missing(defects, "securityTeam", dossier.securityTeam());
        documents.stream()
                .filter(purpose -> !shown.contains(purpose))
                .sorted()
                .forEach(purpose ->
                        defects.add(Defect.at("/documents", "qualification-document-missing", purpose.name())));
        return defects;
    }

    private void licence(List<Defect> defects, QualificationDossier dossier, LocalDate today) {
        if (licences.isEmpty() && dossier.telecomLicence() == null) {
            return;
        }
        if (dossier.telecomLicence() == null) {
            defects.add(Defect.at(DOSSIER + "telecomLicence", "qualification-member-missing"));
        } else if (!licences.isEmpty() && !licences.contains(dossier.telecomLicence())) {
            defects.add(Defect.at(
                    DOSSIER + "telecomLicence",
                    "qualification-licence-unfit",
                    dossier.telecomLicence().name()));
        }
        missing(defects, "telecomLicenceNumber", dossier.telecomLicenceNumber());
        valid(defects, "telecomLicenceUntil", dossier.telecomLicenceUntil(), today);
    }

    private void protection(List<Defect> defects, QualificationDossier dossier, LocalDate today) {
        if (protectionLevel == 0) {
            return;
        }
        if (dossier.protectionLevel() == null) {
            defects.add(Defect.at(DOSSIER + "protectionLevel", "qualification-member-missing"));
        } else if (dossier.protectionLevel() < protectionLevel) {
            defects.add(Defect.at(DOSSIER + "protectionLevel", "qualification-protection-low", protectionLevel));
        }
        missing(defects, "protectionFiling", dossier.protectionFiling());
        LocalDate reported = dossier.protectionReportOn();
        if (reported == null) {
            defects.add(Defect.at(DOSSIER + "protectionReportOn", "qualification-member-missing"));
            return;
        }
        int level = dossier.protectionLevel() == null ? protectionLevel : dossier.protectionLevel();
        int years = level >= YEARLY_FROM_LEVEL ? 1 : YEARS_OF_REPORT;
        if (reported.isAfter(today) || reported.plusYears(years).isBefore(today)) {
            defects.add(Defect.at(DOSSIER + "protectionReportOn", "qualification-report-unfit", years));
        }
    }

    private static void certificates(List<Defect> defects, QualificationDossier dossier, LocalDate today) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < dossier.allCertificates().size(); i++) {
            QualificationCertificate certificate = dossier.allCertificates().get(i);
            valid(defects, "certificates/" + i + "/validUntil", certificate.validUntil(), today);
            if (!seen.add(certificate.kind() + " " + certificate.number().strip())) {
                defects.add(Defect.at(DOSSIER + "certificates/" + i, "qualification-certificate-twice"));
            }
        }
    }

    private static void valid(List<Defect> defects, String member, LocalDate until, LocalDate today) {
        if (until == null) {
            defects.add(Defect.at(DOSSIER + member, "qualification-member-missing"));
        } else if (until.isBefore(today)) {
            defects.add(Defect.at(DOSSIER + member, "qualification-paper-expired"));
        }
    }

    private static void missing(List<Defect> defects, String member, String text) {
        if (text == null || text.isBlank()) {
            defects.add(Defect.at(DOSSIER + member, "qualification-member-missing"));
        }
    }
}
