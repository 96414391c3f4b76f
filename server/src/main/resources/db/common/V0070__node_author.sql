-- owner: work.tree
-- Who made the node; null for visitors of a share link, for the operator and for nodes from before. No index: people are
-- disabled, not deleted, and one more index would be paid with every insert.
ALTER TABLE node ADD COLUMN created_by INTEGER REFERENCES person (id);
