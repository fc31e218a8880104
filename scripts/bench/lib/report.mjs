import { mkdirSync, writeFileSync } from "node:fs";
import { arch, cpus, loadavg, platform, release, totalmem } from "node:os";
import { dirname } from "node:path";
import { median, ratio } from "./stats.mjs";

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {string} unit
 * @property {number} value ours: a median over rounds
 * @property {number | null} against the value it is compared with
 * @property {string} of what that is
 * @property {number | null} ratio median over rounds of the ratio within a round
 * @property {[number, number] | null} spread quartiles of that ratio over rounds
 * @property {string} target
 * @property {boolean | null} met null where nothing was promised
 */

/**
 * A row that compares two sides, round by round.
 * @param {{ name: string, unit: string, ours: number[], other: number[], of: string, max?: number, min?: number }} row
 * @returns {Row}
 */
export function compared({ name, unit, ours, other, of, max, min }) {
  const value = ratio(ours, other);
  const target = max !== undefined ? `≤ ${max} ×` : min !== undefined ? `≥ ${min} ×` : "";
  const met = max !== undefined ? value <= max : min !== undefined ? value >= min : null;
  const spread = quartiles(ours.map((each, round) => each / other[round]));
  return { name, unit, value: median(ours), against: median(other), of, ratio: value, spread, target, met };
}

/** A row that stands alone. @returns {Row} */
export function plain({ name, unit, value, max }) {
  const target = max === undefined ? "" : `≤ ${max} ${unit}`;
  const met = max === undefined ? null : value <= max;
  return { name, unit, value, against: null, of: "", ratio: null, spread: null, target, met };
}

function quartiles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.round((sorted.length - 1) * share)];
  return [at(0.25), at(0.75)];
}

/** @param {Row[]} rows */
export function table(rows) {
  const cells = [
    ["measure", "ours", "against", "ratio", "middle half", "target", ""],
    ...rows.map((row) => [
      row.name,
      `${short(row.value)} ${row.unit}`,
      row.against === null ? "" : `${short(row.against)} ${row.unit} (${row.of})`,
      row.ratio === null ? "" : row.ratio.toFixed(2),
      row.spread === null ? "" : row.spread.map((value) => value.toFixed(2)).join("–"),
      row.target,
      row.met === null ? "" : row.met ? "met" : "NOT MET",
    ]),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function short(value) {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}

/** What the numbers were taken on: without it they say nothing. */
export function machine() {
  return {
    at: new Date().toISOString(),
    cpu: `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}`,
    memoryGb: Math.round(totalmem() / 1e9),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
    /** Runnable processes over the last minute: well above the number of cores means that others were at work. */
    load: Number(loadavg()[0].toFixed(1)),
  };
}

export function keep(file, report) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}
