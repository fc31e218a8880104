import { ok } from "../../kernel/result.ts";
import { route } from "../../kernel/route.ts";
import { verifyProof } from "../room/domain/proof.ts";
import {
  connect,
  read,
  readEvents,
  readHistory,
  readNote,
  readProof,
  readSegments,
  readView,
  writeNote,
} from "../room/service.ts";
import {
  commentsAnswer,
  commentsQuery,
  createDraftBody,
  created,
  draftAnswer,
  draftParams,
  eventsAnswer,
  eventsQuery,
  exportQuery,
  forkBody,
  historyAnswer,
  historyQuery,
  listAnswer,
  listQuery,
  noteAnswer,
  noteBody,
  proofAnswer,
  segmentsAnswer,
  segmentsQuery,
  verdictAnswer,
  verifyBody,
} from "./contract.ts";
import { createDraft, exportDraft, forkDraft, listDrafts } from "./service.ts";

const tag = "Drafts";
const access = "user" as const;

/** A proof can be as long as a draft. */
const PROOF_BODY_BYTES_MAX = 16 * 1024 * 1024;

/** Drafts as things: made, listed, read, forked, exported, proven. What happens inside one is in `command-routes.ts`. */
export const draftRoutes = [
  route(
    {
      id: "createDraft",
      method: "post",
      path: "/v1/drafts",
      tag,
      access,
      summary: "Begin a draft. You own it and hold its ring.",
      body: createDraftBody,
      answer: { status: 201, schema: created, description: "The new draft's id" },
    },
    ({ deps, identity, body, key }) => createDraft(deps, identity, body, key),
  ),
  route(
    {
      id: "listDrafts",
      method: "get",
      path: "/v1/drafts",
      tag,
      access,
      summary: "Your drafts: all of them, those that wait for you, or the archived ones.",
      query: listQuery,
      answer: { status: 200, schema: listAnswer, description: "A page, newest change first" },
    },
    ({ deps, identity, query }) => listDrafts(deps, identity, query),
  ),
  route(
    {
      id: "getDraft",
      method: "get",
      path: "/v1/drafts/:id",
      tag,
      access,
      summary: "A draft as you see it, with a window over its newest segments.",
      params: draftParams,
      answer: { status: 200, schema: draftAnswer, description: "The draft, and what you are in it" },
    },
    ({ deps, identity, params }) => readView(deps, identity, params.id),
  ),
  route(
    {
      id: "listSegments",
      method: "get",
      path: "/v1/drafts/:id/segments",
      tag,
      access,
      summary: "Older segments, oldest first.",
      params: draftParams,
      query: segmentsQuery,
      answer: { status: 200, schema: segmentsAnswer, description: "Segments before the given seq" },
    },
    ({ deps, identity, params, query }) => readSegments(deps, identity, params.id, query),
  ),
  route(
    {
      id: "listComments",
      method: "get",
      path: "/v1/drafts/:id/comments",
      tag,
      access,
      summary: "Older comments and suggestions, oldest first.",
      params: draftParams,
      query: commentsQuery,
      answer: { status: 200, schema: commentsAnswer, description: "Comments before the given seq" },
    },
    ({ deps, identity, params, query }) =>
      read(deps, identity, params.id, "comments", {
        before: query.before ?? Number.MAX_SAFE_INTEGER,
        limit: query.limit,
      }),
  ),
  route(
    {
      id: "listEvents",
      method: "get",
      path: "/v1/drafts/:id/events",
      tag,
      access,
      summary: "Everything that happened, in order.",
      params: draftParams,
      query: eventsQuery,
      answer: { status: 200, schema: eventsAnswer, description: "Events after the given seq" },
    },
    ({ deps, identity, params, query }) => readEvents(deps, identity, params.id, query),
  ),
  route(
    {
      id: "getHistory",
      method: "get",
      path: "/v1/drafts/:id/history",
      tag,
      access,
      summary: "The draft as it was after an earlier event.",
      params: draftParams,
      query: historyQuery,
      answer: {
        status: 200,
        schema: historyAnswer,
        description: "Title, holder and newest segments of then",
      },
    },
    ({ deps, identity, params, query }) => readHistory(deps, identity, params.id, query),
  ),
  route(
    {
      id: "forkDraft",
      method: "post",
      path: "/v1/drafts/:id/forks",
      tag,
      access,
      summary: "Go on from a segment in a draft of your own. Everybody stays credited.",
      params: draftParams,
      body: forkBody,
      answer: { status: 201, schema: created, description: "The new draft's id" },
    },
    ({ deps, identity, params, body, key }) => forkDraft(deps, identity, params.id, body, key),
  ),
  route(
    {
      id: "exportDraft",
      method: "get",
      path: "/v1/drafts/:id/export",
      tag,
      access,
      summary: "The draft as Markdown, plain text or JSON, with attribution.",
      params: draftParams,
      query: exportQuery,
      answer: {
        status: 200,
        media: ["text/markdown", "text/plain", "application/json"],
        description: "The file, in the format asked for",
      },
    },
    async ({ deps, identity, params, query }) => {
      const file = await exportDraft(deps, identity, params.id, query.format);
      if (!file.ok) return file;
      const { filename, mime, body } = file.value;
      const disposition = `attachment; filename="draft.${query.format}"; filename*=UTF-8''${encodeURIComponent(filename)}`;
      return new Response(body, {
        headers: { "content-type": mime, "content-disposition": disposition, "cache-control": "no-store" },
      });
    },
  ),
  route(
    {
      id: "getProof",
      method: "get",
      path: "/v1/drafts/:id/proof",
      tag,
      access,
      summary: "The proof chain: hashes and seals of every segment, without the texts.",
      params: draftParams,
      answer: { status: 200, schema: proofAnswer, description: "The chain, oldest first" },
    },
    ({ deps, identity, params }) => readProof(deps, identity, params.id),
  ),
  route(
    {
      id: "verifyProof",
      method: "post",
      path: "/v1/proofs/verify",
      tag,
      access: "public",
      summary: "Whether a proof chain (or a JSON export) holds.",
      body: verifyBody,
      idempotencyKey: "none",
      bodyBytesMax: PROOF_BODY_BYTES_MAX,
      answer: {
        status: 200,
        schema: verdictAnswer,
        description: "The verdict, with the place where the chain breaks",
      },
    },
    async ({ body }) => ok(verifyProof(body)),
  ),
  route(
    {
      id: "getNote",
      method: "get",
      path: "/v1/drafts/:id/note",
      tag,
      access,
      summary: "Your private note on the draft.",
      params: draftParams,
      answer: { status: 200, schema: noteAnswer, description: "The note; empty before the first" },
    },
    ({ deps, identity, params }) => readNote(deps, identity, params.id),
  ),
  route(
    {
      id: "putNote",
      method: "put",
      path: "/v1/drafts/:id/note",
      tag,
      access,
      summary: "Keep a private note on the draft. Nobody else sees it.",
      params: draftParams,
      body: noteBody,
      answer: { status: 200, schema: noteAnswer, description: "The note as kept" },
    },
    ({ deps, identity, params, body }) => writeNote(deps, identity, params.id, body),
  ),
  route(
    {
      id: "joinLive",
      method: "get",
      path: "/v1/drafts/:id/live",
      tag,
      access,
      summary: "The live session: a WebSocket that speaks protocol version 1.",
      params: draftParams,
      answer: { status: 101, description: "Switching protocols" },
    },
    async ({ deps, identity, params, c }) => {
      const opened = await connect(deps, identity, c.req.raw, params.id);
      return opened.ok ? opened.value : opened;
    },
  ),
] as const;
