-- What a percentage is taken of is an amount of money.
INSERT INTO code_list_item (list_name, code, name_zh, name_en, sort)
VALUES ('meter-units', 'CNY_FEN', '分（金额）', 'Fen (amount of money)',
    (SELECT max(sort) + 1 FROM code_list_item WHERE list_name = 'meter-units'));
