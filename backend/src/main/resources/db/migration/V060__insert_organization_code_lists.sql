-- Tags: titles that the state, the province or its statistics office grant, as of 2018. Defects: ours.
INSERT INTO code_list (name, title_zh, title_en) VALUES
    ('enterprise-tags', '企业标签', 'Enterprise tags'),
    ('certification-defects', '认证退回原因', 'Defects of a certification');

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('enterprise-tags', 'SPECIALIZED_NEW', '专精特新企业', 'Specialised, refined, distinctive and innovative enterprise', 1),
    ('enterprise-tags', 'HIGH_TECH', '高新技术企业', 'High and new technology enterprise', 2),
    ('enterprise-tags', 'TECHNOLOGY_SMALL', '科技型中小企业', 'Technology-based small or medium enterprise', 3),
    ('enterprise-tags', 'ABOVE_SCALE', '规模以上企业', 'Enterprise above designated size', 4),
    ('enterprise-tags', 'TECHNOLOGY_CENTRE', '企业技术中心', 'Enterprise with a recognised technology centre', 5),
    ('enterprise-tags', 'DIGITAL_WORKSHOP', '数字化车间、智能工厂', 'Digital workshop or intelligent factory', 6),
    ('enterprise-tags', 'INTEGRATION_STANDARD', '两化融合管理体系贯标企业', 'Certified for integrating information technology and industry', 7),
    ('enterprise-tags', 'KEY_PROVIDER', '重点云服务商', 'Key cloud service provider', 8);

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('certification-defects', 'NAME_MISMATCH', '名称与登记信息不一致', 'The name is not that of the register', 1),
    ('certification-defects', 'REGION_WRONG', '所在区域有误', 'The region is wrong', 2),
    ('certification-defects', 'INDUSTRY_WRONG', '行业分类有误', 'The industry is wrong', 3),
    ('certification-defects', 'FIGURES_IMPLAUSIBLE', '人员、营业收入或资产数据不合理', 'Staff, revenue or assets are not plausible', 4),
    ('certification-defects', 'FIGURES_UNPROVEN', '经营数据缺少佐证', 'Figures are not proven', 5),
    ('certification-defects', 'TAG_UNPROVEN', '标签缺少认定依据', 'A tag is not proven', 6),
    ('certification-defects', 'CONTACT_UNREACHABLE', '联系方式无法联系', 'The contact cannot be reached', 7),
    ('certification-defects', 'NOT_IN_BUSINESS', '经营状态异常', 'Not in good standing in the register', 8),
    ('certification-defects', 'OTHER', '其他', 'Other', 9);
