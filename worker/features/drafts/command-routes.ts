import type * as z from "zod";
import { route } from "../../kernel/route.ts";
import { ack, type RoomCommand } from "../room/commands.ts";
import { send } from "../room/service.ts";
import {
  acceptanceBody,
  appendBody,
  commentBody,
  commentParams,
  draftParams,
  memberParams,
  passBody,
  renameBody,
  restorationBody,
  roleBody,
  settingsBody,
} from "./contract.ts";

type Schema = z.core.$ZodType;

interface CommandSpec<Id extends string, P extends Schema, B extends Schema | undefined> {
  id: Id;
  method: "post" | "put" | "patch" | "delete";
  /** Below `/v1/drafts/:id`. */
  path: string;
  tag: string;
  summary: string;
  params: P;
  body?: B;
}

/** A route that sends one command to the draft's object: the same command, through the same function, as over the socket. */
function commandRoute<
  const Id extends string,
  P extends typeof draftParams | typeof commentParams | typeof memberParams,
  B extends Schema | undefined = undefined,
>(
  spec: CommandSpec<Id, P, B>,
  toCommand: (input: {
    params: z.output<P>;
    body: B extends Schema ? z.core.output<B> : undefined;
    key: string;
  }) => RoomCommand,
) {
  return route(
    {
      ...spec,
      path: `/v1/drafts/:id${spec.path}`,
      access: "user",
      answer: { status: 200, schema: ack, description: "Done, and at which event" },
    },
    ({ deps, identity, params, body, key }) =>
      send(
        deps,
        identity,
        (params as { id: string }).id,
        toCommand({ params: params as z.output<P>, body: body as never, key }),
      ),
  );
}

const writing = "Writing";
const ringTag = "The ring";
const lifecycle = "Lifecycle";
const people = "Members";

export const commandRoutes = [
  commandRoute(
    {
      id: "appendSegment",
      method: "post",
      path: "/segments",
      tag: writing,
      params: draftParams,
      body: appendBody,
      summary: "Add the next segment. Ring holder only, at the epoch you believe in.",
    },
    ({ body, key }) => ({ t: "append", key, ...body }),
  ),
  commandRoute(
    {
      id: "restoreSegment",
      method: "post",
      path: "/restorations",
      tag: writing,
      params: draftParams,
      body: restorationBody,
      summary: "Bring an earlier segment back: its text is appended again, credited to its author.",
    },
    ({ body, key }) => ({ t: "bring_back", key, ...body }),
  ),
  commandRoute(
    {
      id: "addComment",
      method: "post",
      path: "/comments",
      tag: writing,
      params: draftParams,
      body: commentBody,
      summary: "Comment or suggest, on a segment or on the draft.",
    },
    ({ body, key }) => ({ t: "comment", key, ...body }),
  ),
  commandRoute(
    {
      id: "acceptSuggestion",
      method: "put",
      path: "/comments/:commentId/acceptance",
      tag: writing,
      params: commentParams,
      body: acceptanceBody,
      summary: "Make a suggestion the next segment, credited to its author.",
    },
    ({ params, body, key }) => ({ t: "accept", key, commentId: params.commentId, ...body }),
  ),
  commandRoute(
    {
      id: "dismissComment",
      method: "put",
      path: "/comments/:commentId/dismissal",
      tag: writing,
      params: commentParams,
      summary: "Put a comment or suggestion aside.",
    },
    ({ params, key }) => ({ t: "dismiss", key, commentId: params.commentId }),
  ),
  commandRoute(
    {
      id: "passRing",
      method: "post",
      path: "/ring/pass",
      tag: ringTag,
      params: draftParams,
      body: passBody,
      summary: "Pass the ring to another writer.",
    },
    ({ body, key }) => ({ t: "pass", key, ...body }),
  ),
  commandRoute(
    {
      id: "recallRing",
      method: "post",
      path: "/ring/recall",
      tag: ringTag,
      params: draftParams,
      summary: "Take the ring back, as the owner. Everybody sees that it was recalled.",
    },
    ({ key }) => ({ t: "recall", key }),
  ),
  commandRoute(
    {
      id: "requestRing",
      method: "post",
      path: "/ring/requests",
      tag: ringTag,
      params: draftParams,
      summary: "Ask for the ring. First come, first served.",
    },
    ({ key }) => ({ t: "request", key }),
  ),
  commandRoute(
    {
      id: "withdrawRequest",
      method: "delete",
      path: "/ring/requests",
      tag: ringTag,
      params: draftParams,
      summary: "Take your request back.",
    },
    ({ key }) => ({ t: "withdraw", key }),
  ),
  commandRoute(
    {
      id: "renameDraft",
      method: "put",
      path: "/title",
      tag: lifecycle,
      params: draftParams,
      body: renameBody,
      summary: "Give the draft another title.",
    },
    ({ body, key }) => ({ t: "rename", key, ...body }),
  ),
  commandRoute(
    {
      id: "changeSettings",
      method: "patch",
      path: "/settings",
      tag: lifecycle,
      params: draftParams,
      body: settingsBody,
      summary: "Lease, next-holder rule, who may invite, sharing.",
    },
    ({ body, key }) => ({ t: "settings", key, settings: body }),
  ),
  commandRoute(
    {
      id: "archiveDraft",
      method: "put",
      path: "/archive",
      tag: lifecycle,
      params: draftParams,
      summary: "Put the draft away. Nothing is lost; it can be restored.",
    },
    ({ key }) => ({ t: "archive", key }),
  ),
  commandRoute(
    {
      id: "restoreDraft",
      method: "delete",
      path: "/archive",
      tag: lifecycle,
      params: draftParams,
      summary: "Bring an archived draft back.",
    },
    ({ key }) => ({ t: "restore", key }),
  ),
  commandRoute(
    {
      id: "publishDraft",
      method: "put",
      path: "/publication",
      tag: lifecycle,
      params: draftParams,
      summary: "Mark the draft as finished. It takes no more segments.",
    },
    ({ key }) => ({ t: "publish", key }),
  ),
  commandRoute(
    {
      id: "changeRole",
      method: "put",
      path: "/members/:memberId/role",
      tag: people,
      params: memberParams,
      body: roleBody,
      summary: "Give a member another role.",
    },
    ({ params, body, key }) => ({ t: "change_role", key, memberId: params.memberId, ...body }),
  ),
  commandRoute(
    {
      id: "removeMember",
      method: "delete",
      path: "/members/:memberId",
      tag: people,
      params: memberParams,
      summary: "Remove a member. Their words stay, with their name.",
    },
    ({ params, key }) => ({ t: "remove_member", key, memberId: params.memberId }),
  ),
  commandRoute(
    {
      id: "leaveDraft",
      method: "delete",
      path: "/membership",
      tag: people,
      params: draftParams,
      summary: "Leave the draft. An owner hands it to the longest-standing writer.",
    },
    ({ key }) => ({ t: "leave", key }),
  ),
] as const;
