import { tidyText } from "../../../kernel/text.ts";
import type { Settings } from "../contract.ts";
import {
  acting,
  type CommandOf,
  type Decision,
  type Happening,
  happen,
  NOT_HERE,
  refuse,
  type StepContext,
} from "./decision.ts";
import type { DraftState } from "./state.ts";

/** Runs a decision for the owner only. A change that is already so causes nothing. */
function owners(state: DraftState, ctx: StepContext, decide: () => Happening[] | Decision): Decision {
  const member = acting(state, ctx);
  if (!member) return NOT_HERE;
  if (member.role !== "owner") return refuse("forbidden", "Only the owner of the draft can do that.");
  const decided = decide();
  return Array.isArray(decided) ? happen(...decided) : decided;
}

/** Another title, by the owner. */
export function decideRename(state: DraftState, command: CommandOf<"rename">, ctx: StepContext): Decision {
  const title = tidyText(command.title);
  return owners(state, ctx, () => (title === state.title ? [] : [{ type: "draft_renamed", title }]));
}

/** Put the draft away, by the owner. */
export function decideArchive(state: DraftState, _command: CommandOf<"archive">, ctx: StepContext): Decision {
  return owners(state, ctx, () => (state.status === "archived" ? [] : [{ type: "draft_archived" }]));
}

/** A restored draft is what it was: published if it had been published, else open. */
export function decideRestore(state: DraftState, _command: CommandOf<"restore">, ctx: StepContext): Decision {
  const status = state.publishedAt === null ? "open" : "published";
  return owners(state, ctx, () => (state.status === "archived" ? [{ type: "draft_restored", status }] : []));
}

/** Mark an open draft with segments as finished, by the owner. */
export function decidePublish(state: DraftState, _command: CommandOf<"publish">, ctx: StepContext): Decision {
  return owners(state, ctx, () => {
    if (state.status === "published") return [];
    if (state.status === "archived")
      return refuse("draft_not_open", "Restore the draft first, then publish it.");
    if (state.segmentCount === 0)
      return refuse("draft_not_open", "There is nothing to publish yet. Add a segment first.");
    return [{ type: "draft_published" }];
  });
}

/** Change some of the settings, by the owner; what was not asked for stays. */
export function decideSettings(
  state: DraftState,
  command: CommandOf<"settings">,
  ctx: StepContext,
): Decision {
  const { settings: now } = state;
  const asked = command.settings;
  const settings: Settings = {
    lease: asked.lease ?? now.lease,
    nextHolderRule: asked.nextHolderRule ?? now.nextHolderRule,
    writersMayInvite: asked.writersMayInvite ?? now.writersMayInvite,
    sharing: asked.sharing ?? now.sharing,
  };
  const same = JSON.stringify(settings) === JSON.stringify(state.settings);
  return owners(state, ctx, () => (same ? [] : [{ type: "settings_changed", settings }]));
}
