import { index, type RouteConfig, route } from "@remix-run/route-config";

/** Every page, in one list: URL → file. */
export default [
  index("routes/home.tsx"),
  route("sign-in", "routes/sign-in.tsx"),
  route("sign-out", "routes/sign-out.tsx"),
  route("settings", "routes/settings.tsx"),
  route("theme", "routes/theme.tsx"),
  route("drafts", "routes/drafts._index.tsx"),
  route("drafts/new", "routes/drafts.new.tsx"),
  route("drafts/:id", "routes/draft-room.tsx"),
  route("drafts/:id/panel/:panel", "routes/draft-panel.ts"),
  route("invites/:token", "routes/invite.tsx"),
  route("d/:id", "routes/public-draft.tsx"),
  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;
