import { isoTime } from "../../kernel/clock.ts";
import type { DraftView, Segment } from "../room/contract.ts";
import type { ExportedDraft, ExportFormat } from "./contract.ts";

export interface ExportFile {
  filename: string;
  mime: string;
  body: string;
}

const MIME: Record<ExportFormat, string> = {
  md: "text/markdown; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  json: "application/json",
};

/** A draft as a file, every segment credited to its author. */
export function exportFile(view: DraftView, segments: readonly Segment[], format: ExportFormat): ExportFile {
  const bodies = {
    md: markdown,
    txt: plainText,
    json: (v: DraftView, s: readonly Segment[]) => `${JSON.stringify(exported(v, s), null, 2)}\n`,
  };
  return {
    filename: `${fileName(view.title)}.${format}`,
    mime: MIME[format],
    body: bodies[format](view, segments),
  };
}

/** A title as a file name: letters and digits of any script, joined by hyphens. */
export function fileName(title: string): string {
  const words = title.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...words.join("-")].slice(0, 60).join("") || "draft";
}

function markdown(view: DraftView, segments: readonly Segment[]): string {
  const parts = segments.map(
    (segment) => `${segment.text}\n\n— *${nameOf(view, segment)}, ${isoTime(segment.at)}*`,
  );
  return `# ${view.title.replaceAll(/([\\`*_{}[\]<>#])/g, "\\$1")}\n\n${parts.join("\n\n---\n\n")}\n\n${credits(view)}\n`;
}

function plainText(view: DraftView, segments: readonly Segment[]): string {
  return `${view.title}\n\n${segments.map((segment) => `${segment.text}\n[${nameOf(view, segment)}]`).join("\n\n")}\n\n${credits(view)}\n`;
}

function credits(view: DraftView): string {
  const { ancestor } = view;
  const lineage = ancestor ? ` Goes on from event ${ancestor.seq} of draft ${ancestor.draftId}.` : "";
  return `Written by ${
    authors(view)
      .map((author) => `${author.name} (@${author.handle})`)
      .join(", ") || "nobody yet"
  }, one ring at a time.${lineage}`;
}

function authors(view: DraftView) {
  return view.members
    .filter((member) => (view.segmentsBy[member.id] ?? 0) > 0)
    .map(({ id, handle, name }) => ({ id, handle, name, segments: view.segmentsBy[id] ?? 0 }));
}

function nameOf(view: DraftView, segment: Segment): string {
  const author = view.members.find((member) => member.id === segment.authorId);
  return author ? `${author.name} (@${author.handle})` : "someone who left";
}

function exported(view: DraftView, segments: readonly Segment[]): ExportedDraft {
  return {
    format: "onering.export.1",
    draftId: view.id,
    title: view.title,
    platform: view.platform,
    status: view.status,
    ancestor: view.ancestor,
    exportedSeq: view.seq,
    authors: authors(view),
    segments: segments.map(({ appendedBy: _appendedBy, ...entry }) => entry),
  };
}
