package cn.dengyun.shared;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The size class of an enterprise by the statistical rule of 2017 (统计上大中小微型企业划分办法（2017）, 国统字〔2017〕213号).
 *
 * <p>To be large, medium or small it must reach every lower bound of its industry's indicators; else it drops to the
 * class below.
 */
public enum EnterpriseSize {
    LARGE,
    MEDIUM,
    SMALL,
    MICRO,
    /** The rule does not cover the industry, or too little is known to tell. Nothing is guessed. */
    UNCLASSIFIED;

    /** Fen in 10,000 yuan, the unit in which the rule states its bounds. */
    private static final long TEN_THOUSAND_YUAN = 1_000_000L;

    /**
     * The class of an enterprise.
     *
     * @param industry GB/T 4754-2017 code as exact as it is known, section letter to four digits ({@code C},
     *     {@code 36}, {@code 7010}). Within F, G, I, K and Q the rule differs by division, within 59 by group and
     *     within 70 by class: a code that leaves it open gives {@link #UNCLASSIFIED}, as does an unknown one
     * @param staff people employed (从业人员); null when not known
     * @param revenueFen operating revenue (营业收入) of the year; null when not known
     * @param assetsFen total assets (资产总额); null when not known. A figure that the industry's rule does not use may
     *     always be null; one that it uses makes the answer {@link #UNCLASSIFIED}, unless another figure already makes
     *     it {@link #MICRO}
     */
    public static EnterpriseSize of(String industry, Long staff, Long revenueFen, Long assetsFen) {
        Bounds bounds = Bounds.ofIndustry(industry);
        return bounds == null ? UNCLASSIFIED : bounds.classify(staff, revenueFen, assetsFen);
    }

    /**
     * Lower bounds of large, medium and small in people and 10,000 yuan; null where an industry has no such indicator.
     */
    private enum Bounds {
        AGRICULTURE(null, thresholds(20_000, 500, 50), null),
        INDUSTRY(thresholds(1_000, 300, 20), thresholds(40_000, 2_000, 300), null),
        CONSTRUCTION(null, thresholds(80_000, 6_000, 300), thresholds(80_000, 5_000, 300)),
        WHOLESALE(thresholds(200, 20, 5), thresholds(40_000, 5_000, 1_000), null),
        RETAIL(thresholds(300, 50, 10), thresholds(20_000, 500, 100), null),
        TRANSPORT(thresholds(1_000, 300, 20), thresholds(30_000, 3_000, 200), null),
        STORAGE(thresholds(200, 100, 20), thresholds(30_000, 1_000, 100), null),
        POST(thresholds(1_000, 300, 20), thresholds(30_000, 2_000, 100), null),
        HOSPITALITY(thresholds(300, 100, 10), thresholds(10_000, 2_000, 100), null),
        INFORMATION_TRANSMISSION(thresholds(2_000, 100, 10), thresholds(100_000, 1_000, 100), null),
        SOFTWARE(thresholds(300, 100, 10), thresholds(10_000, 1_000, 50), null),
        REAL_ESTATE_DEVELOPMENT(null, thresholds(200_000, 1_000, 100), thresholds(10_000, 5_000, 2_000)),
        PROPERTY_MANAGEMENT(thresholds(1_000, 300, 100), thresholds(5_000, 1_000, 500), null),
        LEASING_AND_BUSINESS(thresholds(300, 100, 10), null, thresholds(120_000, 8_000, 100)),
        OTHER(thresholds(300, 100, 10), null, null);

        private final long[] staff;
        private final long[] revenue;
        private final long[] assets;

        Bounds(long[] staff, long[] revenue, long[] assets) {
            this.staff = staff;
            this.revenue = revenue;
            this.assets = assets;
        }

        private static long[] thresholds(long large, long medium, long small) {
            return new long[] {large, medium, small};
        }

        EnterpriseSize classify(Long people, Long revenueFen, Long assetsFen) {
            Set<EnterpriseSize> allowed = EnumSet.of(
                    allowedBy(staff, 1, people),
                    allowedBy(revenue, TEN_THOUSAND_YUAN, revenueFen),
                    allowedBy(assets, TEN_THOUSAND_YUAN, assetsFen));
            // One figure below every bound makes it micro, whatever the others are.
            return allowed.contains(MICRO) ? MICRO : Collections.max(allowed);
        }

        /** The highest class that one figure allows; an indicator that is not used allows every class. */
        private static EnterpriseSize allowedBy(long[] thresholds, long unit, Long figure) {
            if (thresholds == null || figure != null && figure >= thresholds[0] * unit) {
                return LARGE;
            }
            if (figure == null) {
                return UNCLASSIFIED;
            }
            if (figure >= thresholds[1] * unit) {
                return MEDIUM;
            }
            return figure >= thresholds[2] * unit ? SMALL : MICRO;
        }

        /** Null when the rule does not cover the industry or the code leaves open which bounds hold. */
        static Bounds ofIndustry(String code) {
            if (code == null || !code.matches("[A-T]|[0-9]{2,4}")) {
                return null;
            }
            return code.length() == 1 ? ofSection(code.charAt(0)) : ofNumber(code);
        }

        private static Bounds ofSection(char section) {
            return switch (section) {
                case 'A' -> AGRICULTURE;
                case 'B', 'C', 'D' -> INDUSTRY;
                case 'E' -> CONSTRUCTION;
                case 'H' -> HOSPITALITY;
                case 'L' -> LEASING_AND_BUSINESS;
                case 'M', 'N', 'O', 'R' -> OTHER;
                default -> null;
            };
        }

        private static Bounds ofNumber(String code) {
            int division = Integer.parseInt(code.substring(0, 2));
            return switch (division) {
                case 51 -> WHOLESALE;
                case 52 -> RETAIL;
                case 54, 55, 56, 57, 58 -> TRANSPORT;
                case 59 -> ofHandlingAndStorage(code);
                case 60 -> POST;
                case 61, 62 -> HOSPITALITY;
                case 63, 64 -> INFORMATION_TRANSMISSION;
                case 65 -> SOFTWARE;
                case 70 -> ofRealEstate(code);
                case 71, 72 -> LEASING_AND_BUSINESS;
                case 85 -> OTHER;
                default -> ofWholeSection(division);
            };
        }

        /** The sections whose divisions all have the same bounds. */
        private static Bounds ofWholeSection(int division) {
            if (division >= 1 && division <= 5) {
                return AGRICULTURE;
            }
            if (division >= 6 && division <= 46) {
                return INDUSTRY;
            }
            if (division >= 47 && division <= 50) {
                return CONSTRUCTION;
            }
            boolean isOther = (division >= 73 && division <= 82) || (division >= 86 && division <= 90);
            return isOther ? OTHER : null;
        }

        /** Loading, unloading and handling (591) counts as transport, everything else in 59 is storage. */
        private static Bounds ofHandlingAndStorage(String code) {
            if (code.length() == 2) {
                return null;
            }
            return code.startsWith("591") ? TRANSPORT : STORAGE;
        }

        private static Bounds ofRealEstate(String code) {
            if (code.length() == 2) {
                return null;
            }
            return switch (code.charAt(2)) {
                case '1' -> REAL_ESTATE_DEVELOPMENT;
                case '2' -> PROPERTY_MANAGEMENT;
                case '3', '9' -> OTHER;
                // 704 is real estate that its owner lets, which the rule leaves out.
                default -> null;
            };
        }
    }
}
