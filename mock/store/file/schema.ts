/** Goes up with every change of the schema; a file of another number is refused. */
export const schemaVersion = 1

/**
 * A shelf is one list of tokens: a world as it is now (`snapshot` is empty), or as it was saved. `position` counts the
 * tokens of a shelf; the first row of a page is found by it. Texts are compared byte by byte.
 */
export const schema: string = `
CREATE TABLE shelf (
  shelf INTEGER PRIMARY KEY,
  world TEXT NOT NULL,
  snapshot TEXT NOT NULL,
  size INTEGER NOT NULL,
  numbers TEXT NOT NULL,
  UNIQUE (world, snapshot)
);
CREATE TABLE token (
  shelf INTEGER NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  fixed TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  revocation TEXT,
  PRIMARY KEY (shelf, position)
) WITHOUT ROWID;
CREATE UNIQUE INDEX token_by_id ON token (shelf, id);
CREATE UNIQUE INDEX token_by_digest ON token (shelf, digest);
PRAGMA user_version = ${schemaVersion};
`
