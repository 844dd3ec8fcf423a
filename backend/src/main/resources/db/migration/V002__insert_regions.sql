-- Facts about Anhui: the 16 cities and their county-level divisions of GB/T 2260 with every change since late 2015, and the
-- zones that only statistics know. Sources: the Ministry of Civil Affairs' list of January 2018 and the National Bureau of
-- Statistics' lists of 2018 to 2023. A date is the day, or the first day of the month, of the first list that shows the new
-- state; the legal dates are some weeks or months earlier. 340171 to 340173 are paired with their names from general knowledge.

-- The province and its cities
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('340000', '安徽省', 'Anhui', 'PROVINCE', NULL, false, NULL, NULL),
    ('340100', '合肥市', 'Hefei', 'CITY', '340000', true, NULL, NULL),
    ('340200', '芜湖市', 'Wuhu', 'CITY', '340000', true, NULL, NULL),
    ('340300', '蚌埠市', 'Bengbu', 'CITY', '340000', true, NULL, NULL),
    ('340400', '淮南市', 'Huainan', 'CITY', '340000', true, NULL, NULL),
    ('340500', '马鞍山市', 'Ma''anshan', 'CITY', '340000', true, NULL, NULL),
    ('340600', '淮北市', 'Huaibei', 'CITY', '340000', true, NULL, NULL),
    ('340700', '铜陵市', 'Tongling', 'CITY', '340000', true, NULL, NULL),
    ('340800', '安庆市', 'Anqing', 'CITY', '340000', true, NULL, NULL),
    ('341000', '黄山市', 'Huangshan', 'CITY', '340000', true, NULL, NULL),
    ('341100', '滁州市', 'Chuzhou', 'CITY', '340000', true, NULL, NULL),
    ('341200', '阜阳市', 'Fuyang', 'CITY', '340000', true, NULL, NULL),
    ('341300', '宿州市', 'Suzhou', 'CITY', '340000', true, NULL, NULL),
    ('341500', '六安市', 'Lu''an', 'CITY', '340000', true, NULL, NULL),
    ('341600', '亳州市', 'Bozhou', 'CITY', '340000', true, NULL, NULL),
    ('341700', '池州市', 'Chizhou', 'CITY', '340000', true, NULL, NULL),
    ('341800', '宣城市', 'Xuancheng', 'CITY', '340000', true, NULL, NULL);

-- 合肥市 Hefei
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('340102', '瑶海区', 'Yaohai District', 'COUNTY', '340100', false, NULL, NULL),
    ('340103', '庐阳区', 'Luyang District', 'COUNTY', '340100', false, NULL, NULL),
    ('340104', '蜀山区', 'Shushan District', 'COUNTY', '340100', false, NULL, NULL),
    ('340111', '包河区', 'Baohe District', 'COUNTY', '340100', false, NULL, NULL),
    ('340121', '长丰县', 'Changfeng County', 'COUNTY', '340100', false, NULL, NULL),
    ('340122', '肥东县', 'Feidong County', 'COUNTY', '340100', false, NULL, NULL),
    ('340123', '肥西县', 'Feixi County', 'COUNTY', '340100', false, NULL, NULL),
    ('340124', '庐江县', 'Lujiang County', 'COUNTY', '340100', false, NULL, NULL),
    ('340181', '巢湖市', 'Chaohu', 'COUNTY', '340100', false, NULL, NULL);

-- 芜湖市 Wuhu
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('340202', '镜湖区', 'Jinghu District', 'COUNTY', '340200', false, NULL, NULL),
    ('340203', '弋江区', 'Yijiang District', 'COUNTY', '340200', false, NULL, '2021-10-31'),
    ('340207', '鸠江区', 'Jiujiang District', 'COUNTY', '340200', false, NULL, NULL),
    ('340208', '三山区', 'Sanshan District', 'COUNTY', '340200', false, NULL, '2021-10-31'),
    ('340209', '弋江区', 'Yijiang District', 'COUNTY', '340200', false, '2021-10-31', NULL),
    ('340210', '湾沚区', 'Wanzhi District', 'COUNTY', '340200', false, '2021-10-31', NULL),
    ('340212', '繁昌区', 'Fanchang District', 'COUNTY', '340200', false, '2021-10-31', NULL),
    ('340221', '芜湖县', 'Wuhu County', 'COUNTY', '340200', false, NULL, '2021-10-31'),
    ('340222', '繁昌县', 'Fanchang County', 'COUNTY', '340200', false, NULL, '2021-10-31'),
    ('340223', '南陵县', 'Nanling County', 'COUNTY', '340200', false, NULL, NULL),
    ('340225', '无为县', 'Wuwei County', 'COUNTY', '340200', false, NULL, '2020-06-30'),
    ('340281', '无为市', 'Wuwei', 'COUNTY', '340200', false, '2020-06-30', NULL);

-- 蚌埠市 Bengbu
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('340302', '龙子湖区', 'Longzihu District', 'COUNTY', '340300', false, NULL, NULL),
    ('340303', '蚌山区', 'Bengshan District', 'COUNTY', '340300', false, NULL, NULL),
    ('340304', '禹会区', 'Yuhui District', 'COUNTY', '340300', false, NULL, NULL),
    ('340311', '淮上区', 'Huaishang District', 'COUNTY', '340300', false, NULL, NULL),
    ('340321', '怀远县', 'Huaiyuan County', 'COUNTY', '340300', false, NULL, NULL),
    ('340322', '五河县', 'Wuhe County', 'COUNTY', '340300', false, NULL, NULL),
    ('340323', '固镇县', 'Guzhen County', 'COUNTY', '340300', false, NULL, NULL);

-- 淮南市 Huainan
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('340402', '大通区', 'Datong District', 'COUNTY', '340400', false, NULL, NULL),
    ('340403', '田家庵区', 'Tianjia''an District', 'COUNTY', '340400', false, NULL, NULL),
    ('340404', '谢家集区', 'Xiejiaji District', 'COUNTY', '340400', false, NULL, NULL),
    ('340405', '八公山区', 'Bagongshan District', 'COUNTY', '340400', false, NULL, NULL),
    ('340406', '潘集区', 'Panji District', 'COUNTY', '340400', false, NULL, NULL),
    ('340421', '凤台县', 'Fengtai County', 'COUNTY', '340400', false, NULL, NULL),
    ('340422', '寿县', 'Shou County', 'COUNTY', '340400', false, '2015-12-01', NULL);

-- 马鞍山市 Ma'anshan
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('340503', '花山区', 'Huashan District', 'COUNTY', '340500', false, NULL, NULL),
    ('340504', '雨山区', 'Yushan District', 'COUNTY', '340500', false, NULL, NULL),
    ('340506', '博望区', 'Bowang District', 'COUNTY', '340500', false, NULL, NULL),
    ('340521', '当涂县', 'Dangtu County', 'COUNTY', '340500', false, NULL, NULL),
    ('340522', '含山县', 'Hanshan County', 'COUNTY', '340500', false, NULL, NULL),
    ('340523', '和县', 'He County', 'COUNTY', '340500', false, NULL, NULL);

-- 淮北市 Huaibei
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('340602', '杜集区', 'Duji District', 'COUNTY', '340600', false, NULL, NULL),
    ('340603', '相山区', 'Xiangshan District', 'COUNTY', '340600', false, NULL, NULL),
    ('340604', '烈山区', 'Lieshan District', 'COUNTY', '340600', false, NULL, NULL),
    ('340621', '濉溪县', 'Suixi County', 'COUNTY', '340600', false, NULL, NULL);

-- 铜陵市 Tongling
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('340702', '铜官山区', 'Tongguanshan District', 'COUNTY', '340700', false, NULL, '2015-12-01'),
    ('340703', '狮子山区', 'Shizishan District', 'COUNTY', '340700', false, NULL, '2015-12-01'),
    ('340705', '铜官区', 'Tongguan District', 'COUNTY', '340700', false, '2015-12-01', NULL),
    ('340706', '义安区', 'Yi''an District', 'COUNTY', '340700', false, '2015-12-01', NULL),
    ('340711', '郊区', 'Jiao District', 'COUNTY', '340700', false, NULL, NULL),
    ('340721', '铜陵县', 'Tongling County', 'COUNTY', '340700', false, NULL, '2015-12-01'),
    ('340722', '枞阳县', 'Zongyang County', 'COUNTY', '340700', false, '2015-12-01', NULL);

-- 安庆市 Anqing
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('340802', '迎江区', 'Yingjiang District', 'COUNTY', '340800', false, NULL, NULL),
    ('340803', '大观区', 'Daguan District', 'COUNTY', '340800', false, NULL, NULL),
    ('340811', '宜秀区', 'Yixiu District', 'COUNTY', '340800', false, NULL, NULL),
    ('340822', '怀宁县', 'Huaining County', 'COUNTY', '340800', false, NULL, NULL),
    ('340823', '枞阳县', 'Zongyang County', 'COUNTY', '340800', false, NULL, '2015-12-01'),
    ('340824', '潜山县', 'Qianshan County', 'COUNTY', '340800', false, NULL, '2018-10-31'),
    ('340825', '太湖县', 'Taihu County', 'COUNTY', '340800', false, NULL, NULL),
    ('340826', '宿松县', 'Susong County', 'COUNTY', '340800', true, NULL, NULL),
    ('340827', '望江县', 'Wangjiang County', 'COUNTY', '340800', false, NULL, NULL),
    ('340828', '岳西县', 'Yuexi County', 'COUNTY', '340800', false, NULL, NULL),
    ('340881', '桐城市', 'Tongcheng', 'COUNTY', '340800', false, NULL, NULL),
    ('340882', '潜山市', 'Qianshan', 'COUNTY', '340800', false, '2018-10-31', NULL);

-- 黄山市 Huangshan
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('341002', '屯溪区', 'Tunxi District', 'COUNTY', '341000', false, NULL, NULL),
    ('341003', '黄山区', 'Huangshan District', 'COUNTY', '341000', false, NULL, NULL),
    ('341004', '徽州区', 'Huizhou District', 'COUNTY', '341000', false, NULL, NULL),
    ('341021', '歙县', 'She County', 'COUNTY', '341000', false, NULL, NULL),
    ('341022', '休宁县', 'Xiuning County', 'COUNTY', '341000', false, NULL, NULL),
    ('341023', '黟县', 'Yi County', 'COUNTY', '341000', false, NULL, NULL),
    ('341024', '祁门县', 'Qimen County', 'COUNTY', '341000', false, NULL, NULL);

-- 滁州市 Chuzhou
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('341102', '琅琊区', 'Langya District', 'COUNTY', '341100', false, NULL, NULL),
    ('341103', '南谯区', 'Nanqiao District', 'COUNTY', '341100', false, NULL, NULL),
    ('341122', '来安县', 'Lai''an County', 'COUNTY', '341100', false, NULL, NULL),
    ('341124', '全椒县', 'Quanjiao County', 'COUNTY', '341100', false, NULL, NULL),
    ('341125', '定远县', 'Dingyuan County', 'COUNTY', '341100', false, NULL, NULL),
    ('341126', '凤阳县', 'Fengyang County', 'COUNTY', '341100', false, NULL, NULL),
    ('341181', '天长市', 'Tianchang', 'COUNTY', '341100', false, NULL, NULL),
    ('341182', '明光市', 'Mingguang', 'COUNTY', '341100', false, NULL, NULL);

-- 阜阳市 Fuyang
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('341202', '颍州区', 'Yingzhou District', 'COUNTY', '341200', false, NULL, NULL),
    ('341203', '颍东区', 'Yingdong District', 'COUNTY', '341200', false, NULL, NULL),
    ('341204', '颍泉区', 'Yingquan District', 'COUNTY', '341200', false, NULL, NULL),
    ('341221', '临泉县', 'Linquan County', 'COUNTY', '341200', false, NULL, NULL),
    ('341222', '太和县', 'Taihe County', 'COUNTY', '341200', false, NULL, NULL),
    ('341225', '阜南县', 'Funan County', 'COUNTY', '341200', false, NULL, NULL),
    ('341226', '颍上县', 'Yingshang County', 'COUNTY', '341200', false, NULL, NULL),
    ('341282', '界首市', 'Jieshou', 'COUNTY', '341200', false, NULL, NULL);

-- 宿州市 Suzhou
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('341302', '埇桥区', 'Yongqiao District', 'COUNTY', '341300', false, NULL, NULL),
    ('341321', '砀山县', 'Dangshan County', 'COUNTY', '341300', false, NULL, NULL),
    ('341322', '萧县', 'Xiao County', 'COUNTY', '341300', false, NULL, NULL),
    ('341323', '灵璧县', 'Lingbi County', 'COUNTY', '341300', false, NULL, NULL),
    ('341324', '泗县', 'Si County', 'COUNTY', '341300', false, NULL, NULL);

-- 六安市 Lu'an
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('341502', '金安区', 'Jin''an District', 'COUNTY', '341500', false, NULL, NULL),
    ('341503', '裕安区', 'Yu''an District', 'COUNTY', '341500', false, NULL, NULL),
    ('341504', '叶集区', 'Yeji District', 'COUNTY', '341500', false, '2015-12-01', NULL),
    ('341521', '寿县', 'Shou County', 'COUNTY', '341500', false, NULL, '2015-12-01'),
    ('341522', '霍邱县', 'Huoqiu County', 'COUNTY', '341500', false, NULL, NULL),
    ('341523', '舒城县', 'Shucheng County', 'COUNTY', '341500', false, NULL, NULL),
    ('341524', '金寨县', 'Jinzhai County', 'COUNTY', '341500', false, NULL, NULL),
    ('341525', '霍山县', 'Huoshan County', 'COUNTY', '341500', false, NULL, NULL);

-- 亳州市 Bozhou
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('341602', '谯城区', 'Qiaocheng District', 'COUNTY', '341600', false, NULL, NULL),
    ('341621', '涡阳县', 'Guoyang County', 'COUNTY', '341600', false, NULL, NULL),
    ('341622', '蒙城县', 'Mengcheng County', 'COUNTY', '341600', false, NULL, NULL),
    ('341623', '利辛县', 'Lixin County', 'COUNTY', '341600', false, NULL, NULL);

-- 池州市 Chizhou
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('341702', '贵池区', 'Guichi District', 'COUNTY', '341700', false, NULL, NULL),
    ('341721', '东至县', 'Dongzhi County', 'COUNTY', '341700', false, NULL, NULL),
    ('341722', '石台县', 'Shitai County', 'COUNTY', '341700', false, NULL, NULL),
    ('341723', '青阳县', 'Qingyang County', 'COUNTY', '341700', false, NULL, NULL);

-- 宣城市 Xuancheng
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('341802', '宣州区', 'Xuanzhou District', 'COUNTY', '341800', false, NULL, NULL),
    ('341821', '郎溪县', 'Langxi County', 'COUNTY', '341800', false, NULL, NULL),
    ('341822', '广德县', 'Guangde County', 'COUNTY', '341800', true, NULL, '2019-10-31'),
    ('341823', '泾县', 'Jing County', 'COUNTY', '341800', false, NULL, NULL),
    ('341824', '绩溪县', 'Jixi County', 'COUNTY', '341800', false, NULL, NULL),
    ('341825', '旌德县', 'Jingde County', 'COUNTY', '341800', false, NULL, NULL),
    ('341881', '宁国市', 'Ningguo', 'COUNTY', '341800', false, NULL, NULL),
    ('341882', '广德市', 'Guangde', 'COUNTY', '341800', true, '2019-10-31', NULL);

-- Zones of statistics
INSERT INTO region (code, name_zh, name_en, level, parent_code, is_reporting_unit, valid_from, valid_to) VALUES
    ('340171', '合肥高新技术产业开发区', 'Hefei High-tech Industrial Development Zone', 'STATISTICS_ZONE', '340100', false, NULL, '2023-06-30'),
    ('340172', '合肥经济技术开发区', 'Hefei Economic and Technological Development Zone', 'STATISTICS_ZONE', '340100', false, NULL, '2023-06-30'),
    ('340173', '合肥新站高新技术产业开发区', 'Hefei Xinzhan High-tech Industrial Development Zone', 'STATISTICS_ZONE', '340100', false, NULL, '2023-06-30'),
    ('340176', '合肥高新技术产业开发区', 'Hefei High-tech Industrial Development Zone', 'STATISTICS_ZONE', '340100', false, '2023-06-30', NULL),
    ('340177', '合肥经济技术开发区', 'Hefei Economic and Technological Development Zone', 'STATISTICS_ZONE', '340100', false, '2023-06-30', NULL),
    ('340178', '合肥新站高新技术产业开发区', 'Hefei Xinzhan High-tech Industrial Development Zone', 'STATISTICS_ZONE', '340100', false, '2023-06-30', NULL),
    ('340271', '芜湖经济技术开发区', 'Wuhu Economic and Technological Development Zone', 'STATISTICS_ZONE', '340200', false, NULL, NULL),
    ('340272', '安徽芜湖三山经济开发区', 'Wuhu Sanshan Economic Development Zone', 'STATISTICS_ZONE', '340200', false, NULL, NULL),
    ('340371', '蚌埠市高新技术开发区', 'Bengbu High-tech Development Zone', 'STATISTICS_ZONE', '340300', false, NULL, NULL),
    ('340372', '蚌埠市经济开发区', 'Bengbu Economic Development Zone', 'STATISTICS_ZONE', '340300', false, NULL, NULL),
    ('340871', '安徽安庆经济开发区', 'Anqing Economic Development Zone', 'STATISTICS_ZONE', '340800', false, NULL, NULL),
    ('341171', '中新苏滁高新技术产业开发区', 'China-Singapore Suzhou-Chuzhou High-tech Industrial Development Zone', 'STATISTICS_ZONE', '341100', false, NULL, NULL),
    ('341172', '滁州经济技术开发区', 'Chuzhou Economic and Technological Development Zone', 'STATISTICS_ZONE', '341100', false, NULL, NULL),
    ('341271', '阜阳合肥现代产业园区', 'Fuyang-Hefei Modern Industrial Park', 'STATISTICS_ZONE', '341200', false, NULL, NULL),
    ('341272', '阜阳经济技术开发区', 'Fuyang Economic and Technological Development Zone', 'STATISTICS_ZONE', '341200', false, NULL, NULL),
    ('341371', '宿州马鞍山现代产业园区', 'Suzhou-Ma''anshan Modern Industrial Park', 'STATISTICS_ZONE', '341300', false, NULL, NULL),
    ('341372', '宿州经济技术开发区', 'Suzhou Economic and Technological Development Zone', 'STATISTICS_ZONE', '341300', false, NULL, NULL),
    ('341871', '宣城市经济开发区', 'Xuancheng Economic Development Zone', 'STATISTICS_ZONE', '341800', false, NULL, NULL);

INSERT INTO region_successor (code, successor_code, kind, effective_on, observed_in) VALUES
    ('340171', '340176', 'RECODED', '2023-06-30', 'NBS list of 2023-06-30'),
    ('340172', '340177', 'RECODED', '2023-06-30', 'NBS list of 2023-06-30'),
    ('340173', '340178', 'RECODED', '2023-06-30', 'NBS list of 2023-06-30'),
    ('340203', '340209', 'MERGED', '2021-10-31', 'NBS list of 2021-10-31'),
    ('340208', '340209', 'MERGED', '2021-10-31', 'NBS list of 2021-10-31'),
    ('340221', '340210', 'COUNTY_TO_DISTRICT', '2021-10-31', 'NBS list of 2021-10-31'),
    ('340222', '340212', 'COUNTY_TO_DISTRICT', '2021-10-31', 'NBS list of 2021-10-31'),
    ('340225', '340281', 'COUNTY_TO_CITY', '2020-06-30', 'NBS list of 2020-06-30'),
    ('340702', '340705', 'MERGED', '2015-12-01', 'MCA list of 2015-12'),
    ('340703', '340705', 'MERGED', '2015-12-01', 'MCA list of 2015-12'),
    ('340721', '340706', 'COUNTY_TO_DISTRICT', '2015-12-01', 'MCA list of 2015-12'),
    ('340823', '340722', 'MOVED', '2015-12-01', 'MCA list of 2015-12'),
    ('340824', '340882', 'COUNTY_TO_CITY', '2018-10-31', 'NBS list of 2018-10-31'),
    ('341521', '340422', 'MOVED', '2015-12-01', 'MCA list of 2015-12'),
    ('341822', '341882', 'COUNTY_TO_CITY', '2019-10-31', 'NBS list of 2019-10-31');
