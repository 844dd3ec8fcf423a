import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes made-up offerings as a push takes them, one JSON object a line, to standard output.
 *
 * <pre>java OfferingCorpus.java 100000 [seed] [first] &gt; offerings.ndjson</pre>
 *
 * <p>Line {@code i} depends on the seed and on {@code i} only, so a smaller corpus is the beginning of a larger one, and
 * {@code first} writes the part from there on. Words are as unevenly spread as in a real catalogue: a few stand in every
 * second text, most in few, a brand in one of some thousands. Names and companies are invented; the categories, regions and
 * industries are the platform's codes.
 */
public final class OfferingCorpus {

    private static final List<Product> PRODUCTS = List.of(
            new Product("IAAS", "I-1", "云服务器", "Cloud Server", "CORE_HOUR"),
            new Product("IAAS", "I-1", "裸金属服务器", "Bare Metal Server", "INSTANCE_HOUR"),
            new Product("IAAS", "I-1", "GPU云主机", "GPU Compute", "GPU_HOUR"),
            new Product("IAAS", "I-2", "对象存储", "Object Storage", "GB_MONTH"),
            new Product("IAAS", "I-2", "云硬盘", "Block Storage", "GB_MONTH"),
            new Product("IAAS", "I-3", "负载均衡", "Load Balancer", "INSTANCE_HOUR"),
            new Product("IAAS", "I-3", "专线接入", "Direct Connect", "MBPS_MONTH"),
            new Product("IAAS", "I-4", "Web应用防火墙", "Web Application Firewall", "DOMAIN_NAME"),
            new Product("IAAS", "I-5", "云桌面", "Cloud Desktop", "USER"),
            new Product("PAAS", "P-1", "云数据库 MySQL", "Database for MySQL", "INSTANCE_HOUR"),
            new Product("PAAS", "P-1", "时序数据库", "Time Series Database", "INSTANCE_HOUR"),
            new Product("PAAS", "P-2", "大数据分析平台", "Big Data Analytics Platform", "CORE_HOUR"),
            new Product("PAAS", "P-3", "工业物联网平台", "Industrial IoT Platform", "MILLION_MESSAGES"),
            new Product("PAAS", "P-4", "容器引擎", "Container Engine", "CORE_HOUR"),
            new Product("PAAS", "P-4", "API网关", "API Gateway", "MILLION_REQUESTS"),
            new Product("SAAS", "S-1", "产品生命周期管理系统（PLM）", "Product Lifecycle Management", "USER"),
            new Product("SAAS", "S-2", "协同办公平台", "Collaboration Suite", "USER"),
            new Product("SAAS", "S-3", "人力资源管理", "Human Resources", "USER"),
            new Product("SAAS", "S-4", "制造执行系统MES", "Manufacturing Execution System", "USER"),
            new Product("SAAS", "S-4", "客户关系管理CRM", "Customer Relationship Management", "USER"),
            new Product("SAAS", "S-5", "供应链协同平台", "Supply Chain Collaboration", "USER"),
            new Product("SAAS", "S-6", "跨境电商SaaS", "Cross-border Commerce", "USER"),
            new Product("INDUSTRIAL_APP", "S-1", "工艺参数优化APP", "Process Parameter Tuning App", "LICENCE"),
            new Product("INDUSTRIAL_APP", "S-4", "设备点检APP", "Equipment Inspection App", "LICENCE"),
            new Product("INDUSTRIAL_APP", "S-4", "能耗监测APP", "Energy Monitoring App", "DEVICE"),
            new Product("DEVICE_CONNECTION", "D-1", "数控机床联网改造", "CNC Machine Connection", "DEVICE"),
            new Product("DEVICE_CONNECTION", "D-2", "空压机在线监测", "Air Compressor Monitoring", "DEVICE"),
            new Product("DEVICE_CONNECTION", "D-3", "工业锅炉远程运维", "Boiler Remote Maintenance", "DEVICE"),
            new Product("DESIGN_CAPABILITY", "C-1", "结构仿真与模具设计", "Structural Simulation and Mould Design", "PERSON_DAY"),
            new Product("MANUFACTURING_CAPABILITY", "C-2", "五轴精密加工", "Five-axis Precision Machining", "MACHINE_HOUR"),
            new Product("MANUFACTURING_CAPABILITY", "C-2", "钣金与焊接加工", "Sheet Metal and Welding", "MACHINE_HOUR"),
            new Product("TESTING_CAPABILITY", "C-3", "材料理化检测", "Material Testing", "TEST_ITEM"),
            new Product("TESTING_CAPABILITY", "C-3", "电磁兼容（EMC）测试", "EMC Testing", "INSTRUMENT_HOUR"),
            new Product("SOLUTION", "S-4", "智能工厂整体解决方案", "Smart Factory Solution", "PROJECT"),
            new Product("SOLUTION", "P-2", "企业数据治理解决方案", "Data Governance Solution", "PROJECT"),
            new Product("PROFESSIONAL_SERVICE", "S-3", "登云咨询与实施服务", "Cloud Migration Consulting", "PERSON_DAY"),
            new Product("PROFESSIONAL_SERVICE", "I-4", "等保测评与加固服务", "Security Assessment Service", "PROJECT"));

    private static final String BRAND_CHARACTERS = "皖徽江淮巢庐黄山天柱九华齐云敬亭琅琊采石杏花迎客松翡翠谷桃源渡梅岭竹溪兰台菊园荷塘枫林"
            + "鹤鸣鹏程鲲跃龙腾麒麟凤鸣骏驰鸿运瑞丰泰和嘉禾恒信诚达宏图伟业卓越锐捷朗新讯飞捷智联启明睿思博远致高格物灵犀量子星辰";
    private static final List<String> BRAND_SYLLABLES = List.of(
            "an", "bo", "cen", "dao", "el", "fu", "gri", "hua", "in", "jun", "kai", "lor", "mi", "nex", "or", "pan", "qi",
            "ru", "sil", "tan", "ul", "vex", "wan", "xin", "yun", "zen");
    private static final List<String> EDITIONS =
            List.of("标准版", "企业版", "旗舰版", "基础版", "专业版", "2.0", "V3", "Pro", "Lite", "（专有云）", "· 试用版");
    private static final List<String> SECTORS = List.of(
            "汽车零部件", "家电", "纺织服装", "食品加工", "装备制造", "电子信息", "化工新材料", "生物医药", "建材", "冶金", "轻工", "光伏",
            "新能源汽车", "农产品", "物流仓储", "矿山");
    private static final List<String> BENEFITS = List.of(
            "帮助企业降低信息化投入", "缩短交付周期", "提升设备利用率", "实现数据集中管理", "保障业务连续运行", "打通生产与经营数据",
            "提高产品合格率", "减少停机时间", "降低单位能耗", "支持移动端随时查看", "满足等级保护三级要求", "让管理者实时掌握进度");
    private static final List<String> FEATURES = List.of(
            "弹性伸缩", "多可用区容灾", "按量计费", "权限管理", "报表中心", "可视化大屏", "开放API", "消息推送", "工单流转", "条码追溯",
            "质量检验", "排产计划", "预测性维护", "数字孪生", "边缘计算", "OPC UA接入", "Modbus协议", "MQTT", "Kubernetes", "SSO单点登录",
            "自动备份", "日志审计", "机器学习模型", "知识图谱", "电子签章", "RFID");
    private static final List<String> ENGLISH = List.of(
            "Pay as you go with a 99.95% availability promise.",
            "Runs in two data centres in Hefei and Wuhu.",
            "Open REST API and SDKs for Java, Python and Go.",
            "Designed for small and medium-sized manufacturers.",
            "Includes onboarding, training and 7×24 support.");
    private static final List<String> CITIES = List.of(
            "340100", "340200", "340300", "340400", "340500", "340600", "340700", "340800", "341000", "341100", "341200",
            "341300", "341500", "341600", "341700", "341800");
    private static final List<String> COUNTIES =
            List.of("340123", "340121", "340181", "340221", "340321", "340826", "341882", "340111", "340104");
    private static final List<String> INDUSTRIES =
            List.of("C", "13", "17", "18", "26", "27", "30", "31", "33", "34", "35", "36", "38", "39", "G", "I", "65", "A");
    private static final List<String> PERIODS = List.of("MONTH", "YEAR", "QUARTER");

    private record Product(String kind, String category, String name, String nameEn, String unit) {}

    private final Random random;
    private final int number;

    private OfferingCorpus(long seed, int number) {
        // Mixed, because the first numbers of neighbouring seeds are alike.
        long mixed = (seed * 1_000_003 + number) * 0x9E3779B97F4A7C15L;
        this.random = new Random(mixed ^ (mixed >>> 32));
        this.number = number;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1) {
            System.err.println("usage: java OfferingCorpus.java <count> [seed] [first]");
            System.exit(2);
        }
        int count = Integer.parseInt(arguments[0]);
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 2018;
        int first = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        try (Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16)) {
            for (int i = first; i < first + count; i++) {
                out.write(line(seed, i));
                out.write('\n');
            }
        }
    }

    /** The offering with this number as one line of a push, without the line break. */
    public static String line(long seed, int number) {
        return new OfferingCorpus(seed, number).line();
    }

    private String line() {
        Product product = oneOf(PRODUCTS, 1.6);
        boolean isLatin = chance(15);
        String brand = isLatin ? latinBrand() : brand();
        StringBuilder json = new StringBuilder(1_000);
        json.append("{\"externalId\":\"off-").append(number).append('"');
        member(json, "kind", product.kind());
        member(json, "name", name(product, brand));
        if (isLatin || chance(60)) {
            member(json, "nameEn", latinName(product, brand, isLatin));
        }
        member(json, "description", description(product, brand));
        if (chance(90)) {
            member(json, "categoryCode", product.category());
        }
        codes(json, "industries", industries());
        codes(json, "regions", regions());
        plans(json, product);
        if (chance(35)) {
            json.append(",\"trial\":{\"days\":").append(7 + random.nextInt(4) * 7).append('}');
        }
        if (chance(70)) {
            json.append(",\"voucherEligible\":true");
        }
        return json.append('}').toString();
    }

    private String name(Product product, String brand) {
        StringBuilder name = new StringBuilder(brand);
        if (chance(30)) {
            name.append(oneOf(SECTORS, 1.3));
        }
        name.append(isLetter(name.charAt(name.length() - 1)) ? " " : "").append(product.name());
        if (chance(50)) {
            name.append(oneOf(EDITIONS, 1.5));
        }
        return name.toString();
    }

    private String latinName(Product product, String brand, boolean isLatin) {
        return (isLatin ? brand : latinBrand()) + " " + product.nameEn();
    }

    private String description(Product product, String brand) {
        String sector = oneOf(SECTORS, 1.3);
        StringBuilder text = new StringBuilder(300);
        text.append(chance(50) ? "面向" + sector + "企业提供" + product.name() + "服务，" : product.name() + "适用于" + sector + "行业，")
                .append(oneOf(BENEFITS, 1.3))
                .append('。');
        text.append(chance(40) ? "平台具备" : "支持");
        int features = 2 + random.nextInt(4);
        for (int i = 0; i < features; i++) {
            text.append(i == 0 ? "" : "、").append(oneOf(FEATURES, 1.4));
        }
        text.append(chance(50) ? "等功能，" : "。").append(oneOf(BENEFITS, 1.3)).append('。');
        if (chance(30)) {
            text.append(brand).append("为客户配备专属顾问，交付编号").append(number % 9_973).append('。');
        }
        if (chance(25)) {
            text.append('\n').append(oneOf(ENGLISH, 1.0));
        }
        if (chance(5)) {
            text.append("\n\n").append(oneOf(SECTORS, 1.0)).append("客户案例：").append(brand()).append("集团上线后，");
            for (int i = 0; i < 12; i++) {
                text.append(oneOf(BENEFITS, 1.0)).append(i == 11 ? '。' : '，');
            }
        }
        return text.toString();
    }

    private List<String> regions() {
        List<String> regions = new ArrayList<>();
        if (chance(40)) {
            regions.add(oneOf(chance(80) ? CITIES : COUNTIES, 1.5));
            while (chance(30)) {
                addNew(regions, oneOf(CITIES, 1.5));
            }
        }
        return regions;
    }

    private List<String> industries() {
        List<String> industries = new ArrayList<>();
        while (chance(40)) {
            addNew(industries, oneOf(INDUSTRIES, 1.5));
        }
        return industries;
    }

    private void plans(StringBuilder json, Product product) {
        if (chance(12)) {
            return;
        }
        json.append(",\"plans\":[{\"code\":\"p1\",\"name\":\"标准套餐\"");
        int model = random.nextInt(3);
        long fen = chance(6) ? 0 : Math.round(Math.exp(random.nextDouble() * 12)) * 10;
        if (model == 0) {
            member(json, "model", "ONE_OFF");
            json.append(",\"amountFen\":").append(fen);
        } else if (model == 1) {
            member(json, "model", "SUBSCRIPTION");
            json.append(",\"amountFen\":").append(fen);
            member(json, "period", oneOf(PERIODS, 1.0));
        } else {
            member(json, "model", "METERED");
            member(json, "unit", product.unit());
            json.append(",\"tierMode\":\"GRADUATED\",\"tiers\":[{\"upTo\":\"1000\",\"unitPriceFen\":\"")
                    .append(fen)
                    .append("\"},{\"unitPriceFen\":\"")
                    .append(fen / 2)
                    .append(".5\"}]");
        }
        json.append("}]");
    }

    private String brand() {
        int length = chance(70) ? 2 : 3;
        StringBuilder brand = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            brand.append(BRAND_CHARACTERS.charAt(random.nextInt(BRAND_CHARACTERS.length())));
        }
        return brand.toString();
    }

    private String latinBrand() {
        StringBuilder brand = new StringBuilder();
        int syllables = 2 + random.nextInt(2);
        for (int i = 0; i < syllables; i++) {
            brand.append(oneOf(BRAND_SYLLABLES, 1.0));
        }
        brand.setCharAt(0, Character.toUpperCase(brand.charAt(0)));
        return brand + (chance(3) ? "®" : "");
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** One of the values; the higher the skew, the more often the first. */
    private <T> T oneOf(List<T> values, double skew) {
        return values.get((int) (Math.pow(random.nextDouble(), skew) * values.size()));
    }


    private static void addNew(List<String> values, String value) {
        if (!values.contains(value)) {
            values.add(value);
        }
    }

    private static boolean isLetter(char character) {
        return character < 0x80 && Character.isLetter(character);
    }

    private static void member(StringBuilder json, String name, String value) {
        json.append(",\"").append(name).append("\":\"").append(value.replace("\n", "\\n")).append('"');
    }

    private static void codes(StringBuilder json, String name, List<String> values) {
        if (!values.isEmpty()) {
            json.append(",\"").append(name).append("\":[\"").append(String.join("\",\"", values)).append("\"]");
        }
    }
}
