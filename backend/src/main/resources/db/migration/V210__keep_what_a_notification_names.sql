-- The data of the event that a notification is about, where its texts name a voucher, an amount, a reason or a day.
ALTER TABLE notification ADD COLUMN details text;
