-- Why an application is sent back or refused; ours, so that the same file gets the same words everywhere.
INSERT INTO code_list (name, title_zh, title_en) VALUES
    ('application-defects', '申领退回原因', 'Defects of a voucher application'),
    ('application-refusals', '申领不予通过原因', 'Reasons to refuse a voucher application');

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('application-defects', 'CONTRACT_UNCLEAR', '合同内容或日期不清楚', 'Content or date of the contract is not clear', 1),
    ('application-defects', 'AMOUNT_MISMATCH', '金额与合同不一致', 'The amount is not that of the contract', 2),
    ('application-defects', 'LAYER_WRONG', '服务层级有误', 'The service layer is wrong', 3),
    ('application-defects', 'PROVIDER_MISMATCH', '服务商与合同不一致', 'The provider is not that of the contract', 4),
    ('application-defects', 'OFFERING_MISMATCH', '服务与云服务目录不一致', 'The service is not the one of the catalogue', 5),
    ('application-defects', 'DECLARATION_INCOMPLETE', '承诺或声明不完整', 'A declaration is not complete', 6),
    ('application-defects', 'DUPLICATE_CONTRACT', '合同已用于其他申领', 'The contract was used for another application', 7),
    ('application-defects', 'OTHER', '其他', 'Other', 8);

INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort) VALUES
    ('application-refusals', 'NOT_ELIGIBLE', '不符合申领条件', 'Not eligible', 1),
    ('application-refusals', 'NOT_CERTIFIED', '企业未通过认证', 'The enterprise is not certified', 2),
    ('application-refusals', 'FALSE_STATEMENT', '材料不实', 'A statement is false', 3),
    ('application-refusals', 'DOUBLE_FUNDING', '同一内容已享受其他财政资金', 'The same content has other fiscal money', 4),
    ('application-refusals', 'RELATED_PARTY', '与服务商存在关联关系', 'A related party of the provider', 5),
    ('application-refusals', 'NOT_CORRECTED', '两次补正后仍不符合要求', 'Still defective after two corrections', 6),
    ('application-refusals', 'OBJECTION_UPHELD', '公示异议成立', 'An objection to the public notice was upheld', 7),
    ('application-refusals', 'OTHER', '其他', 'Other', 8);
