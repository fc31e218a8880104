import { brotliDecompressSync } from "node:zlib";

/** Tag of known tables by their index in a WOFF2 directory entry; only the position of `cmap` matters here. Source: WOFF2 §5.2. */
const CMAP_INDEX = 0;
const ARBITRARY_TAG = 63;
const TRANSFORMED_BY_DEFAULT = new Set([10, 11]); // glyf, loca

/**
 * Code points a WOFF2 font really has glyphs for, ascending. Declared unicode-ranges claim more than a file
 * holds, and a claimed character without a glyph would be drawn as a box.
 * @param {Uint8Array} file a WOFF2 font, not a collection
 * @returns {number[]}
 */
export function codePointsOf(file) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint32(0) !== 0x774f4632) throw new Error("Not a WOFF2 font");
  const tables = view.getUint16(12);
  let at = 48;
  const varint = () => {
    for (let value = 0; ; ) {
      const byte = view.getUint8(at++);
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
  };
  let offset = 0;
  let cmap = null;
  for (let i = 0; i < tables; i++) {
    const flags = view.getUint8(at++);
    const index = flags & 0x3f;
    const tag = index === ARBITRARY_TAG ? view.getUint32(at) : 0;
    if (index === ARBITRARY_TAG) at += 4;
    const version = flags >> 6;
    const original = varint();
    const transformed = TRANSFORMED_BY_DEFAULT.has(index) ? version !== 3 : version !== 0;
    const length = transformed ? varint() : original;
    if (index === CMAP_INDEX || tag === 0x636d6170) cmap = { offset, length };
    offset += length;
  }
  const data = brotliDecompressSync(file.subarray(at, at + view.getUint32(20)));
  if (!cmap) throw new Error("No cmap table");
  return readCmap(new DataView(data.buffer, data.byteOffset + cmap.offset, cmap.length));
}

/** The best Unicode subtable (format 12, else 4) of a cmap table. Source: OpenType `cmap`. */
function readCmap(view) {
  let best = null;
  for (let i = 0; i < view.getUint16(2); i++) {
    const offset = view.getUint32(4 + i * 8 + 4);
    const format = view.getUint16(offset);
    if (format === 12 || (format === 4 && best?.format !== 12)) best = { format, offset };
  }
  if (!best) throw new Error("No Unicode cmap");
  const points = best.format === 12 ? readFormat12(view, best.offset) : readFormat4(view, best.offset);
  return [...new Set(points)].sort((a, b) => a - b);
}

function readFormat12(view, start) {
  const points = [];
  for (let i = 0; i < view.getUint32(start + 12); i++) {
    const group = start + 16 + i * 12;
    const first = view.getUint32(group);
    for (let c = first; c <= view.getUint32(group + 4); c++)
      if (view.getUint32(group + 8) + (c - first) !== 0) points.push(c);
  }
  return points;
}

function readFormat4(view, start) {
  const segments = view.getUint16(start + 6) / 2;
  const ends = start + 14;
  const starts = ends + segments * 2 + 2;
  const points = [];
  for (let i = 0; i < segments; i++) {
    const first = view.getUint16(starts + i * 2);
    const delta = view.getUint16(starts + segments * 2 + i * 2);
    const rangeAt = starts + segments * 4 + i * 2;
    const range = view.getUint16(rangeAt);
    for (let c = first; c <= view.getUint16(ends + i * 2) && c < 0xffff; c++) {
      const glyph = range === 0 ? (c + delta) & 0xffff : view.getUint16(rangeAt + range + (c - first) * 2);
      if (glyph !== 0) points.push(c);
    }
  }
  return points;
}
