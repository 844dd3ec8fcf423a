-- Sources: the plan for the layers, kinds of provider and key industries; the 2017 statistical rule of enterprise sizes; the
-- national emergency plan for network security incidents (2017) for the grades; the rest is ours.

INSERT INTO code_list (name, title_zh, title_en) VALUES
    ('offering-kinds', '云服务类型', 'Kinds of offering'),
    ('service-layers', '登云层次', 'Layers of moving to the cloud'),
    ('offering-states', '云服务状态', 'States of an offering'),
    ('deployment-models', '部署模式', 'Deployment models'),
    ('organization-kinds', '机构类型', 'Kinds of organisation'),
    ('provider-kinds', '云服务商类型', 'Kinds of provider'),
    ('price-models', '计价方式', 'Price models'),
    ('billing-periods', '计费周期', 'Billing periods'),
    ('meter-units', '计量单位', 'Meter units'),
    ('certificate-types', '安全与资质证书类型', 'Types of security and qualification certificate'),
    ('enterprise-sizes', '企业规模', 'Enterprise sizes'),
    ('incident-grades', '信息安全事故等级', 'Grades of security incident'),
    ('region-levels', '区域层级', 'Levels of region'),
    ('key-industries', '重点行业', 'Key industries');

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('offering-kinds', 'IAAS', '基础设施即服务', 'Infrastructure as a service', 1),
    ('offering-kinds', 'PAAS', '平台即服务', 'Platform as a service', 2),
    ('offering-kinds', 'SAAS', '应用即服务', 'Software as a service', 3),
    ('offering-kinds', 'INDUSTRIAL_APP', '工业APP', 'Industrial app', 4),
    ('offering-kinds', 'DEVICE_CONNECTION', '设备接入', 'Device connection', 5),
    ('offering-kinds', 'DESIGN_CAPABILITY', '研发设计能力', 'Research and design capability', 6),
    ('offering-kinds', 'MANUFACTURING_CAPABILITY', '生产制造能力', 'Manufacturing capability', 7),
    ('offering-kinds', 'TESTING_CAPABILITY', '实验检测能力', 'Laboratory and testing capability', 8),
    ('offering-kinds', 'SOLUTION', '解决方案', 'Solution', 9),
    ('offering-kinds', 'PROFESSIONAL_SERVICE', '专业服务', 'Professional service', 10);

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('service-layers', 'IAAS', '基础设施（IaaS）', 'Infrastructure (IaaS)', 1),
    ('service-layers', 'PAAS', '平台（PaaS）', 'Platform (PaaS)', 2),
    ('service-layers', 'SAAS', '业务应用（SaaS）', 'Business application (SaaS)', 3),
    ('service-layers', 'DEVICE', '设备', 'Equipment', 4),
    ('service-layers', 'CAPABILITY', '能力', 'Capability', 5);

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('offering-states', 'DRAFT', '草稿', 'Draft', 1),
    ('offering-states', 'PUBLISHED', '已发布', 'Published', 2),
    ('offering-states', 'SUSPENDED', '已暂停', 'Suspended', 3),
    ('offering-states', 'RETIRED', '已下架', 'Retired', 4);

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('deployment-models', 'PUBLIC', '公有云', 'Public cloud', 1),
    ('deployment-models', 'PRIVATE', '私有云', 'Private cloud', 2),
    ('deployment-models', 'HYBRID', '混合云', 'Hybrid cloud', 3),
    ('deployment-models', 'DEDICATED', '专属云', 'Dedicated cloud', 4),
    ('deployment-models', 'COMMUNITY', '社区云', 'Community cloud', 5),
    ('deployment-models', 'EDGE', '边缘侧', 'Edge', 6),
    ('deployment-models', 'ON_PREMISES', '本地部署', 'On the customer''s premises', 7);

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('organization-kinds', 'ENTERPRISE', '企业', 'Enterprise', 1),
    ('organization-kinds', 'PROVIDER', '云服务商', 'Cloud service provider', 2),
    ('organization-kinds', 'AUTHORITY', '经信部门', 'Economy and informatization authority', 3),
    ('organization-kinds', 'FINANCE', '财政部门', 'Finance authority', 4),
    ('organization-kinds', 'AUDIT', '审计监督部门', 'Audit body', 5),
    ('organization-kinds', 'ASSESSMENT_BODY', '第三方评估机构', 'Third-party assessment body', 6),
    ('organization-kinds', 'ALLIANCE', '产业联盟', 'Industry alliance', 7);

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('provider-kinds', 'CLOUD_PLATFORM', '云平台服务商', 'Cloud-platform provider', 1),
    ('provider-kinds', 'CLOUD_APPLICATION', '云应用服务商', 'Cloud-application provider', 2),
    ('provider-kinds', 'TELECOM', '基础电信运营商', 'Telecommunications carrier', 3),
    ('provider-kinds', 'SERVICE_INSTITUTION', '第三方服务机构', 'Third-party service institution', 4);

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('price-models', 'ONE_OFF', '一次性', 'One-off', 1),
    ('price-models', 'SUBSCRIPTION', '包年包月', 'Subscription', 2),
    ('price-models', 'METERED', '按量计费', 'Metered', 3),
    ('price-models', 'TIERED_GRADUATED', '分段累进阶梯', 'Tiered, each tier at its own price', 4),
    ('price-models', 'TIERED_VOLUME', '全量阶梯', 'Tiered, the whole quantity at the price of its tier', 5),
    ('price-models', 'QUOTED', '询价', 'On quotation', 6);

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('billing-periods', 'HOUR', '小时', 'Hour', 1),
    ('billing-periods', 'DAY', '日', 'Day', 2),
    ('billing-periods', 'WEEK', '周', 'Week', 3),
    ('billing-periods', 'MONTH', '月', 'Month', 4),
    ('billing-periods', 'QUARTER', '季度', 'Quarter', 5),
    ('billing-periods', 'HALF_YEAR', '半年', 'Half-year', 6),
    ('billing-periods', 'YEAR', '年', 'Year', 7);

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('meter-units', 'HOUR', '小时', 'Hour', 1),
    ('meter-units', 'DAY', '天', 'Day', 2),
    ('meter-units', 'MONTH', '月', 'Month', 3),
    ('meter-units', 'YEAR', '年', 'Year', 4),
    ('meter-units', 'CORE_HOUR', '核时', 'Core-hour', 5),
    ('meter-units', 'GPU_HOUR', 'GPU卡时', 'GPU-hour', 6),
    ('meter-units', 'INSTANCE_HOUR', '实例小时', 'Instance-hour', 7),
    ('meter-units', 'INSTANCE', '实例', 'Instance', 8),
    ('meter-units', 'GB', 'GB', 'GB', 9),
    ('meter-units', 'GB_HOUR', 'GB·小时', 'GB-hour', 10),
    ('meter-units', 'GB_MONTH', 'GB·月', 'GB-month', 11),
    ('meter-units', 'MBPS_MONTH', 'Mbps·月', 'Mbps-month', 12),
    ('meter-units', 'REQUEST', '次', 'Request', 13),
    ('meter-units', 'THOUSAND_REQUESTS', '千次', 'Thousand requests', 14),
    ('meter-units', 'MILLION_REQUESTS', '百万次', 'Million requests', 15),
    ('meter-units', 'MESSAGE', '条', 'Message', 16),
    ('meter-units', 'MILLION_MESSAGES', '百万条', 'Million messages', 17),
    ('meter-units', 'THOUSAND_TOKENS', '千词元', 'Thousand tokens', 18),
    ('meter-units', 'USER', '用户', 'User', 19),
    ('meter-units', 'LICENCE', '许可', 'Licence', 20),
    ('meter-units', 'LICENCE_HOUR', '许可小时', 'Licence-hour', 21),
    ('meter-units', 'DEVICE', '台设备', 'Device', 22),
    ('meter-units', 'DATA_POINT', '测点', 'Data point', 23),
    ('meter-units', 'DOMAIN_NAME', '域名', 'Domain name', 24),
    ('meter-units', 'PIECE', '件', 'Piece', 25),
    ('meter-units', 'KG', '千克', 'Kilogram', 26),
    ('meter-units', 'TONNE', '吨', 'Tonne', 27),
    ('meter-units', 'METRE', '米', 'Metre', 28),
    ('meter-units', 'SQUARE_METRE', '平方米', 'Square metre', 29),
    ('meter-units', 'BATCH', '批', 'Batch', 30),
    ('meter-units', 'MACHINE_HOUR', '机时', 'Machine-hour', 31),
    ('meter-units', 'SAMPLE', '样品', 'Sample', 32),
    ('meter-units', 'TEST_ITEM', '检测项', 'Test item', 33),
    ('meter-units', 'INSTRUMENT_HOUR', '仪器机时', 'Instrument-hour', 34),
    ('meter-units', 'PERSON_HOUR', '人时', 'Person-hour', 35),
    ('meter-units', 'PERSON_DAY', '人天', 'Person-day', 36),
    ('meter-units', 'PERSON_MONTH', '人月', 'Person-month', 37),
    ('meter-units', 'PROJECT', '项目', 'Project', 38),
    ('meter-units', 'REPORT', '份报告', 'Report', 39),
    ('meter-units', 'SET', '套', 'Set', 40);

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('certificate-types', 'MLPS_2', '网络安全等级保护二级', 'Multi-level protection scheme, level 2', 1),
    ('certificate-types', 'MLPS_3', '网络安全等级保护三级', 'Multi-level protection scheme, level 3', 2),
    ('certificate-types', 'MLPS_4', '网络安全等级保护四级', 'Multi-level protection scheme, level 4', 3),
    ('certificate-types', 'ISO_27001', 'ISO/IEC 27001 信息安全管理体系', 'ISO/IEC 27001 information security management', 4),
    ('certificate-types', 'ISO_27017', 'ISO/IEC 27017 云服务信息安全', 'ISO/IEC 27017 cloud service security', 5),
    ('certificate-types', 'ISO_27018', 'ISO/IEC 27018 公有云个人信息保护', 'ISO/IEC 27018 personal data in public clouds', 6),
    ('certificate-types', 'ISO_20000', 'ISO/IEC 20000-1 信息技术服务管理体系', 'ISO/IEC 20000-1 IT service management', 7),
    ('certificate-types', 'ISO_22301', 'ISO 22301 业务连续性管理体系', 'ISO 22301 business continuity management', 8),
    ('certificate-types', 'ISO_9001', 'ISO 9001 质量管理体系', 'ISO 9001 quality management', 9),
    ('certificate-types', 'CSA_STAR', 'CSA STAR 云安全认证', 'CSA STAR cloud security', 10),
    ('certificate-types', 'TRUSTED_CLOUD', '可信云服务认证', 'Trusted cloud service', 11),
    ('certificate-types', 'CLOUD_SECURITY_ASSESSMENT', '云计算服务安全评估', 'Security assessment of cloud computing services', 12),
    ('certificate-types', 'TELECOM_B11', '增值电信业务经营许可证 B11（互联网数据中心、互联网资源协作）', 'Value-added telecommunications licence B11 (data centres, resource cooperation)', 13),
    ('certificate-types', 'TELECOM_B12', '增值电信业务经营许可证 B12（内容分发网络）', 'Value-added telecommunications licence B12 (content delivery)', 14),
    ('certificate-types', 'CMA', '检验检测机构资质认定（CMA）', 'China inspection body and laboratory mandatory approval (CMA)', 15),
    ('certificate-types', 'CNAS', '实验室认可（CNAS）', 'Laboratory accreditation (CNAS)', 16),
    ('certificate-types', 'CMMI_3', 'CMMI 三级', 'CMMI level 3', 17),
    ('certificate-types', 'CMMI_5', 'CMMI 五级', 'CMMI level 5', 18),
    ('certificate-types', 'SOFTWARE_COPYRIGHT', '软件著作权登记', 'Software copyright registration', 19);

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('enterprise-sizes', 'LARGE', '大型', 'Large', 1),
    ('enterprise-sizes', 'MEDIUM', '中型', 'Medium', 2),
    ('enterprise-sizes', 'SMALL', '小型', 'Small', 3),
    ('enterprise-sizes', 'MICRO', '微型', 'Micro', 4),
    ('enterprise-sizes', 'UNCLASSIFIED', '未划型', 'Not classified', 5);

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('incident-grades', 'ESPECIALLY_MAJOR', '特别重大', 'Especially major', 1),
    ('incident-grades', 'MAJOR', '重大', 'Major', 2),
    ('incident-grades', 'LARGE', '较大', 'Large', 3),
    ('incident-grades', 'GENERAL', '一般', 'General', 4);

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('region-levels', 'PROVINCE', '省', 'Province', 1),
    ('region-levels', 'CITY', '市', 'City', 2),
    ('region-levels', 'COUNTY', '县（市、区）', 'County, county-level city or district', 3),
    ('region-levels', 'STATISTICS_ZONE', '统计用区', 'Zone of statistics', 4);

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('key-industries', 'AUTOMOTIVE', '汽车', 'Automotive', 1),
    ('key-industries', 'ELECTRONICS', '电子信息', 'Electronics and information', 2),
    ('key-industries', 'HOME_APPLIANCES', '家电', 'Home appliances', 3),
    ('key-industries', 'TEXTILES_CLOTHING', '纺织服装', 'Textiles and clothing', 4),
    ('key-industries', 'STEEL', '钢铁', 'Iron and steel', 5);
