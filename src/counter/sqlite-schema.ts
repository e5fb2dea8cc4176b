/** The tables of the embedded store. Days are days since 1970-01-01 in the site's zone, times milliseconds since 1970 UTC. */

/** Goes up with every change of the tables. */
export const VERSION = 1

/**
 * `pages.day` and `pages.monday` say which day and week `today` and `week` belong to: they begin anew by themselves.
 * `seen` and `visitors` hold hashes under the day's key: for half an hour, and for a day.
 */
export const schema = `
  CREATE TABLE IF NOT EXISTS sites (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, views INTEGER NOT NULL DEFAULT 0, legacy INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS pages (
    id INTEGER PRIMARY KEY, site INTEGER NOT NULL, path TEXT NOT NULL,
    views INTEGER NOT NULL DEFAULT 0, legacy INTEGER NOT NULL DEFAULT 0,
    day INTEGER NOT NULL DEFAULT 0, today INTEGER NOT NULL DEFAULT 0,
    monday INTEGER NOT NULL DEFAULT 0, week INTEGER NOT NULL DEFAULT 0,
    UNIQUE (site, path)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS days (
    site INTEGER NOT NULL, day INTEGER NOT NULL, views INTEGER NOT NULL DEFAULT 0, visitors INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (site, day)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS seen (
    page INTEGER NOT NULL, visitor BLOB NOT NULL, counted INTEGER NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (page, visitor)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS seen_at ON seen (at);
  CREATE TABLE IF NOT EXISTS visitors (
    site INTEGER NOT NULL, visitor BLOB NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (site, visitor)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS visitors_at ON visitors (at);
`

/** Every statement that the store runs, by name. */
export const statements = {
  site: 'SELECT id FROM sites WHERE name = ?',
  addSite: 'INSERT INTO sites (name) VALUES (?) ON CONFLICT DO NOTHING',
  page: 'SELECT id FROM pages WHERE site = ? AND path = ?',
  addPage: 'INSERT INTO pages (site, path) VALUES (?, ?) RETURNING id',
  seen: 'SELECT counted, at FROM seen WHERE page = ? AND visitor = ?',
  setSeen: `INSERT INTO seen (page, visitor, counted, at) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET counted = excluded.counted, at = excluded.at`,
  dropSeen: 'DELETE FROM seen WHERE page = ? AND visitor = ?',
  pruneSeen: `DELETE FROM seen WHERE (page, visitor) IN
    (SELECT page, visitor FROM seen WHERE at < ? ORDER BY at LIMIT ?)`,
  visitor: 'SELECT at FROM visitors WHERE site = ? AND visitor = ?',
  setVisitor: `INSERT INTO visitors (site, visitor, at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET at = excluded.at`,
  dropVisitor: 'DELETE FROM visitors WHERE site = ? AND visitor = ?',
  pruneVisitors: `DELETE FROM visitors WHERE (site, visitor) IN
    (SELECT site, visitor FROM visitors WHERE at < ? ORDER BY at LIMIT ?)`,
  online: 'SELECT site, at / 1000 AS second, count(*) AS visitors FROM visitors WHERE at > ? GROUP BY site, second',
  clampSeen: 'UPDATE seen SET counted = min(counted, ?1), at = min(at, ?1) WHERE at > ?1',
  clampVisitors: 'UPDATE visitors SET at = ?1 WHERE at > ?1',
  countPage: `UPDATE pages SET views = views + ?1,
    today = iif(day = ?2, today, 0) + ?1, day = ?2, week = iif(monday = ?3, week, 0) + ?1, monday = ?3
    WHERE id = ?4`,
  pageViews: 'SELECT views + legacy AS views FROM pages WHERE id = ?',
  countSite: 'UPDATE sites SET views = views + ? WHERE id = ?',
  countDay: `INSERT INTO days (site, day, views, visitors) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET views = views + excluded.views, visitors = visitors + excluded.visitors`,
  siteNumbers: `SELECT views + legacy AS total,
    coalesce((SELECT views FROM days WHERE site = sites.id AND day = ?2), 0) AS today,
    coalesce((SELECT sum(views) FROM days WHERE site = sites.id AND day BETWEEN ?3 AND ?2), 0) AS week
    FROM sites WHERE id = ?1`,
  pageNumbers: `SELECT id, views + legacy AS views, iif(day = ?3, today, 0) AS today, iif(monday = ?4, week, 0) AS week
    FROM pages WHERE site = ?1 AND path = ?2`,
  pageOnline: 'SELECT count(*) AS online FROM seen WHERE page = ? AND at > ?',
  list: 'SELECT path, views + legacy AS views FROM pages WHERE site = ? AND path > ? ORDER BY path LIMIT ?',
  dayVisitors: 'SELECT visitors FROM days WHERE site = ? AND day = ?',
  sites: 'SELECT id, name, views, legacy FROM sites ORDER BY name',
  days: 'SELECT day, views FROM days WHERE site = ? ORDER BY day',
  pages: 'SELECT path, views, legacy FROM pages WHERE site = ? AND path > ? ORDER BY path LIMIT ?',
  putSite: 'UPDATE sites SET views = coalesce(?2, views), legacy = coalesce(?3, legacy) WHERE id = ?1',
  putDay: `INSERT INTO days (site, day, views) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET views = excluded.views`,
  putPage: `INSERT INTO pages (site, path, views, legacy) VALUES (?1, ?2, coalesce(?3, 0), coalesce(?4, 0))
    ON CONFLICT DO UPDATE SET views = coalesce(?3, views), legacy = coalesce(?4, legacy)`,
} as const
