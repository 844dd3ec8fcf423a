-- GB/T 4754-2017, Industrial classification for national economic activities: all 20 sections and 97 divisions. The English
-- names are our translations.

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('A', '农、林、牧、渔业', 'Agriculture, forestry, animal husbandry and fishery', 'SECTION', NULL),
    ('B', '采矿业', 'Mining', 'SECTION', NULL),
    ('C', '制造业', 'Manufacturing', 'SECTION', NULL),
    ('D', '电力、热力、燃气及水生产和供应业', 'Production and supply of electricity, heat, gas and water', 'SECTION', NULL),
    ('E', '建筑业', 'Construction', 'SECTION', NULL),
    ('F', '批发和零售业', 'Wholesale and retail trade', 'SECTION', NULL),
    ('G', '交通运输、仓储和邮政业', 'Transport, storage and post', 'SECTION', NULL),
    ('H', '住宿和餐饮业', 'Accommodation and catering', 'SECTION', NULL),
    ('I', '信息传输、软件和信息技术服务业', 'Information transmission, software and information technology services', 'SECTION', NULL),
    ('J', '金融业', 'Finance', 'SECTION', NULL),
    ('K', '房地产业', 'Real estate', 'SECTION', NULL),
    ('L', '租赁和商务服务业', 'Leasing and business services', 'SECTION', NULL),
    ('M', '科学研究和技术服务业', 'Scientific research and technical services', 'SECTION', NULL),
    ('N', '水利、环境和公共设施管理业', 'Water conservancy, environment and public facilities management', 'SECTION', NULL),
    ('O', '居民服务、修理和其他服务业', 'Residential services, repair and other services', 'SECTION', NULL),
    ('P', '教育', 'Education', 'SECTION', NULL),
    ('Q', '卫生和社会工作', 'Health and social work', 'SECTION', NULL),
    ('R', '文化、体育和娱乐业', 'Culture, sports and entertainment', 'SECTION', NULL),
    ('S', '公共管理、社会保障和社会组织', 'Public administration, social security and social organisations', 'SECTION', NULL),
    ('T', '国际组织', 'International organisations', 'SECTION', NULL);

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('01', '农业', 'Agriculture', 'DIVISION', 'A'),
    ('02', '林业', 'Forestry', 'DIVISION', 'A'),
    ('03', '畜牧业', 'Animal husbandry', 'DIVISION', 'A'),
    ('04', '渔业', 'Fishery', 'DIVISION', 'A'),
    ('05', '农、林、牧、渔专业及辅助性活动', 'Services and auxiliary activities for agriculture, forestry, animal husbandry and fishery', 'DIVISION', 'A');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('06', '煤炭开采和洗选业', 'Mining and washing of coal', 'DIVISION', 'B'),
    ('07', '石油和天然气开采业', 'Extraction of petroleum and natural gas', 'DIVISION', 'B'),
    ('08', '黑色金属矿采选业', 'Mining and dressing of ferrous metal ores', 'DIVISION', 'B'),
    ('09', '有色金属矿采选业', 'Mining and dressing of non-ferrous metal ores', 'DIVISION', 'B'),
    ('10', '非金属矿采选业', 'Mining and dressing of non-metallic minerals', 'DIVISION', 'B'),
    ('11', '开采专业及辅助性活动', 'Services and auxiliary activities for mining', 'DIVISION', 'B'),
    ('12', '其他采矿业', 'Mining of other ores', 'DIVISION', 'B');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('13', '农副食品加工业', 'Processing of agricultural and sideline food products', 'DIVISION', 'C'),
    ('14', '食品制造业', 'Manufacture of foods', 'DIVISION', 'C'),
    ('15', '酒、饮料和精制茶制造业', 'Manufacture of alcohol, beverages and refined tea', 'DIVISION', 'C'),
    ('16', '烟草制品业', 'Manufacture of tobacco products', 'DIVISION', 'C'),
    ('17', '纺织业', 'Manufacture of textiles', 'DIVISION', 'C'),
    ('18', '纺织服装、服饰业', 'Manufacture of textile clothing and apparel', 'DIVISION', 'C'),
    ('19', '皮革、毛皮、羽毛及其制品和制鞋业', 'Manufacture of leather, fur, feather and their products and of footwear', 'DIVISION', 'C'),
    ('20', '木材加工和木、竹、藤、棕、草制品业', 'Processing of timber and manufacture of wood, bamboo, rattan, palm and straw products', 'DIVISION', 'C'),
    ('21', '家具制造业', 'Manufacture of furniture', 'DIVISION', 'C'),
    ('22', '造纸和纸制品业', 'Manufacture of paper and paper products', 'DIVISION', 'C'),
    ('23', '印刷和记录媒介复制业', 'Printing and reproduction of recorded media', 'DIVISION', 'C'),
    ('24', '文教、工美、体育和娱乐用品制造业', 'Manufacture of articles for culture, education, arts and crafts, sports and entertainment', 'DIVISION', 'C'),
    ('25', '石油、煤炭及其他燃料加工业', 'Processing of petroleum, coal and other fuels', 'DIVISION', 'C'),
    ('26', '化学原料和化学制品制造业', 'Manufacture of chemical raw materials and chemical products', 'DIVISION', 'C'),
    ('27', '医药制造业', 'Manufacture of medicines', 'DIVISION', 'C'),
    ('28', '化学纤维制造业', 'Manufacture of chemical fibres', 'DIVISION', 'C'),
    ('29', '橡胶和塑料制品业', 'Manufacture of rubber and plastic products', 'DIVISION', 'C'),
    ('30', '非金属矿物制品业', 'Manufacture of non-metallic mineral products', 'DIVISION', 'C'),
    ('31', '黑色金属冶炼和压延加工业', 'Smelting and rolling of ferrous metals', 'DIVISION', 'C'),
    ('32', '有色金属冶炼和压延加工业', 'Smelting and rolling of non-ferrous metals', 'DIVISION', 'C'),
    ('33', '金属制品业', 'Manufacture of metal products', 'DIVISION', 'C'),
    ('34', '通用设备制造业', 'Manufacture of general-purpose machinery', 'DIVISION', 'C'),
    ('35', '专用设备制造业', 'Manufacture of special-purpose machinery', 'DIVISION', 'C'),
    ('36', '汽车制造业', 'Manufacture of motor vehicles', 'DIVISION', 'C'),
    ('37', '铁路、船舶、航空航天和其他运输设备制造业', 'Manufacture of railway, ship, aerospace and other transport equipment', 'DIVISION', 'C'),
    ('38', '电气机械和器材制造业', 'Manufacture of electrical machinery and apparatus', 'DIVISION', 'C'),
    ('39', '计算机、通信和其他电子设备制造业', 'Manufacture of computers, communication and other electronic equipment', 'DIVISION', 'C'),
    ('40', '仪器仪表制造业', 'Manufacture of measuring instruments and meters', 'DIVISION', 'C'),
    ('41', '其他制造业', 'Other manufacturing', 'DIVISION', 'C'),
    ('42', '废弃资源综合利用业', 'Comprehensive use of waste resources', 'DIVISION', 'C'),
    ('43', '金属制品、机械和设备修理业', 'Repair of metal products, machinery and equipment', 'DIVISION', 'C');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('44', '电力、热力生产和供应业', 'Production and supply of electricity and heat', 'DIVISION', 'D'),
    ('45', '燃气生产和供应业', 'Production and supply of gas', 'DIVISION', 'D'),
    ('46', '水的生产和供应业', 'Production and supply of water', 'DIVISION', 'D');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('47', '房屋建筑业', 'Construction of buildings', 'DIVISION', 'E'),
    ('48', '土木工程建筑业', 'Civil engineering', 'DIVISION', 'E'),
    ('49', '建筑安装业', 'Construction installation', 'DIVISION', 'E'),
    ('50', '建筑装饰、装修和其他建筑业', 'Building decoration, finishing and other construction', 'DIVISION', 'E');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('51', '批发业', 'Wholesale trade', 'DIVISION', 'F'),
    ('52', '零售业', 'Retail trade', 'DIVISION', 'F');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('53', '铁路运输业', 'Railway transport', 'DIVISION', 'G'),
    ('54', '道路运输业', 'Road transport', 'DIVISION', 'G'),
    ('55', '水上运输业', 'Water transport', 'DIVISION', 'G'),
    ('56', '航空运输业', 'Air transport', 'DIVISION', 'G'),
    ('57', '管道运输业', 'Pipeline transport', 'DIVISION', 'G'),
    ('58', '多式联运和运输代理业', 'Multimodal transport and transport agency', 'DIVISION', 'G'),
    ('59', '装卸搬运和仓储业', 'Loading, unloading, handling and storage', 'DIVISION', 'G'),
    ('60', '邮政业', 'Post', 'DIVISION', 'G');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('61', '住宿业', 'Accommodation', 'DIVISION', 'H'),
    ('62', '餐饮业', 'Catering', 'DIVISION', 'H');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('63', '电信、广播电视和卫星传输服务', 'Telecommunications, broadcasting, television and satellite transmission services', 'DIVISION', 'I'),
    ('64', '互联网和相关服务', 'Internet and related services', 'DIVISION', 'I'),
    ('65', '软件和信息技术服务业', 'Software and information technology services', 'DIVISION', 'I');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('66', '货币金融服务', 'Monetary and financial services', 'DIVISION', 'J'),
    ('67', '资本市场服务', 'Capital market services', 'DIVISION', 'J'),
    ('68', '保险业', 'Insurance', 'DIVISION', 'J'),
    ('69', '其他金融业', 'Other finance', 'DIVISION', 'J');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('70', '房地产业', 'Real estate', 'DIVISION', 'K');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('71', '租赁业', 'Leasing', 'DIVISION', 'L'),
    ('72', '商务服务业', 'Business services', 'DIVISION', 'L');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('73', '研究和试验发展', 'Research and experimental development', 'DIVISION', 'M'),
    ('74', '专业技术服务业', 'Professional technical services', 'DIVISION', 'M'),
    ('75', '科技推广和应用服务业', 'Science and technology promotion and application services', 'DIVISION', 'M');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('76', '水利管理业', 'Water conservancy management', 'DIVISION', 'N'),
    ('77', '生态保护和环境治理业', 'Ecological protection and environmental governance', 'DIVISION', 'N'),
    ('78', '公共设施管理业', 'Public facilities management', 'DIVISION', 'N'),
    ('79', '土地管理业', 'Land management', 'DIVISION', 'N');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('80', '居民服务业', 'Residential services', 'DIVISION', 'O'),
    ('81', '机动车、电子产品和日用产品修理业', 'Repair of motor vehicles, electronics and household articles', 'DIVISION', 'O'),
    ('82', '其他服务业', 'Other services', 'DIVISION', 'O');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('83', '教育', 'Education', 'DIVISION', 'P');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('84', '卫生', 'Health', 'DIVISION', 'Q'),
    ('85', '社会工作', 'Social work', 'DIVISION', 'Q');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('86', '新闻和出版业', 'News and publishing', 'DIVISION', 'R'),
    ('87', '广播、电视、电影和录音制作业', 'Broadcasting, television, film and sound recording', 'DIVISION', 'R'),
    ('88', '文化艺术业', 'Culture and arts', 'DIVISION', 'R'),
    ('89', '体育', 'Sports', 'DIVISION', 'R'),
    ('90', '娱乐业', 'Entertainment', 'DIVISION', 'R');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('91', '中国共产党机关', 'Organs of the Communist Party of China', 'DIVISION', 'S'),
    ('92', '国家机构', 'State organs', 'DIVISION', 'S'),
    ('93', '人民政协、民主党派', 'People''s Political Consultative Conference and democratic parties', 'DIVISION', 'S'),
    ('94', '社会保障', 'Social security', 'DIVISION', 'S'),
    ('95', '群众团体、社会团体和其他成员组织', 'Mass organisations, social organisations and other membership organisations', 'DIVISION', 'S'),
    ('96', '基层群众自治组织及其他组织', 'Grass-roots self-governing and other organisations', 'DIVISION', 'S');

INSERT INTO industry (code, name_zh, name_en, level, parent_code) VALUES
    ('97', '国际组织', 'International organisations', 'DIVISION', 'T');
