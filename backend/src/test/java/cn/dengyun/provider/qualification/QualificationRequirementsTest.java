package cn.dengyun.provider.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.provider.ProviderKind;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.DocumentPurpose;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a dossier has to show, kind by kind. */
class QualificationRequirementsTest {

    private static final LocalDate TODAY = LocalDate.of(2020, 2, 29);
    private static final Set<DocumentPurpose> ALL = EnumSet.allOf(DocumentPurpose.class);

    @ParameterizedTest
    @CsvSource({
        "CLOUD_PLATFORM,      dataLocations exitTerms protectionFiling protectionLevel protectionReportOn serviceLevel"
                + " telecomLicence telecomLicenceNumber telecomLicenceUntil, 4",
        "TELECOM,             dataLocations exitTerms protectionFiling protectionLevel protectionReportOn serviceLevel"
                + " telecomLicence telecomLicenceNumber telecomLicenceUntil, 4",
        "CLOUD_APPLICATION,   dataLocations exitTerms protectionFiling protectionLevel protectionReportOn serviceLevel,"
                + " 3",
        "SERVICE_INSTITUTION, '', 3"
    })
    void whatIsMissingIsNamedAtOnce(ProviderKind kind, String further, int documents) {
        List<Defect> defects = QualificationRequirements.of(kind).defects(QualificationDossier.EMPTY, Set.of(), TODAY);

        List<String> missing = defects.stream()
                .filter(defect -> defect.code().equals("qualification-member-missing"))
                .map(defect -> defect.pointer().substring("/dossier/".length()))
                .sorted()
                .toList();
        List<String> always =
                List.of("nameZh", "hotline", "incidentPhone", "incidentEmail", "securityStaff", "securityTeam");
        assertThat(missing)
                .containsExactlyElementsOf(Stream.concat(
                                always.stream(), Stream.of(further.split(" ")).filter(name -> !name.isBlank()))
                        .sorted()
                        .toList());
        assertThat(defects.stream().filter(defect -> defect.code().equals("qualification-document-missing")))
                .hasSize(documents);
        assertThat(defects).hasSize(missing.size() + documents);
    }

    @ParameterizedTest
    @CsvSource({
        "CLOUD_PLATFORM,    B11,   3, 2019-03-01, 2020-02-29, ''",
        "CLOUD_PLATFORM,    BASIC, 4, 2020-02-29, 2020-02-29, ''",
        "CLOUD_PLATFORM,    B25,   3, 2019-03-01, 2020-02-29, qualification-licence-unfit",
        "TELECOM,           B11,   3, 2019-03-01, 2020-02-29, qualification-licence-unfit",
        "CLOUD_PLATFORM,    B11,   2, 2019-03-01, 2020-02-29, qualification-protection-low",
        "CLOUD_PLATFORM,    B11,   3, 2019-02-27, 2020-02-29, qualification-report-unfit",
        "CLOUD_PLATFORM,    B11,   3, 2019-02-28, 2020-02-29, qualification-report-unfit",
        "CLOUD_PLATFORM,    B11,   3, 2020-03-01, 2020-02-29, qualification-report-unfit",
        "CLOUD_PLATFORM,    B11,   3, 2019-03-01, 2020-02-28, qualification-paper-expired",
        "CLOUD_APPLICATION, B25,   2, 2018-02-28, 2020-02-29, qualification-report-unfit",
        "CLOUD_APPLICATION, B25,   2, 2018-03-01, 2020-02-29, ''",
        "CLOUD_APPLICATION, B25,   1, 2018-03-01, 2020-02-29, qualification-protection-low"
    })
    void eachPaperIsLookedAt(
            ProviderKind kind,
            TelecomLicence licence,
            int level,
            LocalDate reported,
            LocalDate licensedUntil,
            String defect) {
        List<Defect> defects = QualificationRequirements.of(kind)
                .defects(dossier(licence, level, reported, licensedUntil, List.of()), ALL, TODAY);

        assertThat(defects.stream().map(Defect::code).toList())
                .isEqualTo(defect.isEmpty() ? List.of() : List.of(defect));
    }

    @Test
    void aCertificateIsValidTodayAndStandsThereOnce() {
        QualificationCertificate valid = new QualificationCertificate(CertificateKind.ISO_27001, "42", "认证中心", TODAY);
        QualificationCertificate again =
                new QualificationCertificate(CertificateKind.ISO_27001, " 42", "别的中心", TODAY.plusDays(1));
        QualificationCertificate over =
                new QualificationCertificate(CertificateKind.CMMI, "42", "认证中心", TODAY.minusDays(1));

        List<Defect> defects = QualificationRequirements.of(ProviderKind.SERVICE_INSTITUTION)
                .defects(dossier(null, 0, null, null, List.of(valid, again, over)), ALL, TODAY);

        assertThat(defects)
                .extracting(Defect::pointer, Defect::code)
                .containsExactly(
                        Tuple.tuple("/dossier/certificates/1", "qualification-certificate-twice"),
                        Tuple.tuple("/dossier/certificates/2/validUntil", "qualification-paper-expired"));
    }

    private static QualificationDossier dossier(
            TelecomLicence licence,
            int level,
            LocalDate reported,
            LocalDate licensedUntil,
            List<QualificationCertificate> certificates) {
        return new QualificationDossier(
                "云",
                null,
                "400",
                null,
                List.of("合肥"),
                licence,
                licence == null ? null : "1",
                licensedUntil,
                level,
                "1",
                reported,
                certificates,
                "可用性",
                "导出",
                "0551",
                "a@example.cn",
                1,
                "一人");
    }
}
