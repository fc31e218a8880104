import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Every SQLite file below a folder. The server must be down: its files are its own while it runs. */
export function databases(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".sqlite") && !name.endsWith("metadata.sqlite"))
    .map((name) => join(folder, name));
}

/** Runs `read` on each database that has a table of this name; answers what it gave. */
export function inDatabasesWith(folder, table, read) {
  return databases(folder).flatMap((file) => {
    const db = new DatabaseSync(file);
    try {
      const has = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table);
      return has ? [read(db, file)] : [];
    } finally {
      db.close();
    }
  });
}

/** Every row of every table, as text: what somebody who stole the disk could read. */
export function* everyRow(folder) {
  for (const file of databases(folder)) {
    const db = new DatabaseSync(file);
    try {
      const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
      for (const { name } of tables) {
        if (/^(sqlite_|_cf_)/.test(name)) continue;
        for (const row of db.prepare(`SELECT * FROM "${name}"`).iterate())
          yield { file, table: name, text: Object.values(row).map(asText).join("\u001f") };
      }
    } finally {
      db.close();
    }
  }
}

function asText(value) {
  return value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : String(value);
}
