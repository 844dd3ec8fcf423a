package cn.dengyun.catalogue.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * How complete and current an offering is: what other catalogues leave to nobody, so that their buyers cannot compare
 * prices and their sellers never learn why nobody buys.
 *
 * @param score 0 to 100: 100 less the weights of all findings
 */
public record Quality(int score, List<QualityFinding> findings) {

    private static final int SHORT_DESCRIPTION = 30;

    /** Assesses a content as of a moment. */
    public static Quality assess(OfferingContent content, String externalId, Instant lastConfirmedAt, Instant now) {
        List<QualityFinding> findings = new ArrayList<>();
        assessTexts(content, externalId, findings);
        assessClassification(content, findings);
        assessPrices(content, findings);
        assessAssurance(content, LocalDate.ofInstant(now, ZoneId.of("Asia/Shanghai")), findings);
        if (Freshness.at(now, lastConfirmedAt).compareTo(Freshness.DUE_SOON) > 0) {
            findings.add(new QualityFinding("", "quality-confirmation-overdue", 15));
        }
        int lost = findings.stream().mapToInt(QualityFinding::weight).sum();
        return new Quality(Math.max(0, 100 - lost), List.copyOf(findings));
    }

    private static void assessTexts(OfferingContent content, String externalId, List<QualityFinding> findings) {
        if (content.description() == null) {
            findings.add(new QualityFinding("/description", "quality-description-missing", 20));
        } else if (content.description().length() < SHORT_DESCRIPTION) {
            findings.add(new QualityFinding("/description", "quality-description-short", 5));
        }
        if (content.nameEn() == null) {
            findings.add(new QualityFinding("/nameEn", "quality-english-name-missing", 3));
        } else if (isPlaceholder(content.nameEn())) {
            findings.add(new QualityFinding("/nameEn", "quality-english-name-placeholder", 3));
        } else if (content.nameEn().codePoints().anyMatch(Character::isIdeographic)) {
            findings.add(new QualityFinding("/nameEn", "quality-english-name-chinese", 3));
        }
        if (content.name().contains(externalId) && externalId.length() > 2) {
            findings.add(new QualityFinding("/name", "quality-name-repeats-key", 2));
        }
        if (content.homepage() == null) {
            findings.add(new QualityFinding("/homepage", "quality-homepage-missing", 4));
        } else if (content.homepage().startsWith("http:")) {
            findings.add(new QualityFinding("/homepage", "quality-homepage-unencrypted", 2));
        }
    }

    private static boolean isPlaceholder(String name) {
        return name.equals("暂无") || name.equalsIgnoreCase("n/a") || name.equals("-") || name.equalsIgnoreCase("none");
    }

    private static void assessClassification(OfferingContent content, List<QualityFinding> findings) {
        if (content.categoryCode() == null) {
            findings.add(new QualityFinding("/categoryCode", "quality-category-missing", 10));
        }
        if (content.industries().isEmpty() && content.kind() == OfferingKind.INDUSTRIAL_APP) {
            findings.add(new QualityFinding("/industries", "quality-industries-missing", 8));
        }
        if (content.deployment() == null) {
            findings.add(new QualityFinding("/deployment", "quality-deployment-missing", 2));
        }
    }

    private static void assessPrices(OfferingContent content, List<QualityFinding> findings) {
        if (content.plans().isEmpty()) {
            findings.add(new QualityFinding("/plans", "quality-price-missing", 20));
        } else if (content.plans().stream().anyMatch(plan -> plan.taxRate() == null)) {
            findings.add(new QualityFinding("/plans", "quality-tax-rate-missing", 3));
        }
        if (content.trial() == null) {
            findings.add(new QualityFinding("/trial", "quality-trial-missing", 3));
        }
    }

    private static void assessAssurance(OfferingContent content, LocalDate today, List<QualityFinding> findings) {
        if (content.certificates().isEmpty()) {
            findings.add(new QualityFinding("/certificates", "quality-certificates-missing", 6));
        }
        for (int i = 0; i < content.certificates().size(); i++) {
            LocalDate end = content.certificates().get(i).validUntil();
            if (end != null && end.isBefore(today)) {
                findings.add(new QualityFinding("/certificates/" + i, "quality-certificate-expired", 10));
            }
        }
        if (content.availability() == null) {
            findings.add(new QualityFinding("/availability", "quality-availability-missing", 2));
        }
    }
}
