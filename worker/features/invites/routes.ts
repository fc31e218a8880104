import { route } from "../../kernel/route.ts";
import { draftParams } from "../drafts/contract.ts";
import {
  inviteBody,
  inviteList,
  inviteMade,
  inviteParams,
  invitePeek,
  redeemed,
  tokenParams,
} from "./contract.ts";
import {
  createInvite,
  listInvites,
  peekInvite,
  redeemInvite,
  resendInvite,
  revokeInvite,
} from "./service.ts";

const tag = "Invites";
const access = "user" as const;

export const inviteRoutes = [
  route(
    {
      id: "createInvite",
      method: "post",
      path: "/v1/drafts/:id/invites",
      tag,
      access,
      summary: "Make a one-use link that lets its reader in. The link is shown in this answer only.",
      params: draftParams,
      body: inviteBody,
      answer: { status: 201, schema: inviteMade, description: "The invite and its link" },
    },
    ({ deps, identity, params, body, key, c }) =>
      createInvite(deps, identity, params.id, body, key, new URL(c.req.url).origin),
  ),
  route(
    {
      id: "listInvites",
      method: "get",
      path: "/v1/drafts/:id/invites",
      tag,
      access,
      summary: "Invites of the draft: all for its owner, their own for others.",
      params: draftParams,
      answer: { status: 200, schema: inviteList, description: "Newest first; never a link" },
    },
    ({ deps, identity, params }) => listInvites(deps, identity, params.id),
  ),
  route(
    {
      id: "revokeInvite",
      method: "delete",
      path: "/v1/drafts/:id/invites/:inviteId",
      tag,
      access,
      summary: "Withdraw an invite. Its link stops working.",
      params: inviteParams,
      answer: { status: 204, description: "Withdrawn" },
    },
    ({ deps, identity, params, key }) => revokeInvite(deps, identity, params.id, params.inviteId, key),
  ),
  route(
    {
      id: "resendInvite",
      method: "post",
      path: "/v1/drafts/:id/invites/:inviteId/links",
      tag,
      access,
      summary: "A new link for the same invite. The old one stops working.",
      params: inviteParams,
      answer: { status: 201, schema: inviteMade, description: "The invite and its new link" },
    },
    ({ deps, identity, params, key, c }) =>
      resendInvite(deps, identity, params.id, params.inviteId, key, new URL(c.req.url).origin),
  ),
  route(
    {
      id: "peekInvite",
      method: "get",
      path: "/v1/invites/:token",
      tag,
      access: "public",
      summary: "Who invites to what. Consumes nothing.",
      params: tokenParams,
      answer: { status: 200, schema: invitePeek, description: "The invite" },
    },
    ({ deps, identity, params }) => peekInvite(deps, identity, params.token),
  ),
  route(
    {
      id: "redeemInvite",
      method: "post",
      path: "/v1/invites/:token",
      tag,
      access,
      summary: "Join by the link. One winner, however many try.",
      params: tokenParams,
      answer: { status: 200, schema: redeemed, description: "The draft you are in now" },
    },
    ({ deps, identity, params, key }) => redeemInvite(deps, identity, params.token, key),
  ),
] as const;
