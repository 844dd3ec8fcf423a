-- How often somebody was written to lately.
CREATE INDEX invitation_email ON invitation (email, created_at);
