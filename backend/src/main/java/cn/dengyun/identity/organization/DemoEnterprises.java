package cn.dengyun.identity.organization;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.organization.domain.BusinessRegistration;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.UUID;

/**
 * What the demo tells about its enterprises and providers, one enterprise at least in each of the 18 reporting units.
 * Names, people and figures are fictitious, credit codes synthetic but valid.
 */
final class DemoEnterprises {

    private static final long TEN_THOUSAND_YUAN = 1_000_000L;

    /** Those that the accounts of the demo belong to; they are there already. */
    static final List<DemoEnterprise> WITH_ACCOUNTS = List.of(
            enterprise(0x101, "91340000MA2T00058Q", "340000", "皖云示范云计算有限公司", "Wanyun Demo Cloud Co., Ltd.")
                    .with("64", 860, 72000, 150000, "HIGH_TECH", "KEY_PROVIDER")
                    .registered("何志远", 2012, "安徽省合肥市高新区示范大道1号"),
            enterprise(0x102, "91340200MA2T00023G", "340200", "江城示范软件有限公司", "Jiangcheng Demo Software Co., Ltd.")
                    .with("65", 140, 6300, 4200, "HIGH_TECH")
                    .registered("江晓峰", 2013, "安徽省芜湖市鸠江区示范软件园2栋"),
            enterprise(
                            0x103,
                            "91340100MA2T00015G",
                            "340123",
                            "肥西示范精密机械有限公司",
                            "Feixi Demo Precision Machinery Co., Ltd.")
                    .with("34", 320, 25000, 18000, "ABOVE_SCALE", "SPECIALIZED_NEW")
                    .registered("王建国", 2006, "安徽省合肥市肥西县示范工业园3号"),
            enterprise(
                            0x104,
                            "91341822MA2T00031J",
                            "341822",
                            "广德示范电子材料有限公司",
                            "Guangde Demo Electronic Materials Co., Ltd.")
                    .with("39", 96, 3100, 2800, "TECHNOLOGY_SMALL")
                    .registered("胡春梅", 2014, "安徽省宣城市广德市示范开发区4号"));

    /** All others, enterprises without an account. */
    static final List<DemoEnterprise> OTHERS = List.of(
            enterprise(0x110, "91340200MA2T0100X6", "340200", "芜湖示范汽车零部件有限公司", "Wuhu Demo Auto Parts Co., Ltd.")
                    .with("36", 1260, 68000, 52000, "ABOVE_SCALE", "HIGH_TECH")
                    .registered("丁伟明", 2004, "安徽省芜湖市鸠江区示范路10号"),
            enterprise(0x111, "91340300MA2T01018B", "340300", "蚌埠示范生物化工有限公司", "Bengbu Demo Biochemicals Co., Ltd.")
                    .with("26", 310, 9200, 8800, "ABOVE_SCALE")
                    .registered("程文静", 2009, "安徽省蚌埠市淮上区示范路11号"),
            enterprise(
                            0x112,
                            "91340400MA2T01026B",
                            "340400",
                            "淮南示范矿山机械服务有限公司",
                            "Huainan Demo Mining Services Co., Ltd.")
                    .with("06", 420, 15300, 21000, "ABOVE_SCALE")
                    .registered("许大勇", 2001, "安徽省淮南市田家庵区示范路12号"),
            enterprise(0x113, "91340500MA2T01034B", "340500", "马鞍山示范特钢有限公司", "Ma'anshan Demo Special Steel Co., Ltd.")
                    .with("31", 1850, 126000, 98000, "ABOVE_SCALE", "TECHNOLOGY_CENTRE")
                    .registered("马长胜", 1998, "安徽省马鞍山市花山区示范路13号"),
            enterprise(0x114, "91340600MA2T01042B", "340600", "淮北示范食品有限公司", "Huaibei Demo Foods Co., Ltd.")
                    .with("14", 180, 4600, 3900, "ABOVE_SCALE")
                    .registered("朱玉兰", 2010, "安徽省淮北市相山区示范路14号"),
            enterprise(0x115, "91340700MA2T01050B", "340700", "铜陵示范铜材有限公司", "Tongling Demo Copper Co., Ltd.")
                    .with("32", 360, 38500, 26000, "ABOVE_SCALE", "HIGH_TECH")
                    .registered("方立新", 2003, "安徽省铜陵市铜官区示范路15号"),
            enterprise(0x116, "91340800MA2T01069D", "340800", "安庆示范纺织有限公司", "Anqing Demo Textiles Co., Ltd.")
                    .with("17", 290, 5200, 4100, "ABOVE_SCALE")
                    .registered("叶海燕", 2007, "安徽省安庆市迎江区示范路16号"),
            enterprise(0x117, "91341000MA2T01077B", "341000", "黄山示范软件有限公司", "Huangshan Demo Software Co., Ltd.")
                    .with("65", 103, 15735, 6200, "TECHNOLOGY_SMALL", "HIGH_TECH")
                    .registered("汪思源", 2015, "安徽省黄山市屯溪区示范路17号"),
            enterprise(0x118, "91341100MA2T01085B", "341100", "滁州示范家电有限公司", "Chuzhou Demo Appliances Co., Ltd.")
                    .with("38", 1020, 45000, 39000, "ABOVE_SCALE", "DIGITAL_WORKSHOP")
                    .registered("高正平", 2002, "安徽省滁州市琅琊区示范路18号"),
            enterprise(0x119, "91341200MA2T01093B", "341200", "阜阳示范粮油加工有限公司", "Fuyang Demo Grain and Oil Co., Ltd.")
                    .with("13", 150, 3300, 2700, "ABOVE_SCALE")
                    .registered("孙丰收", 2008, "安徽省阜阳市颍州区示范路19号"),
            enterprise(0x11A, "91341300MA2T011066", "341300", "宿州示范服装有限公司", "Suzhou Demo Clothing Co., Ltd.")
                    .with("18", 240, 2600, 1900)
                    .registered("周秀英", 2011, "安徽省宿州市埇桥区示范路20号"),
            enterprise(0x11B, "91341500MA2T01114B", "341500", "六安示范农机有限公司", "Lu'an Demo Farm Machinery Co., Ltd.")
                    .with("35", 88, 1450, 1600, "SPECIALIZED_NEW")
                    .registered("李田", 2013, "安徽省六安市金安区示范路21号"),
            enterprise(0x11C, "91341600MA2T01122B", "341600", "亳州示范中药饮片有限公司", "Bozhou Demo Herbal Medicine Co., Ltd.")
                    .with("27", 330, 12800, 9400, "ABOVE_SCALE", "HIGH_TECH")
                    .registered("华济民", 2000, "安徽省亳州市谯城区示范路22号"),
            enterprise(0x11D, "91341700MA2T01130B", "341700", "池州示范新材料有限公司", "Chizhou Demo New Materials Co., Ltd.")
                    .with("30", 19, 980, 1200)
                    .registered("石新宇", 2016, "安徽省池州市贵池区示范路23号"),
            enterprise(0x11E, "91341800MA2T01149D", "341800", "宣城示范五金有限公司", "Xuancheng Demo Hardware Co., Ltd.")
                    .with("33", 64, 1900, 1500, "SPECIALIZED_NEW")
                    .registered("金铁柱", 2012, "安徽省宣城市宣州区示范路24号"),
            enterprise(0x11F, "91340826MA2T01157H", "340826", "宿松示范港口装卸有限公司", "Susong Demo Port Handling Co., Ltd.")
                    .with("591", 120, 2100, 3600)
                    .registered("江涛", 2005, "安徽省安庆市宿松县示范港25号"));

    private DemoEnterprises() {}

    private static DemoEnterprise enterprise(long number, String creditCode, String region, String zh, String en) {
        return new DemoEnterprise(
                DemoAccounts.id(number),
                creditCode,
                region,
                zh,
                en,
                null,
                0,
                0,
                0,
                List.of(),
                BusinessRegistration.NONE);
    }

    record DemoEnterprise(
            UUID id,
            String creditCode,
            String regionCode,
            String nameZh,
            String nameEn,
            String industryCode,
            long staffCount,
            long revenueFen,
            long assetsFen,
            List<String> tags,
            BusinessRegistration registration) {

        /** Revenue and assets in 10,000 yuan, as people tell them. */
        DemoEnterprise with(String industry, long staff, long revenue, long assets, String... tagged) {
            return new DemoEnterprise(
                    id,
                    creditCode,
                    regionCode,
                    nameZh,
                    nameEn,
                    industry,
                    staff,
                    revenue * TEN_THOUSAND_YUAN,
                    assets * TEN_THOUSAND_YUAN,
                    List.of(tagged),
                    registration);
        }

        /** Whose owner runs it himself, in the industry that it is registered in. */
        DemoEnterprise registered(String owner, int year, String address) {
            return new DemoEnterprise(
                    id,
                    creditCode,
                    regionCode,
                    nameZh,
                    nameEn,
                    industryCode,
                    staffCount,
                    revenueFen,
                    assetsFen,
                    tags,
                    new BusinessRegistration(
                            owner, owner, address, LocalDate.of(year, Month.MARCH, 18), industryCode, null));
        }
    }
}
