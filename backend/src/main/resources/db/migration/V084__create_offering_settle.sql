-- Maintenance of the search indexes, which only the owner of the table may do: puts waiting index entries in their
-- places, and renews the statistics if asked to.
CREATE FUNCTION offering_settle(renew_statistics boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM gin_clean_pending_list('offering_name_grams'), gin_clean_pending_list('offering_text_grams');
    IF renew_statistics THEN
        EXECUTE 'ANALYZE offering';
    END IF;
END
$$;
