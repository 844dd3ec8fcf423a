package cn.dengyun.architecture.planted.trade;

public final class TradeWithAnEndlessStatement {

    public static final String ENDLESS = """
            SELECT 1
            FROM trade
            WHERE
                bill_line_number_000 > 0 AND bill_line_number_001 > 0 AND bill_line_number_002 > 0 AND bill_line_number_003 > 0
            AND bill_line_number_004 > 0 AND bill_line_number_005 > 0 AND bill_line_number_006 > 0 AND bill_line_number_007 > 0
            AND bill_line_number_008 > 0 AND bill_line_number_009 > 0 AND bill_line_number_010 > 0 AND bill_line_number_011 > 0
            AND bill_line_number_012 > 0 AND bill_line_number_013 > 0 AND bill_line_number_014 > 0 AND bill_line_number_015 > 0
            AND bill_line_number_016 > 0 AND bill_line_number_017 > 0 AND bill_line_number_018 > 0 AND bill_line_number_019 > 0
            AND bill_line_number_020 > 0 AND bill_line_number_021 > 0 AND bill_line_number_022 > 0 AND bill_line_number_023 > 0
            AND bill_line_number_024 > 0 AND bill_line_number_025 > 0 AND bill_line_number_026 > 0 AND bill_line_number_027 > 0
            AND bill_line_number_028 > 0 AND bill_line_number_029 > 0 AND bill_line_number_030 > 0 AND bill_line_number_031 > 0
            AND bill_line_number_032 > 0 AND bill_line_number_033 > 0 AND bill_line_number_034 > 0 AND bill_line_number_035 > 0
            AND bill_line_number_036 > 0 AND bill_line_number_037 > 0 AND bill_line_number_038 > 0 AND bill_line_number_039 > 0
            AND bill_line_number_040 > 0 AND bill_line_number_041 > 0 AND bill_line_number_042 > 0 AND bill_line_number_043 > 0
            AND bill_line_number_044 > 0 AND bill_line_number_045 > 0 AND bill_line_number_046 > 0 AND bill_line_number_047 > 0
            AND bill_line_number_048 > 0 AND bill_line_number_049 > 0 AND bill_line_number_050 > 0 AND bill_line_number_051 > 0
            AND bill_line_number_052 > 0 AND bill_line_number_053 > 0 AND bill_line_number_054 > 0 AND bill_line_number_055 > 0
            AND bill_line_number_056 > 0 AND bill_line_number_057 > 0 AND bill_line_number_058 > 0 AND bill_line_number_059 > 0
            AND bill_line_number_060 > 0 AND bill_line_number_061 > 0 AND bill_line_number_062 > 0 AND bill_line_number_063 > 0
            AND bill_line_number_064 > 0 AND bill_line_number_065 > 0 AND bill_line_number_066 > 0 AND bill_line_number_067 > 0
            AND bill_line_number_068 > 0 AND bill_line_number_069 > 0 AND bill_line_number_070 > 0 AND bill_line_number_071 > 0
            AND bill_line_number_072 > 0 AND bill_line_number_073 > 0 AND bill_line_number_074 > 0 AND bill_line_number_075 > 0
            AND bill_line_number_076 > 0 AND bill_line_number_077 > 0 AND bill_line_number_078 > 0 AND bill_line_number_079 > 0
            AND bill_line_number_080 > 0 AND bill_line_number_081 > 0 AND bill_line_number_082 > 0 AND bill_line_number_083 > 0
            AND bill_line_number_084 > 0 AND bill_line_number_085 > 0 AND bill_line_number_086 > 0 AND bill_line_number_087 > 0
            AND bill_line_number_088 > 0 AND bill_line_number_089 > 0
            """;
}
