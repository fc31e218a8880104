import { type AppLoadContext, createRequestHandler, type ServerBuild } from "@remix-run/cloudflare";
import { matchRoutes } from "@remix-run/react";

/** The web app, as the edge sees it. */
export interface Web {
  handle(request: Request, context: AppLoadContext): Promise<Response>;
  /** Pattern of the page that answers a path, as in `/drafts/:id`: fit for a log, unlike the path itself. */
  pattern(pathname: string): string;
}

type RouteTree = NonNullable<Parameters<typeof matchRoutes>[0]>;

/** The Remix app in this same Worker: loaders get our context and call services in process. */
export function createWeb(build: ServerBuild): Web {
  const handle = createRequestHandler(build, import.meta.env?.MODE ?? "production");
  const tree = children(build, undefined);
  return {
    handle,
    pattern: (pathname) => {
      const page = pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/");
      const matches = matchRoutes(tree, page) ?? [];
      const path = matches.map((match) => match.route.path ?? "").filter((part) => part !== "");
      return `/${path.join("/")}`;
    },
  };
}

function children(build: ServerBuild, parentId: string | undefined): RouteTree {
  return Object.values(build.routes)
    .filter((entry) => entry !== undefined && entry.parentId === parentId)
    .map((entry) =>
      entry?.index
        ? { id: entry.id, index: true as const }
        : {
            id: entry?.id ?? "",
            ...(entry?.path === undefined ? {} : { path: entry.path }),
            children: children(build, entry?.id),
          },
    );
}
