-- The skeleton of the plan's annex 2 as far as section 2(2) of its text shows it: the annex itself is not public. The codes and
-- the English names are ours.

INSERT INTO service_category (code, name_zh, name_en, layer, clause, sort) VALUES
    ('I-1', '计算资源', 'Computing', 'IAAS', '二（二）基础设施登云', 11),
    ('I-2', '存储资源', 'Storage', 'IAAS', '二（二）基础设施登云', 12),
    ('I-3', '网络资源', 'Networking', 'IAAS', '二（二）基础设施登云', 13),
    ('I-4', '安全防护', 'Security protection', 'IAAS', '二（二）基础设施登云', 14),
    ('I-5', '办公桌面', 'Office desktops', 'IAAS', '二（二）基础设施登云', 15),
    ('P-1', '云数据库', 'Cloud databases', 'PAAS', '二（二）业务应用登云', 21),
    ('P-2', '大数据分析平台', 'Big-data analysis platforms', 'PAAS', '二（二）业务应用登云', 22),
    ('P-3', '物联网平台', 'Internet-of-things platforms', 'PAAS', '二（二）业务应用登云', 23),
    ('P-4', '软件开发平台', 'Software development platforms', 'PAAS', '二（二）业务应用登云', 24),
    ('P-5', '电商平台', 'E-commerce platforms', 'PAAS', '二（二）业务应用登云', 25),
    ('S-1', '研发设计', 'Research, development and design', 'SAAS', '二（二）业务应用登云', 31),
    ('S-2', '协同办公', 'Collaborative office', 'SAAS', '二（二）业务应用登云', 32),
    ('S-3', '行政管理', 'Administration', 'SAAS', '二（二）业务应用登云', 33),
    ('S-4', '生产销售', 'Production and sales', 'SAAS', '二（二）业务应用登云', 34),
    ('S-5', '供应链管理', 'Supply-chain management', 'SAAS', '二（二）业务应用登云', 35),
    ('S-6', '电子商务', 'E-commerce', 'SAAS', '二（二）业务应用登云', 36),
    ('D-1', '设备改造与联网', 'Equipment retrofit and connection', 'DEVICE', '二（二）设备能力登云', 41),
    ('D-2', '设备在线监测与故障诊断', 'Equipment monitoring and fault diagnosis', 'DEVICE', '二（二）设备能力登云', 42),
    ('D-3', '远程维护与设备健康维护', 'Remote and predictive maintenance', 'DEVICE', '二（二）设备能力登云', 43),
    ('D-4', '设备全生命周期管理', 'Equipment life-cycle management', 'DEVICE', '二（二）设备能力登云', 44),
    ('C-1', '研发设计能力', 'Research and design capability', 'CAPABILITY', '二（二）设备能力登云', 51),
    ('C-2', '生产制造能力', 'Manufacturing capability', 'CAPABILITY', '二（二）设备能力登云', 52),
    ('C-3', '实验检测能力', 'Laboratory and testing capability', 'CAPABILITY', '二（二）设备能力登云', 53);
